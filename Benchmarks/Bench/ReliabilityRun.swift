import Foundation
import Probing
import Storage
import Synchronization

/// R1: people submit at once, the server is killed at a random moment and started again; what was acknowledged must be
/// there, once. What was not acknowledged is sent again under its key, and must then be there, once.
struct ReliabilityRun: Sendable {
    let installation: Installation
    let rounds: Int
    let seed: UInt64
    var people = 8
    /// The most acts that are answered in a round before the kill.
    var mostAnswers = 400
    /// Takes an acknowledged act away after the first kill, so that it can be seen that the check finds it.
    var tampers = false

    /// Visits that are added before each round.
    var visits = 1_000

    func report() async throws -> ReliabilityReport {
        var random = SeededRandom(seed: seed)
        var report = ReliabilityReport(seed: seed, rounds: rounds)
        var server = try await start()
        let database = try Database(installation.database)
        defer { database.close() }
        report.engine = database.engine
        let journals = try await journals(database, server)
        for round in 0..<rounds {
            for journal in journals { try await journal.submission.prepare(database) }
            let count = Int.random(in: 2...mostAnswers, using: &random)
            let running = server
            try await onThread { try killWhileSubmitting(running, journals, after: count) }
            if tampers, round == 0 { try await takeOneAway(journals, database) }
            server = try await start()
            report.slowestStart = max(report.slowestStart, server.readyAfter.milliseconds / 1000)
            for journal in journals {
                try await compare(journal, database, into: &report)
                report.repeated += journal.unanswered.count
                let (again, known) = (server, journal.answered.shuffled(using: &random).prefix(20))
                report.contradictions += try await onThread { try repeatAll(journal.unanswered + known, again, journal) }
            }
        }
        for journal in journals { try await compare(journal, database, into: &report) }
        let last = server
        try await onThread { last.program.stop() }
        report.note(journals)
        report.damage = try await database.read { try Self.damage(in: $0) }
        let verdict = try await onThread { try verifyLedger() }
        (report.ledgerIsClean, report.ledgerWords) = (verdict.code == 0, verdict.words)
        return report
    }

    /// The kinds of acts that are made side by side.
    private func journals(_ database: Database, _ server: RunningServer) async throws -> [SubmissionJournal] {
        let province = try await database.read { try Self.province(in: $0) }
        let submissions: [any Submission] = [
            InspectionSubmission(try await VisitDesk.open(database, server), batch: visits),
            FoundingSubmission(parent: province, seed: seed),
        ]
        return submissions.map { SubmissionJournal($0, seed: seed) }
    }

    private func start() async throws -> RunningServer {
        try await onThread { try RunningServer(installation, options: ["--demo"]) }
    }

    private func login(_ journal: SubmissionJournal, _ server: RunningServer) throws -> Visitor {
        try Visitor(
            account: journal.submission.account.rawValue, password: DemoStore.password, on: HTTPConnection(port: server.port))
    }

    /// Every fourth person founds agencies, the others hand in results.
    private func killWhileSubmitting(_ server: RunningServer, _ journals: [SubmissionJournal], after count: Int) throws {
        let visitors = try journals.map { try login($0, server) }
        let (port, process) = (server.port, server.program.process)
        let before = journals.map(\.answered.count)
        let gone = Mutex(0)
        runThreads(people + 1) { index in
            if index == 0 {
                // each kind of act at least once, however slow the machine is
                SubmissionJournal.awaitAnswers(count, of: journals, since: before) { gone.withLock { $0 == people } }
                _ = kill(process, SIGKILL)
                return
            }
            let kind = index % 4 == 1 ? journals.count - 1 : 0
            let (journal, visitor) = (journals[kind], visitors[kind])
            let connection = HTTPConnection(port: port)
            defer { gone.withLock { $0 += 1 } }
            while let entry = journal.open() {
                guard let reply = try? connection.ask(journal.submission.question(visitor, entry)) else { return }
                journal.note(reply, for: entry)
            }
        }
        _ = server.program.waitForExit()
    }

    /// What nobody knows the outcome of is sent again, and some of what is known too.
    /// - Returns: how many answers were no “done”, or another than before.
    private func repeatAll(_ entries: [SubmissionJournal.Entry], _ server: RunningServer, _ journal: SubmissionJournal) throws -> Int {
        let visitor = try login(journal, server)
        let connection = HTTPConnection(port: server.port)
        return try entries.count { entry in
            !journal.note(try connection.ask(journal.submission.question(visitor, entry)), for: entry)
        }
    }

    private func compare(_ journal: SubmissionJournal, _ database: Database, into report: inout ReliabilityReport) async throws {
        let submission = journal.submission
        let there = try await database.read { try submission.traces($0) }
        report.lost += journal.answered.count { there[$0.name] == nil && report.missing.insert($0.name).inserted }
        report.doubled = max(report.doubled, there.values.count { $0 > 1 })
    }

    private func takeOneAway(_ journals: [SubmissionJournal], _ database: Database) async throws {
        for journal in journals {
            guard let name = journal.answered.first?.name else { continue }
            let submission = journal.submission
            try await database.write { try submission.remove(name, $0) }
        }
    }

    private func verifyLedger() throws -> (code: Int32, words: String) {
        try installation.run(["ledger", "verify", "--data", installation.data, "--database", installation.database])
    }
}

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
    /// Longest time between the first act of a round and the kill, in milliseconds.
    var longest = 1_500
    /// Takes an acknowledged act away after the first kill, so that it can be seen that the check finds it.
    var tampers = false

    func report() async throws -> ReliabilityReport {
        var random = SeededRandom(seed: seed)
        var report = ReliabilityReport(seed: seed, rounds: rounds)
        let journal = SubmissionJournal(seed: seed)
        var server = try await start()
        let database = try Database(installation.database)
        defer { database.close() }
        report.engine = database.engine
        let submission = Submission.foundings(under: try await database.read { try Submission.province(in: $0) })
        for round in 0..<rounds {
            let pause = Int.random(in: 20...longest, using: &random)
            let running = server
            try await onThread { try killWhileSubmitting(running, submission, journal, after: pause) }
            if tampers, round == 0 { try await takeOneAway(submission, journal, database) }
            server = try await start()
            report.slowestStart = max(report.slowestStart, server.readyAfter.milliseconds / 1000)
            try await compare(submission, journal, database, into: &report)
            report.repeated += journal.unanswered.count
            let (again, known) = (server, journal.answered.shuffled(using: &random).prefix(20))
            report.contradictions += try await onThread { try repeatAll(journal.unanswered + known, submission, again, journal) }
        }
        try await compare(submission, journal, database, into: &report)
        let last = server
        try await onThread { last.program.stop() }
        report.note(journal)
        report.damage = try await database.read { try Submission.damage(in: $0) }
        let verdict = try await onThread { try verifyLedger() }
        (report.ledgerIsClean, report.ledgerWords) = (verdict.code == 0, verdict.words)
        return report
    }

    private func start() async throws -> RunningServer {
        try await onThread { try RunningServer(installation, options: ["--demo"]) }
    }

    private func login(_ submission: Submission, _ server: RunningServer) throws -> Visitor {
        try Visitor(account: submission.account.rawValue, password: DemoStore.password, on: HTTPConnection(port: server.port))
    }

    private func killWhileSubmitting(
        _ server: RunningServer, _ submission: Submission, _ journal: SubmissionJournal, after pause: Int
    ) throws {
        let visitor = try login(submission, server)
        let (port, process) = (server.port, server.program.process)
        runThreads(people + 1) { index in
            if index == 0 {
                usleep(UInt32(pause) * 1000)
                _ = kill(process, SIGKILL)
                return
            }
            let connection = HTTPConnection(port: port)
            for _ in 0..<10_000 {
                let entry = journal.open()
                guard let reply = try? connection.ask(submission.question(visitor, entry)) else { return }
                journal.note(reply, for: entry)
            }
        }
        _ = server.program.waitForExit()
    }

    /// What nobody knows the outcome of is sent again, and some of what is known too.
    /// - Returns: how many answers were no “done”, or another than before.
    private func repeatAll(
        _ entries: [SubmissionJournal.Entry], _ submission: Submission, _ server: RunningServer, _ journal: SubmissionJournal
    ) throws -> Int {
        let visitor = try login(submission, server)
        let connection = HTTPConnection(port: server.port)
        return try entries.count { entry in
            !journal.note(try connection.ask(submission.question(visitor, entry)), for: entry)
        }
    }

    private func compare(
        _ submission: Submission, _ journal: SubmissionJournal, _ database: Database, into report: inout ReliabilityReport
    ) async throws {
        let there = try await database.read { try submission.traces($0) }
        report.lost = max(report.lost, journal.answered.count { there[$0.name] == nil })
        report.doubled = max(report.doubled, there.values.count { $0 > 1 })
    }

    private func takeOneAway(_ submission: Submission, _ journal: SubmissionJournal, _ database: Database) async throws {
        guard let name = journal.answered.first?.name else { return }
        try await database.write { try submission.remove(name, $0) }
    }

    private func verifyLedger() throws -> (code: Int32, words: String) {
        try installation.run(["ledger", "verify", "--data", installation.data, "--database", installation.database])
    }
}

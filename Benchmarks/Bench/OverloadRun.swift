import Foundation
import Probing
import Storage
import Synchronization

/// P16: many more ask than can be served. What is let in is answered as fast as ever, the rest is told at once to come
/// again, an officer's submission and the sign of life always pass.
struct OverloadRun: Sendable {
    let installation: Installation
    /// Of the crowd that is too large.
    var people = 512
    /// Of the crowd that gets the best out of the machine.
    var few = 16
    /// How long each of them asks; nil: `times` instead, for a run that proves statuses and no figures.
    var span: Duration? = .seconds(60)
    var times = 4
    /// Visits that officers can submit meanwhile.
    var visits = 2_000

    func report() async throws -> OverloadReport {
        let server = try await onThread { try RunningServer(installation, options: ["--demo"]) }
        defer { server.program.stop() }
        let database = try Database(installation.database)
        defer { database.close() }
        let journal = SubmissionJournal(InspectionSubmission(try await VisitDesk.open(database, server), batch: visits), seed: 1)
        try await journal.submission.prepare(database)
        let engine = database.engine
        let found = Findings(OverloadReport(engine: engine, people: people))
        return try await onThread {
            let connection = HTTPConnection(port: server.port)
            let reader = try Visitor(account: DemoStore.Account.county.rawValue, password: DemoStore.password, on: connection)
            let officer = try Visitor(account: DemoStore.Account.officer.rawValue, password: DemoStore.password, on: connection)
            let page = reader.get("/subjects")
            // The machine's pace drifts within minutes, so the few and the crowd take turns.
            let turns = span == nil ? 1 : 4
            for turn in 1...turns {
                let some = Self.beside(server, officer, journal, found) { crowd(server, few, share: 2 * turns).ask { _ in page } }
                found.withLock { $0.few.add(some) }
                if turn == 1 {
                    found.withLock { $0.memoryBefore = ProcessFigures.proportionalMegabytes(server.program.process) ?? 0 }
                }
                let many = Self.beside(server, officer, journal, found) { crowd(server, people, share: turns).ask { _ in page } }
                found.withLock { $0.crowd.add(many) }
            }
            var report = found.withLock { $0 }
            report.memoryPeak = ProcessFigures.peakMegabytes(server.program.process) ?? 0
            report.after = Crowd.Answers.percentile(0.99, of: crowd(server, few, share: 12).ask { _ in page }.done)
            return report
        }
    }

    /// Those who must always pass, at the same steady pace beside the few and beside the crowd: a sign of life, and an
    /// officer who hands in results.
    private static func beside(
        _ server: RunningServer, _ officer: Visitor, _ journal: SubmissionJournal, _ found: Findings,
        _ body: @escaping @Sendable () -> Crowd.Answers
    ) -> Crowd.Answers {
        let port = server.port
        let answers = Mutex(Crowd.Answers())
        let ended = Mutex(false)
        runThreads(3) { part in
            switch part {
            case 0:
                let got = body()
                answers.withLock { $0 = got }
                ended.withLock { $0 = true }
            case 1:
                let connection = HTTPConnection(port: port, visitor: 2)
                repeat {
                    let status = (try? connection.ask(HTTPQuestion("GET", "/healthz")))?.status
                    found.withLock { $0.noteSign(status) }
                    usleep(20_000)
                } while !ended.withLock({ $0 })
            default:
                let connection = HTTPConnection(port: port, visitor: 3)
                while let entry = journal.open() {
                    let reply = try? connection.ask(journal.submission.question(officer, entry))
                    found.withLock { $0.noteSubmission(reply?.status) }
                    if ended.withLock({ $0 }) { break }
                    usleep(50_000)
                }
            }
        }
        return answers.withLock { $0 }
    }

    private func crowd(_ server: RunningServer, _ people: Int, share: Int) -> Crowd {
        Crowd(port: server.port, people: people, times: span == nil ? times : nil, span: (span ?? .zero) / share)
    }
}

/// A report that several threads write into.
private final class Findings: Sendable {
    private let report: Mutex<OverloadReport>

    init(_ report: OverloadReport) { self.report = Mutex(report) }

    func withLock<Result>(_ body: (inout sending OverloadReport) -> sending Result) -> sending Result { report.withLock(body) }
}

/// What an overload run found.
struct OverloadReport: Sendable {
    let engine: EngineKind
    let people: Int
    var few = Crowd.Answers()
    var crowd = Crowd.Answers()
    /// Milliseconds, 99 of 100, of the few when the crowd has gone.
    var after = 0.0
    var signs = 0
    var signsMissed = 0
    var submitted = 0
    var submissionsRefused = 0
    /// Megabytes.
    var memoryBefore = 0.0
    var memoryPeak = 0.0

    init(engine: EngineKind, people: Int) { (self.engine, self.people) = (engine, people) }

    mutating func noteSign(_ status: Int?) { if status == 200 { signs += 1 } else { signsMissed += 1 } }

    mutating func noteSubmission(_ status: Int?) { if status.map((200..<300).contains) == true { submitted += 1 } else { submissionsRefused += 1 } }

    /// Of statuses and counts alone, whatever the machine.
    var isOrderly: Bool {
        crowd.withoutTime == 0 && crowd.other.isEmpty && crowd.lost == 0 && !crowd.done.isEmpty && signs > 0 && signsMissed == 0
            && submitted > 0 && submissionsRefused == 0
    }

    var passes: Bool {
        isOrderly && crowd.perSecond >= 0.9 * few.perSecond && admitted <= 200 && after <= 2 * max(usual, 5)
    }

    private var usual: Double { Crowd.Answers.percentile(0.99, of: few.done) }
    private var admitted: Double { Crowd.Answers.percentile(0.99, of: crowd.done) }

    var line: String {
        """
        {"name":"P16","what":"过载","database":"\(engine.rawValue)","connections":\(people),"best":\(few.perSecond),"goodput":\(crowd.perSecond),\
        "ratio":\(few.perSecond > 0 ? crowd.perSecond / few.perSecond : 0),"admittedP99":\(admitted),"usualP99":\(usual),"afterP99":\(after),\
        "refused":\(crowd.refused.count),"refusedP99":\(Crowd.Answers.percentile(0.99, of: crowd.refused)),\
        "withoutRetryAfter":\(crowd.withoutTime),"lost":\(crowd.lost),"other":\(crowd.other.values.reduce(0, +)),\
        "submitted":\(submitted),"submissionsRefused":\(submissionsRefused),"signs":\(signs),"signsMissed":\(signsMissed),\
        "memoryBefore":\(memoryBefore),"memoryPeak":\(memoryPeak),"passes":\(passes)}
        """
    }
}

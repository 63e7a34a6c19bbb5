@testable import Authority
import Ledger
import Storage
import Synchronization
import Testing
import Timekeeping

/// Adds one to a counter in each of `total` steps; between work and commit it asks `interrupt`.
private struct CountingJob: JobKind {
    let code = "ledger.test.counting"
    let label = "计数"
    let mayCancel = true
    var total = 5
    var interrupt: @Sendable (Int) async throws -> Void = { _ in }

    func step(_ job: Job, _ context: JobContext) async throws -> JobStep {
        let number = Int(job.cursor) ?? 0
        try await interrupt(number)
        return try await context.commit { transaction in
            try Counter.add("test", "steps", in: transaction)
            return number + 1 < total
                ? .proceed(cursor: "\(number + 1)", done: number + 1, total: total, message: "第\(number + 1)步")
                : .finished(result: "\(total)", message: "完成")
        }
    }
}

private final class SettableClock: Sendable {
    private let now = Mutex(LedgerStore.instant)
    var clock: Clock { Clock { [self] in now.withLock { $0 } } }
    func advance(seconds: Int64) { now.withLock { $0 = $0.advanced(seconds: seconds) } }
}

@Suite("后台任务（架构第7节）")
struct JobTests {
    private let organization = Organization.ID()
    private let account = Account.ID()
    private var scope: Scope { Scope(organization: organization, reach: .own) }
    private var actor: Actor {
        Actor(
            account: account, name: "测试员", organization: organization, organizationName: "测试局", permissions: [],
            scope: scope, officer: nil, origin: "127.0.0.1")
    }

    private func submit(_ kind: some JobKind, in database: Database) async throws -> Job.ID {
        try await database.write { [actor] in
            try Job.submit(kind, payload: "{}", by: actor, at: LedgerStore.instant, in: $0)
        }
    }

    private func load(_ id: Job.ID, in database: Database) async throws -> Job {
        try await database.read { [scope] in try Job.load(id, scope: scope, in: $0) }
    }

    private func steps(in database: Database) async throws -> Int {
        try await database.read { try Counter.value("test", "steps", in: $0) }
    }

    @Test("任务逐步完成，进度可见")
    func completes() async throws {
        try await LedgerStore.each { database in
            let kind = CountingJob()
            let id = try await submit(kind, in: database)
            let runner = JobRunner(database: database, kinds: [kind], clock: LedgerStore.clock)
            #expect(try await runner.runNext())
            #expect(try await !runner.runNext())
            let view = JobView(try await load(id, in: database), label: kind.label)
            #expect(view.stateLabel == "已完成")
            #expect(view.percent == 100)
            #expect(view.result == "5")
            #expect(try await steps(in: database) == 5)
        }
    }

    @Test("执行者在一步中间死去：他人接手后每步恰好一次，死者复活也写不进")
    func exactlyOnce() async throws {
        try await LedgerStore.each { database in
            let time = SettableClock()
            let hang = AsyncStream<Void>.makeStream()
            let reached = AsyncStream<Void>.makeStream()
            let dying = CountingJob { number in
                guard number == 2 else { return }
                reached.continuation.yield()
                for await _ in hang.stream { break }
            }
            let id = try await submit(dying, in: database)
            let dead = Task {
                try await JobRunner(database: database, kinds: [dying], clock: time.clock).runNext()
            }
            for await _ in reached.stream { break }
            let heir = JobRunner(database: database, kinds: [CountingJob()], clock: time.clock)
            #expect(try await !heir.runNext())
            time.advance(seconds: 31)
            #expect(try await heir.runNext())
            hang.continuation.yield()
            _ = try await dead.value
            #expect(try await steps(in: database) == 5)
            #expect(try await load(id, in: database).state == .done)
        }
    }

    @Test("重启后立即接手前一进程留下的任务")
    func takenOverAtStart() async throws {
        try await LedgerStore.each { database in
            let reached = AsyncStream<Void>.makeStream()
            let dying = CountingJob { number in
                guard number == 3 else { return }
                reached.continuation.yield()
                try await Task.sleep(for: .seconds(3600))
            }
            let id = try await submit(dying, in: database)
            let dead = Task {
                try await JobRunner(database: database, kinds: [dying], clock: LedgerStore.clock).runNext()
            }
            for await _ in reached.stream { break }
            let heir = JobRunner(database: database, kinds: [CountingJob()], clock: LedgerStore.clock)
            try await heir.takeOverAtStart()
            #expect(try await heir.runNext())
            dead.cancel()
            _ = try await dead.value
            #expect(try await load(id, in: database).state == .done)
            #expect(try await steps(in: database) == 5)
        }
    }

    @Test("两个执行者同时取任务，各取各的")
    func parallel() async throws {
        try await LedgerStore.each { database in
            let kind = CountingJob(total: 3)
            for _ in 0..<10 { _ = try await submit(kind, in: database) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        let runner = JobRunner(database: database, kinds: [kind], clock: LedgerStore.clock)
                        while try await runner.runNext() {}
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await steps(in: database) == 30)
        }
    }

    @Test("取消：进行中的一步不留痕迹；已结束的和不许取消的被拒绝")
    func cancelled() async throws {
        try await LedgerStore.each { database in
            let id = Mutex<Job.ID?>(nil)
            let kind = CountingJob { [actor] number in
                guard number == 2, let job = id.withLock({ $0 }) else { return }
                try await database.write {
                    try Job.cancel(job, label: "计数", by: actor, at: LedgerStore.instant, in: $0)
                }
            }
            let submitted = try await submit(kind, in: database)
            id.withLock { $0 = submitted }
            let runner = JobRunner(database: database, kinds: [kind], clock: LedgerStore.clock)
            #expect(try await runner.runNext())
            let job = try await load(submitted, in: database)
            #expect(job.state == .cancelled)
            #expect(job.message == "由测试员取消")
            #expect(try await steps(in: database) == 2)
            await #expect(throws: JobRefused.ended) {
                try await database.write { [actor] in
                    try Job.cancel(submitted, label: "计数", by: actor, at: LedgerStore.instant, in: $0)
                }
            }
            let fixed = try await submit(UncancellableJob(), in: database)
            await #expect(throws: JobRefused.notCancellable) {
                try await database.write { [actor] in
                    try Job.cancel(fixed, label: "固定", by: actor, at: LedgerStore.instant, in: $0)
                }
            }
        }
    }

    @Test("待确认的任务等人决定，确认后继续")
    func awaiting() async throws {
        try await LedgerStore.each { database in
            let kind = AskingJob()
            let id = try await submit(kind, in: database)
            let runner = JobRunner(database: database, kinds: [kind], clock: LedgerStore.clock)
            try await runner.runNext()
            #expect(try await load(id, in: database).state == .awaiting)
            #expect(try await !runner.runNext())
            let confirm: @Sendable (Transaction) throws -> Void = { [actor] in
                try Job.confirm(id, cursor: "同意", label: "询问", by: actor, at: LedgerStore.instant, in: $0)
            }
            try await database.write(confirm)
            await #expect(throws: JobRefused.notAwaiting) { try await database.write(confirm) }
            try await runner.runNext()
            #expect(try await load(id, in: database).result == "同意")
        }
    }

    @Test("出错的任务失败并说明原因；屡次中断的被停止")
    func failed() async throws {
        try await LedgerStore.each { database in
            let refused = CountingJob { number in if number == 1 { throw JobRefused.ended } }
            let id = try await submit(refused, in: database)
            try await JobRunner(database: database, kinds: [refused], clock: LedgerStore.clock).runNext()
            let job = try await load(id, in: database)
            #expect(job.state == .failed)
            #expect(job.message == "该任务已结束")
            #expect(job.done == 1)
            let broken = CountingJob { _ in throw StorageError.unavailable("磁盘") }
            let second = try await submit(broken, in: database)
            let runner = JobRunner(database: database, kinds: [broken], clock: LedgerStore.clock)
            for _ in 0..<6 { try await runner.runNext() }
            #expect(try await load(second, in: database).message == "多次中断，已停止")
        }
    }

    @Test("外机构的任务看不到（SEC-08）")
    func scoped() async throws {
        try await LedgerStore.each { database in
            let id = try await submit(CountingJob(), in: database)
            await #expect(throws: NotFound()) {
                try await database.read {
                    try Job.load(id, scope: Scope(organization: Organization.ID(), reach: .own), in: $0)
                }
            }
            let own = try await database.read { [scope] in try Job.list(ListPage(), scope: scope, in: $0) }
            #expect(own.total == 1)
        }
    }

    @Test("SEC-08 后台任务只属于提交人：同一机构的其他人打不开，也不能确认、取消")
    func personal() async throws {
        try await LedgerStore.each { database in
            let asking = try await submit(AskingJob(), in: database)
            try await JobRunner(database: database, kinds: [AskingJob()], clock: LedgerStore.clock).runNext()
            let counting = try await submit(CountingJob(), in: database)
            let colleague = Actor(
                account: Account.ID(), name: "同事", organization: organization, organizationName: "测试局", permissions: [],
                scope: scope, officer: nil, origin: "127.0.0.1")
            await #expect(throws: NotFound()) { try await database.read { _ = try Job.load(asking, of: colleague, in: $0) } }
            await #expect(throws: NotFound()) {
                try await database.write {
                    try Job.confirm(asking, cursor: "同意", label: "询问", by: colleague, at: LedgerStore.instant, in: $0)
                }
            }
            await #expect(throws: NotFound()) {
                try await database.write { try Job.cancel(counting, label: "计数", by: colleague, at: LedgerStore.instant, in: $0) }
            }
            let (mine, other) = try await database.read { [actor] in
                (try Job.load(asking, of: actor, in: $0).state, try Job.load(counting, of: actor, in: $0).state)
            }
            #expect(mine == .awaiting && other == .queued)
        }
    }
}

private struct UncancellableJob: JobKind {
    let code = "ledger.test.fixed"
    let label = "固定"
    let mayCancel = false

    func step(_ job: Job, _ context: JobContext) async throws -> JobStep {
        try await context.commit { _ in .finished(result: "", message: "") }
    }
}

private struct AskingJob: JobKind {
    let code = "ledger.test.asking"
    let label = "询问"
    let mayCancel = true

    func step(_ job: Job, _ context: JobContext) async throws -> JobStep {
        try await context.commit { _ in
            job.cursor.isEmpty
                ? .awaiting(cursor: "", message: "有 2 行错误，是否只导入正确的行？") : .finished(result: job.cursor, message: "")
        }
    }
}

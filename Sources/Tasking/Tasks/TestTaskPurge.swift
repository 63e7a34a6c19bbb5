import Authority
import Storage
import Timekeeping

/// A later target that keeps data of tasks; it clears its part of a test task before the task itself goes.
package protocol TaskDataKeeping: Sendable {
    func clear(_ task: InspectionTask.ID, in transaction: Transaction) throws
}

/// Clears test tasks with all their data once the test end has come (TASK-08). Run at start and then every few
/// minutes; each task goes in a transaction of its own.
package struct TestTaskPurge: Sendable {
    private let keepers: [any TaskDataKeeping]

    package init(keepers: [any TaskDataKeeping] = []) { self.keepers = keepers }

    /// - Returns: how many tasks were cleared.
    @discardableResult
    package func run(_ database: Database, clock: Clock) async throws -> Int {
        let now = clock.now()
        let due = try await database.read { try InspectionTask.due(for: now, limit: 1000, in: $0) }
        var cleared = 0, failure: (any Error)?
        for task in due {
            do {
                try await database.write { [self] in try clear(task, at: now, in: $0) }
                cleared += 1
            } catch is NotFound {
                // another node was faster
            } catch {
                // one that can't be cleared holds up no other
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return cleared
    }

    package func clear(_ id: InspectionTask.ID, at now: Instant, in transaction: Transaction) throws {
        let task = try InspectionTask.lock(id, in: transaction)
        guard let end = task.purgeAt, end <= now, task.status.next(after: .purge) != nil else { return }
        try DrawRecord.voidOpen(of: id, because: "测试任务到期清除", at: now, in: transaction)
        for keeper in keepers { try keeper.clear(id, in: transaction) }
        try task.record(TaskFacts.purged, by: nil, at: now, in: transaction)
        try task.delete(in: transaction)
    }
}

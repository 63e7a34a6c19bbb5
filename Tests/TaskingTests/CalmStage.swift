import Authority
import Importing
import Library
import Registry
import Storage
import TestKit
import Timekeeping

@testable import Tasking

/// Ten enterprises of one agency: 企业5 and 10 of level A, 1 and 6 of B, 2 and 7 of C, 3 and 8 of D, 4 and 9 not rated; and tasks that
/// choose among them by hand.
struct CalmStage {
    let town: Town

    static func each(of agency: Agency = .city, _ body: (CalmStage) async throws -> Void) async throws {
        try await Town.each(TaskingStore.migrations) { town in
            let (owner, now) = (town[agency], town.now)
            try await town.database.write { try SubjectRows.insert(10, of: owner, at: now, in: $0) }
            try await body(CalmStage(town: town))
        }
    }

    @discardableResult
    func act<T: Sendable>(_ person: Person = .cityPlanner, _ body: @escaping @Sendable (Actor, Instant, Transaction) throws -> T) async throws -> T {
        try await town.database.write { [actor = town[person], now = town.now] in try body(actor, now, $0) }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T { try await town.database.read(body) }

    func task(_ mode: InspectionMode = .daily, _ selection: SelectionMode = .manual, by person: Person = .cityPlanner) async throws -> InspectionTask.ID {
        try await act(person) { try DrawStage.makeTask(mode, selection, by: $0, at: $1, in: $2) }
    }

    func subject(_ number: Int) async throws -> SubjectID { try await read { try Self.subject("企业\(number)", in: $0) } }

    /// - Parameter numbers: of the enterprises; none for all.
    @discardableResult
    func add(_ numbers: [Int] = [], to task: InspectionTask.ID, by person: Person = .cityPlanner) async throws -> CategoryAddition.Outcome {
        var range = SubjectRange()
        for number in numbers { range.picked.append(try await subject(number)) }
        return try await act(person) { [range] actor, now, transaction in
            let count = try SamplingCategory.all(of: task, in: transaction).count
            return try CategoryAddition(to: task, name: "第\(count + 1)类", range: range).add(by: actor, at: now, in: transaction)
        }
    }

    @discardableResult
    func issue(_ task: InspectionTask.ID, by person: Person = .cityPlanner) async throws -> Int {
        try await act(person) { actor, now, transaction in
            if try ExclusionRule.load(of: task, in: transaction) == nil {
                try ExclusionSetting(of: task, to: .none).make(by: actor, at: now, in: transaction)
            }
            return try SubjectIssuing(of: task).make(by: actor, at: now, in: transaction)
        }
    }

    /// A task with these enterprises, issued.
    @discardableResult
    func issued(_ numbers: [Int] = [], _ mode: InspectionMode = .daily, by person: Person = .cityPlanner) async throws -> InspectionTask.ID {
        let task = try await task(mode, by: person)
        try await add(numbers, to: task, by: person)
        try await issue(task, by: person)
        return task
    }

    func status(of task: InspectionTask.ID) async throws -> TaskStatus {
        try await town.database.write { try InspectionTask.lock(task, in: $0).status }
    }

    func ask(_ number: Int, for task: InspectionTask.ID, because reason: String = "群众反映强烈", by person: Person = .cityPlanner) async throws -> CapExemption.ID {
        let subject = try await subject(number)
        return try await act(person) { try CapExemptionRequest(for: task, at: subject, because: reason).make(by: $0, at: $1, in: $2) }
    }

    func decide(_ request: CapExemption.ID, _ decision: CapExemptionAct, opinion: String = "", by person: Person = .cityApprover) async throws {
        try await act(person) { try CapExemptionDecision(on: request, decision, opinion: opinion).make(by: $0, at: $1, in: $2) }
    }

    /// Of all enterprises the same limit.
    func lay(_ limit: Int?, year: Int = 2026, by person: Person) async throws {
        var record = InspectionCapRecord()
        (record.name, record.year, record.basis) = ("上限\(limit ?? -1)", year, "本级文件")
        (record.limitA, record.limitB, record.limitC, record.limitD, record.limitUnrated) = (limit, limit, limit, limit, limit)
        try await act(person) { [record] in try EntryAddition(record).make(in: ActContext($0, at: $1, in: $2)) }
    }
}

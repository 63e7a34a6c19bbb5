import Authority
import Importing
import Library
import Registry
import Storage
import TestKit
import Timekeeping

@testable import Tasking

/// The town with a library of matters: `item` has two forms and is claimed by the city and the east county.
struct Office: Sendable {
    let town: Town
    let item: ItemID
    let forms: [FormVersionID]
    let second: ItemID
    let unclaimed: ItemID
    let withoutForm: ItemID
    let disabled: ItemID
    let supervision: ItemID

    static func each(_ body: (Office) async throws -> Void) async throws {
        try await TaskingStore.each { town in try await body(try await open(town)) }
    }

    private static func open(_ town: Town) async throws -> Office {
        let claims = [town[.city], town[.eastCounty]], keeper = town[.province], now = town.now
        return try await town.database.write { tx in
            func item(_ code: String, _ kind: ItemKind = .spotCheck, enabled: Bool = true, claimed: Bool = true, forms: [String] = ["抽查表"]) throws -> (item: ItemID, forms: [FormVersionID]) {
                try Library.item(
                    code, kind, enabled: enabled, claimedBy: claimed ? claims : [], forms: forms, keptBy: keeper, at: now, in: tx)
            }
            let first = try item("100000000001", forms: ["甲表", "乙表"])
            return Office(
                town: town, item: first.item, forms: first.forms, second: try item("100000000002").item,
                unclaimed: try item("100000000003", claimed: false).item,
                withoutForm: try item("100000000004", forms: []).item,
                disabled: try item("100000000005", enabled: false).item,
                supervision: try item("100000000006", .supervision).item)
        }
    }

    func act<T: Sendable>(_ person: Person, _ body: @escaping @Sendable (Actor, Instant, Transaction) throws -> T) async throws -> T {
        try await town.database.write { [actor = town[person], now = town.now] in try body(actor, now, $0) }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await town.database.read(body)
    }

    func plan(_ id: AnnualPlan.ID) async throws -> AnnualPlan { try await town.database.write { try AnnualPlan.lock(id, in: $0) } }

    func task(_ id: InspectionTask.ID) async throws -> InspectionTask {
        try await town.database.write { try InspectionTask.lock(id, in: $0) }
    }

    var planRecord: PlanRecord {
        var record = PlanRecord(year: 2026, name: "危险化学品企业抽查")
        record.contentLevel = .important
        record.leadDomain = .emergency
        record.ways = [.onSite]
        record.inspectionRequirement = "全覆盖"
        record.termStart = CalendarDate(year: 2026, month: 1, day: 1)
        record.termEnd = CalendarDate(year: 2026, month: 12, day: 31)
        record.items = [item]
        return record
    }

    func makePlan(_ record: PlanRecord? = nil, by person: Person = .cityPlanner) async throws -> AnnualPlan.ID {
        let record = record ?? planRecord
        return try await act(person) { try PlanMaking(.doubleRandom, record).make(by: $0, at: $1, in: $2) }
    }

    func submit(_ plan: AnnualPlan.ID, to reviewer: Person? = .cityReviewer, by person: Person = .cityPlanner) async throws {
        let account = reviewer.map { town[$0].account }
        try await act(person) { try PlanSubmission(of: plan, to: account).make(by: $0, at: $1, in: $2) }
    }

    func review(_ plan: AnnualPlan.ID, _ decision: PlanReview.Decision = .approve, by person: Person = .cityReviewer) async throws {
        try await act(person) { try PlanReview(of: plan, decision).make(by: $0, at: $1, in: $2) }
    }

    func withdraw(_ plan: AnnualPlan.ID, by person: Person = .cityPlanner) async throws {
        try await act(person) { try PlanWithdrawal(of: plan).make(by: $0, at: $1, in: $2) }
    }

    func delete(_ plan: AnnualPlan.ID, by person: Person = .cityPlanner) async throws {
        try await act(person) { try PlanDeletion(of: plan).make(by: $0, at: $1, in: $2) }
    }

    func change(_ plan: AnnualPlan.ID, version: Int? = nil, to record: PlanRecord, by person: Person = .cityPlanner) async throws {
        let seen: Int
        if let version { seen = version } else { seen = try await self.plan(plan).version }
        try await act(person) { try PlanChange(of: plan, version: seen, to: record).make(by: $0, at: $1, in: $2) }
    }

    func answer(_ plan: AnnualPlan.ID, _ answer: PlanReceiptAnswer.Answer, by person: Person = .eastPlanner) async throws {
        try await act(person) { try PlanReceiptAnswer(to: plan, answer).make(by: $0, at: $1, in: $2) }
    }

    /// A plan of the city, issued to the east county.
    func issuedPlan() async throws -> AnnualPlan.ID {
        var record = planRecord
        record.issueScope = [town[.eastCounty]]
        let plan = try await makePlan(record)
        try await submit(plan)
        try await review(plan)
        return plan
    }

    func taskRecord(plan: AnnualPlan.ID? = nil) -> TaskRecord {
        let today = town.now.beijingDate
        var record = TaskRecord(
            name: "三月抽查", year: 2026, source: plan == nil ? .adHoc : .planned, plan: plan, from: today,
            to: today.advanced(days: 6))
        record.leadDomain = .emergency
        return record
    }

    func makeTask(
        _ record: TaskRecord, items: Set<ItemID> = [], mode: InspectionMode = .doubleRandom, by person: Person = .cityPlanner
    ) async throws -> InspectionTask.ID {
        try await act(person) { try TaskMaking(mode, record, items: items).make(by: $0, at: $1, in: $2) }
    }

    func confirm(_ task: InspectionTask.ID) async throws {
        try await act(.cityPlanner) { try TaskConfirmation(of: task).make(by: $0, at: $1, in: $2) }
    }

    /// A confirmed task issued with as many objects of the east county.
    func issue(_ task: InspectionTask.ID, objects: Int) async throws -> [TaskSubject.ID] {
        let agency = town[.eastCounty]
        let subjects = (0..<objects).map { number in
            IssuedSubject(
                subject: SubjectID(), name: "云泽虚构企业\(number)", code: "", subjectClass: .organization, address: "某路",
                agency: agency, rank: number + 1, joining: .drawn)
        }
        return try await act(.cityPlanner) { try TaskIssuing(of: task, to: subjects).make(by: $0, at: $1, in: $2) }
    }

    func assign(_ visit: TaskSubject.ID, count: Int = 2) async throws {
        let agency = town[.eastCounty]
        let officers = (0..<count).map {
            VisitOfficer(.init(), name: "执法\($0)", certificateNumber: "9901\($0)", agency: agency, isLead: $0 == 0)
        }
        try await act(.eastPlanner) { try TaskSubject.lock(visit, in: $2).assign(officers, by: $0, at: $1, in: $2) }
    }

    func move(_ visit: TaskSubject.ID, _ acts: TaskSubjectAct...) async throws {
        for one in acts {
            try await act(.eastPlanner) { _ = try TaskSubject.lock(visit, in: $2).move(one, by: $0, at: $1, in: $2) }
        }
    }
}

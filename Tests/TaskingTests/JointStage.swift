import Authority
import Importing
import Library
import Registry
import Storage
import TestKit
import Timekeeping

@testable import Tasking

/// A daily task of the east county with matters of its own; the west county and another city have claimed others.
struct JointStage {
    let office: Office
    let own: ItemID
    let west: ItemID
    let outside: ItemID

    static func each(_ body: (JointStage) async throws -> Void) async throws {
        try await Office.each { office in
            let (town, now) = (office.town, office.town.now)
            let stage = try await town.database.write { transaction in
                func item(_ code: String, _ agency: Agency) throws -> ItemID {
                    try Library.item(code, .supervision, claimedBy: [town[agency]], keptBy: town[.province], at: now, in: transaction).item
                }
                return JointStage(
                    office: office, own: try item("300000000001", .eastCounty), west: try item("300000000002", .westCounty),
                    outside: try item("300000000003", .outsiderCity))
            }
            try await body(stage)
        }
    }

    var town: Town { office.town }
    var deadline: CalendarDate { town.now.beijingDate.advanced(days: 3) }

    func record(plan: AnnualPlan.ID? = nil) -> TaskRecord {
        var record = office.taskRecord(plan: plan)
        (record.span, record.invitationDeadline) = (.crossAgency, deadline)
        (record.subjectSelection, record.officerSelection) = (.manual, .manual)
        return record
    }

    func draft(
        _ record: TaskRecord? = nil, partners: [Agency] = [.westCounty, .outsiderCity], items: Set<ItemID>? = nil
    ) async throws -> InspectionTask.ID {
        let wanted = record ?? self.record()
        let (agencies, matters) = (Set(partners.map { town[$0] }), items ?? [west, outside])
        return try await office.act(.eastPlanner) {
            try TaskMaking(.daily, wanted, items: wanted.plan == nil ? [own] : [], partners: agencies, partnerItems: matters)
                .make(by: $0, at: $1, in: $2)
        }
    }

    func invite(_ task: InspectionTask.ID, by person: Person = .eastPlanner) async throws {
        try await office.act(person) { try TaskInviting(of: task).make(by: $0, at: $1, in: $2) }
    }

    func invited(_ record: TaskRecord? = nil, partners: [Agency] = [.westCounty, .outsiderCity], items: Set<ItemID>? = nil) async throws -> InspectionTask.ID {
        let task = try await draft(record, partners: partners, items: items)
        try await invite(task)
        return task
    }

    func answer(_ task: InspectionTask.ID, _ answer: InvitationAnswer.Answer, by person: Person, at instant: Instant? = nil) async throws {
        try await town.database.write { [actor = town[person], now = instant ?? town.now] in
            try InvitationAnswer(to: task, answer).make(by: actor, at: now, in: $0)
        }
    }

    func establish(_ task: InspectionTask.ID, by person: Person = .eastPlanner) async throws {
        try await office.act(person) { try TaskEstablishing(of: task).make(by: $0, at: $1, in: $2) }
    }

    func abolish(_ task: InspectionTask.ID, at instant: Instant? = nil) async throws {
        try await town.database.write { [actor = town[.eastPlanner], now = instant ?? town.now] in
            try TaskAbolishing(of: task).make(by: actor, at: now, in: $0)
        }
    }

    func extend(
        _ task: InspectionTask.ID, days: Int, again: [Agency] = [], partners: [Agency] = [], items: Set<ItemID> = [], at instant: Instant? = nil
    ) async throws {
        let wish = InvitationExtension(
            of: task, to: deadline.advanced(days: days), again: Set(again.map { town[$0] }), partners: Set(partners.map { town[$0] }), items: items)
        try await town.database.write { [actor = town[.eastPlanner], now = instant ?? town.now] in
            try wish.make(by: actor, at: now, in: $0)
        }
    }

    /// Of three agencies, both partners agreed.
    func established() async throws -> InspectionTask.ID {
        let task = try await invited()
        try await answer(task, .accept, by: .westBusiness)
        try await answer(task, .accept, by: .outsiderBusiness)
        try await establish(task)
        return task
    }

    func issue(_ task: InspectionTask.ID, objects: Int = 1, jurisdiction: Agency = .eastCounty) async throws -> [TaskSubject] {
        let agency = town[jurisdiction]
        let subjects = (0..<objects).map { number in
            IssuedSubject(
                subject: SubjectID(), name: "共同检查企业\(number)", code: "91990121TS000000\(number)", subjectClass: .organization,
                address: "某路", agency: agency, joining: .chosen)
        }
        _ = try await office.act(.eastPlanner) { try TaskIssuing(of: task, to: subjects).make(by: $0, at: $1, in: $2) }
        return try await visits(of: task)
    }

    func visits(of task: InspectionTask.ID) async throws -> [TaskSubject] {
        try await office.read { try TaskSubject.objects(of: task, page: ListPage(size: 100), in: $0).rows.map(\.subject) }
    }

    /// The agency names its officers for its objects, as 指派人员 does.
    func name(_ task: InspectionTask.ID, by person: Person) async throws {
        let (actor, agency) = (town[person], town[person.agency])
        let mine = Set(try await visits(of: task).filter { $0.agency == agency }.map(\.id))
        let until = town.now.beijingDate.advanced(days: 365)
        try await town.database.write { [now = town.now] transaction in
            let officers = try OfficerRows.insert(
                2, of: agency, prefix: person.rawValue, leaders: 1, until: until, account: actor.account, at: now, in: transaction)
            try OfficerAssignment(in: task, subjects: mine, officers: Set(officers)).make(by: actor, at: now, in: transaction)
        }
    }

    func sees(_ person: Person, _ task: InspectionTask.ID) async throws -> Bool {
        try await office.read { [scope = town[person].scope] in try InspectionTask.find(task, scope: scope, in: $0) != nil }
    }

    func statuses(_ task: InspectionTask.ID) async throws -> [String: InvitationStatus] {
        let all = try await office.read { try TaskInvitation.all(of: task, in: $0) }
        return Dictionary(all.map { ($0.agencyName, $0.status) }, uniquingKeysWith: { first, _ in first })
    }

    func items(_ task: InspectionTask.ID) async throws -> Set<ItemID> {
        try await office.read { Set(try TaskItem.all(of: task, in: $0).map(\.id)) }
    }

    func lacking(_ visit: TaskSubject.ID) async throws -> [String] {
        try await office.read { try TaskSubject.agenciesWithoutOfficers(of: visit, in: $0) }
    }
}

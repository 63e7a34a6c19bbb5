import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// 选派人员 of one task as a page (DRAW-24…28).
struct AssignmentModel: Codable, Sendable {
    struct Subject: Codable, Sendable {
        let id: String
        let subject: String
        let name: String
        let code: String
        let status: String
        let isWaiting: Bool
        let officers: String
    }

    struct Officer: Codable, Sendable {
        let id: String
        let name: String
        let certificate: String
        let canLead: Bool
    }

    struct Pool: Codable, Sendable {
        let id: String
        let name: String
        let isChosen: Bool
    }

    struct Recusal: Codable, Sendable {
        let officer: String
        let officerName: String
        let subject: String
        let subjectName: String
        let reason: String
    }

    let task: String
    /// Of the agency's visits in the task.
    let version: Int
    let name: String
    let number: String
    let status: String
    let isDrawn: Bool
    let isOpen: Bool
    let closedBecause: String?
    let waiting: Int
    let subjects: [Subject]
    let pools: [Pool]
    let officers: [Officer]
    let recusals: [Recusal]
    let draws: [ChoosingModel.Draw]

    static func load(_ call: Call) async throws -> AssignmentModel {
        let actor = try call.actor(), id = try call.id(of: InspectionTask.self), today = call.clock.today()
        let pool = (call.form["pool"] ?? call.query["pool"]).flatMap { OfficerPool.ID($0) }
        return try await call.read { transaction in
            let task = try InspectionTask.load(id, scope: actor.scope, in: transaction)
            var filter = VisitFilter()
            filter.agency = actor.organization
            let listed = try TaskSubject.objects(of: id, filter: filter, page: ListPage(size: 100), in: transaction)
            return AssignmentModel(
                task, actor, listed.rows, version: try AssignmentList.version(of: id, for: actor.organization, in: transaction),
                waiting: try TaskSubject.waitingForOfficers(of: id, agency: actor.organization, in: transaction),
                pools: try OfficerPool.usable(by: actor.organization, in: transaction), pool: pool,
                officers: try officers(for: actor, pool, on: today, in: transaction),
                recusals: try OfficerRecusal.all(of: id, agency: actor.organization, in: transaction),
                draws: try DrawRecord.all(of: id, in: transaction).filter { $0.kind == .officers && $0.organization == actor.organization })
        }
    }

    /// Those who may be drawn today: of the whole library, or of one pool (OFCR-07).
    private static func officers(
        for actor: Actor, _ pool: OfficerPool.ID?, on today: CalendarDate, in transaction: Transaction
    ) throws -> [OfficerCandidate] {
        let all = try OfficerCandidate.available(actor.organization, on: today, in: transaction)
        guard let pool else { return all }
        _ = try OfficerPool.load(pool, scope: actor.scope.ownOnly, in: transaction)
        return try OfficerCandidate.of(pool, among: all, in: transaction)
    }

    private init(
        _ task: InspectionTask, _ actor: Actor, _ visits: [VisitLine], version: Int, waiting: Int, pools: [OfficerPool],
        pool: OfficerPool.ID?, officers: [OfficerCandidate], recusals: [OfficerRecusal.Declared], draws: [DrawRecord]
    ) {
        self.task = task.id.description
        self.version = version
        name = task.record.name
        number = task.number
        status = task.status.label
        isDrawn = task.record.officerSelection == .random
        self.waiting = waiting
        let underWay = draws.contains { $0.status.isOpen }
        closedBecause =
            if !task.status.hasSubjects { DrawRefused.wrongTaskState(task.status).message }
            else if waiting == 0 { visits.isEmpty ? DrawRefused.noSubjects.message : "检查人员已选派" }
            else if underWay { ChoosingRefused.drawUnderWay.message }
            else if !actor.may(.drawOfficers) { PermissionDenied.message }
            else { nil }
        isOpen = closedBecause == nil
        subjects = visits.map(Subject.init)
        self.pools = pools.map { Pool(id: $0.id.description, name: $0.name, isChosen: $0.id == pool) }
        self.officers = officers.map {
            Officer(id: $0.id.description, name: $0.name, certificate: $0.certificateNumber, canLead: $0.canLead)
        }
        self.recusals = recusals.map {
            Recusal(
                officer: $0.officer.description, officerName: $0.officerName, subject: $0.subject.description,
                subjectName: $0.subjectName, reason: $0.reason)
        }
        self.draws = draws.map {
            ChoosingModel.Draw(id: $0.id.description, number: $0.number, status: $0.status.label, isOpen: $0.status.isOpen)
        }
    }
}

extension AssignmentModel.Subject {
    init(_ line: VisitLine) {
        id = line.subject.id.description
        subject = line.subject.subject.description
        name = line.subject.name
        code = line.subject.code
        status = line.subject.status.label
        isWaiting = line.subject.lacksOfficers
        officers = line.officers.map { $0.name + ($0.isLead ? "（组长）" : "") }.joined(separator: "、")
    }
}

/// A line of 选派人员 (DRAW-24).
package struct AssignmentRow: Codable, Sendable {
    package let task: String
    package let number: String
    package let name: String
    package let mode: String
    package let source: String
    package let state: String
    let isWaiting: Bool
    package let maker: String
    let selection: String
    package let subjects: Int
    let isDrawn: Bool

    package init(_ row: AssignmentList.Row) {
        task = row.task.description
        number = row.number
        name = row.name
        mode = row.mode.label
        source = row.source.label(row.mode)
        state = row.state
        isWaiting = row.waiting > 0
        maker = row.makerName
        selection = row.selection.label
        subjects = row.subjects
        isDrawn = row.selection == .random
    }
}

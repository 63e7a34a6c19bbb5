import Authority
import Doors
import Library
import Storage
import Tasking
import Timekeeping

/// A line of 调整检查机构 (ADJ-03).
package struct AdjustmentRow: Codable, Sendable {
    package let id: String
    package let version: Int
    package let name: String
    package let code: String
    package let taskName: String
    package let taskNumber: String
    package let mode: String
    package let agency: String
    package let status: String
    let tone: Tone
    package let adjustments: Int
    /// Whether adjusting is the caller's at all; what state forbids it is told row by row.
    let isCallers: Bool
    package let acts: [AdjustmentStanding.Act]

    init(_ row: AdjustmentList.Row) {
        id = row.visit.id.description
        version = row.visit.version
        name = row.visit.name
        code = row.visit.code
        taskName = row.taskName
        taskNumber = row.taskNumber
        mode = row.visit.mode.label
        agency = row.agencyName
        status = row.visit.status.label
        tone = row.visit.status.tone
        adjustments = row.adjustments
        isCallers = row.standing.isCallers(.adjustAgency)
        acts = row.standing.offers
    }
}

/// An object of a task with its agency, its officers and its 调整记录 (ADJ-04).
package struct AdjustmentModel: Codable, Sendable {
    package struct Entry: Codable, Sendable {
        package let way: String
        package let from: String
        package let to: String
        package let reason: String
        package let person: String
        package let at: String
        /// The draw that the new officer came from.
        package let draw: String?
        let drawNumber: String?
    }

    /// Who inspects, and may be replaced by the caller.
    package struct Officers: Codable, Sendable {
        package let team: [Field.Option]
        package let others: [Field.Option]
        /// A draw named them, so a draw replaces one.
        package let isDrawn: Bool
    }

    package let id: String
    package let version: Int
    package let name: String
    let code: String
    let address: String
    let task: String
    let taskName: String
    let taskNumber: String
    package let agency: String
    let officers: String
    package let status: String
    let tone: Tone
    package let entries: [Entry]
    package let acts: [AdjustmentStanding.Act]
    /// Why 调整检查机构 is not offered to somebody whose act it is.
    let closedBecause: String?
    let agencies: [Field.Option]
    /// Nil where 调整检查人员 is not offered; `officersClosedBecause` says why to somebody whose act it is.
    package let replaceable: Officers?
    let officersClosedBecause: String?

    static func load(_ call: Call) async throws -> AdjustmentModel {
        let actor = try call.actor(), id = try call.id(of: TaskSubject.self), today = call.clock.today()
        return try await call.read { transaction in
            let visit = try TaskSubject.load(id, scope: actor.scope, in: transaction)
            let task = try InspectionTask.load(visit.task, scope: actor.scope, in: transaction)
            let standing = try AdjustmentStanding.of(visit, of: task.organization, for: actor, in: transaction)
            let offersAgencies = standing.offers.contains(.adjustAgency)
            return AdjustmentModel(
                visit, task, standing, agency: try ActingAgency.name(of: visit.agency, in: transaction),
                officers: try TaskSubject.officers(of: id, in: transaction), entries: try AdjustmentRecord.all(of: id, in: transaction),
                agencies: offersAgencies
                    ? try AdjustmentTarget.all(for: visit, below: actor.organization, in: transaction).filter { $0.id != visit.agency } : [],
                replaceable: standing.offers.contains(.adjustOfficers) ? try Officers(visit, on: today, in: transaction) : nil)
        }
    }

    private init(
        _ visit: TaskSubject, _ task: InspectionTask, _ standing: AdjustmentStanding, agency: String, officers: [VisitOfficer],
        entries: [AdjustmentRecord], agencies: [AdjustmentTarget], replaceable: Officers?
    ) {
        id = visit.id.description
        version = visit.version
        name = visit.name
        code = visit.code
        address = visit.address
        self.task = task.id.description
        taskName = task.record.name
        taskNumber = task.number
        self.agency = agency
        self.officers = officers.map { $0.name + ($0.isLead ? "（组长）" : "") }.joined(separator: "、")
        status = visit.status.label
        tone = visit.status.tone
        self.entries = entries.map(Entry.init)
        acts = standing.offers
        closedBecause = standing.refusal(of: .adjustAgency)?.message
        self.agencies = agencies.map(Self.option)
        self.replaceable = replaceable
        // before there are officers the page speaks of agencies alone
        officersClosedBecause = visit.status == .awaitingOfficers ? nil : standing.refusal(of: .adjustOfficers)?.message
    }

    static func option(_ agency: AdjustmentTarget) -> Field.Option {
        Field.Option(agency.id.description, agency.name + (agency.hasClaimed ? "" : "（未认领相关事项）"))
    }
}

extension AdjustmentModel.Entry {
    init(_ record: AdjustmentRecord) {
        way = record.way.label
        (from, to) = (record.fromName, record.toName)
        (draw, drawNumber) = (record.draw?.description, record.drawNumber)
        reason = record.reason
        person = record.person
        at = record.at.beijingText
    }
}

extension AdjustmentModel.Officers {
    fileprivate init(_ visit: TaskSubject, on today: CalendarDate, in transaction: Transaction) throws {
        let officers = try TaskSubject.officers(of: visit.id, in: transaction).filter { $0.agency == visit.agency }
        let own = Set(officers.map(\.officer))
        team = officers.map { .init($0.officer.description, $0.name + ($0.isLead ? "（组长）" : "")) }
        others = try OfficerCandidate.available(visit.agency, on: today, in: transaction).filter { !own.contains($0.id) }
            .map { .init($0.id.description, "\($0.name)（\($0.certificateNumber)）") }
        isDrawn = try visit.isTeamDrawn(in: transaction)
    }
}

/// A line of 调整检查人员 (ADJ-06).
package struct OfficerAdjustmentRow: Codable, Sendable {
    package let id: String
    package let version: Int
    package let name: String
    package let code: String
    package let taskName: String
    package let taskNumber: String
    package let mode: String
    package let officers: String
    package let adjustments: Int
    package let acts: [AdjustmentStanding.Act]

    init(_ row: OfficerAdjustmentList.Row) {
        id = row.visit.id.description
        version = row.visit.version
        name = row.visit.name
        code = row.visit.code
        taskName = row.taskName
        taskNumber = row.taskNumber
        mode = row.visit.mode.label
        officers = row.officers.map { $0.name + ($0.isLead ? "（组长）" : "") }.joined(separator: "、")
        adjustments = row.adjustments
        acts = row.standing.offers
    }
}

import Authority
import Ledger
import Storage
import Timekeeping

/// 任务指派 on the phone: an officer of a visit hands it to other officers of the agency, or to others beside himself, before any
/// result is entered (TASK-33, ADJ-07, ADJ-08).
package struct TaskReassignment: Sendable {
    package let visit: TaskSubject.ID
    package let officers: Set<Identifier<OfficerMark>>
    /// The officers that the person saw (OPS-04).
    package let seen: Set<Identifier<OfficerMark>>

    package init(of visit: TaskSubject.ID, to officers: Set<Identifier<OfficerMark>>, seen: Set<Identifier<OfficerMark>>) {
        (self.visit, self.officers, self.seen) = (visit, officers, seen)
    }

    struct Standing {
        var mode: InspectionMode
        var status: TaskSubjectStatus
    }

    func permit(_ standing: Standing) throws(ReassignmentRefused) {
        guard standing.mode.reassignsOnPhone else { throw .otherMode(standing.mode) }
        guard standing.status == .awaitingInspection else { throw .resultEntered }
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.inspect)
        guard let officer = actor.officer else { throw FoundingRefused.notOfficer }
        guard try TaskSubject.isAssigned(officer, to: visit, in: transaction) else { throw NotFound() }
        let before = try TaskSubject.lock(visit, in: transaction)
        try permit(Standing(mode: before.mode, status: before.status))
        let former = try TaskSubject.officers(of: visit, in: transaction)
        guard Set(former.map(\.officer)) == seen else { throw StorageError.overtaken }
        let leader = former.first { $0.isLead && officers.contains($0.officer) }?.officer ?? officers.sorted().first
        guard let leader else { throw TaskSubjectRefused.tooFewOfficers }
        let team = VisitTeam(leader: leader, others: officers, agency: before.agency)
        let found = try team.load(on: now.beijingDate, in: transaction)
        let next = team.visitors(found)
        try before.setOfficers(next, in: transaction)
        try before.touch(at: now, in: transaction)
        let (from, to) = (former.map(\.name).joined(separator: "、"), next.map(\.name).joined(separator: "、"))
        try Fact(
            kind: TaskFacts.reassigned, actor: actor, at: now, organization: before.agency, noun: "TaskSubject", record: visit.bytes,
            details: [FactDetail("检查人员", before: from, after: to)], values: ["subject": before.name, "from": from, "to": to]
        ).record(in: transaction)
        let name = try InspectionTask.lock(before.task, in: transaction).record.name
        try VisitTeam.tell(found.filter { !seen.contains($0.id) }, of: name, before.name, by: actor, at: now, in: transaction)
        try tell(former.filter { !officers.contains($0.officer) }, name, before.name, by: actor, at: now, in: transaction)
    }

    /// Whose visit it no longer is.
    private func tell(
        _ former: [VisitOfficer], _ task: String, _ subject: String, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let gone = try OfficerCandidate.load(Set(former.map(\.officer)), on: now.beijingDate, in: transaction)
        try Message.send(
            to: gone.filter { $0.id != actor.officer }.compactMap(\.account), kind: .taskAssigned, title: "检查人员已调整：\(task)",
            text: "\(actor.name)已将“\(subject)”的检查指派给其他执法人员，您不再检查该对象。", link: "/field/", at: now, in: transaction)
    }
}

/// Why a visit keeps its officers.
package enum ReassignmentRefused: Refusal, Equatable {
    case otherMode(InspectionMode)
    case resultEntered

    package var code: String {
        switch self {
        case .otherMode: "tasking.reassignment.otherMode"
        case .resultEntered: "tasking.reassignment.resultEntered"
        }
    }

    package var message: String {
        switch self {
        case .otherMode(let mode): "\(mode.label)的检查人员由任务制定人员在【调整检查人员】中调整"
        // ADJ-08, exact text
        case .resultEntered: "已录入检查结果，不能调整检查人员"
        }
    }
}

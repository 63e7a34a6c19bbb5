import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// 即时检查: an officer on the spot begins an inspection of an object, with an item, a form and a second officer (TASK-29).
/// A phone without network gives the ids and begins by itself; what it sends later, and sends again, becomes one task.
package struct InstantInspection: Sendable {
    package let task: InspectionTask.ID
    package let visit: TaskSubject.ID
    package let mode: InspectionMode
    package let subject: SubjectID
    package let item: ItemID
    package let form: FormVersionID
    package let officers: Set<Identifier<OfficerMark>>
    package let origin: TaskOrigin
    /// When the officer began, by the clock of the phone.
    package let began: Instant

    package init(
        _ visit: TaskSubject.ID, in task: InspectionTask.ID, _ mode: InspectionMode, of subject: SubjectID, item: ItemID,
        form: FormVersionID, with officers: Set<Identifier<OfficerMark>>, from origin: TaskOrigin, at began: Instant
    ) {
        (self.visit, self.task, self.mode, self.subject, self.item, self.form) = (visit, task, mode, subject, item, form)
        (self.officers, self.origin, self.began) = (officers, origin, began)
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.inspect)
        guard let officer = actor.officer else { throw FoundingRefused.notOfficer }
        if let known = try TaskSubject.founded(visit, with: officer, in: transaction) {
            guard known.task == task, known.isAssigned else { throw FoundingRefused.idTaken }
            return
        }
        try permitOrigin()
        // a phone whose clock runs ahead has not gone ahead of the law
        let day = min(began, now).beijingDate
        let subject = try IssuedSubject.named(
            subject, for: actor.organization, joining: .chosen, visit: visit, scope: actor.scope, in: transaction)
        let single = SingleVisit(
            task: task, mode: mode, test: nil, item: item, form: form, subject: subject, origin: origin, day: day)
        if mode == .flying, try subject.isAwaited(by: actor.organization, in: transaction) { throw FoundingRefused.inspectionPending }
        let contents = try single.permitContents(for: actor.organization, in: transaction)
        let team = VisitTeam(leader: officer, others: officers, agency: actor.organization)
        let found = try team.load(on: day, in: transaction)
        _ = try single.make(contents, officers: team.visitors(found), by: actor, at: now, in: transaction)
        try VisitTeam.tell(found, of: "\(mode.label)：\(subject.name)", subject.name, by: actor, at: now, in: transaction)
    }

    private func permitOrigin() throws {
        guard mode.founding == .officer else { throw TaskRefused.missing(MissingField("检查模式")) }
        guard OriginKind.onTheSpot.contains(origin.kind) else { throw TaskRefused.missing(MissingField("检查来源")) }
        try MissingField.check(["检查事由": origin.words])
        guard origin.words.count <= Self.longestWords else { throw TaskRefused.missing(MissingField("检查事由，不超过\(Self.longestWords)字")) }
    }

    package static let longestWords = 500
}

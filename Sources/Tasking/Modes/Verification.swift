import Authority
import Importing
import Ledger
import Library
import Registry
import Storage
import Timekeeping

/// 事件核查: an inspection because of a complaint, a clue or a warning, with a link to it (TASK-32). It carries the number of the
/// event where that is kept elsewhere.
package struct EventVerification: Sendable {
    package let subject: SubjectID
    package let item: ItemID
    package let officers: Set<Identifier<OfficerMark>>
    package let origin: TaskOrigin

    package init(of subject: SubjectID, item: ItemID, with officers: Set<Identifier<OfficerMark>>, from origin: TaskOrigin) {
        (self.subject, self.item, self.officers, self.origin) = (subject, item, officers, origin)
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> InspectionTask.ID {
        try actor.require(.makeTasks)
        guard OriginKind.events.contains(origin.kind) else { throw TaskRefused.missing(MissingField("核查来源")) }
        return try Verification(mode: .eventVerification, subject: subject, item: item, officers: officers, origin: origin, test: nil)
            .make(by: actor, at: now, in: transaction)
    }
}

/// 二次核查: what a finished inspection found is looked at once more (TASK-32). That of a test task is one itself (TASK-09).
package struct SecondVerification: Sendable {
    package let visit: TaskSubject.ID
    package let item: ItemID
    package let officers: Set<Identifier<OfficerMark>>
    package let words: String

    package init(of visit: TaskSubject.ID, item: ItemID, with officers: Set<Identifier<OfficerMark>>, because words: String) {
        (self.visit, self.item, self.officers, self.words) = (visit, item, officers, words)
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> InspectionTask.ID {
        try actor.require(.makeTasks)
        let earlier = try TaskSubject.load(visit, scope: actor.scope.ownOnly, in: transaction)
        guard earlier.status == .completed else { throw FoundingRefused.notFinished }
        let test = try InspectionTask.lock(earlier.task, in: transaction).record.testExpiry
        return try Verification(
            mode: .secondVerification, subject: earlier.subject, item: item, officers: officers,
            origin: TaskOrigin(.inspection, words, visit: visit), test: test
        ).make(by: actor, at: now, in: transaction)
    }
}

/// What both have in common: one object, one item with all its forms, officers that are named.
private struct Verification {
    let mode: InspectionMode
    let subject: SubjectID
    let item: ItemID
    let officers: Set<Identifier<OfficerMark>>
    let origin: TaskOrigin
    let test: TestExpiry?

    func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> InspectionTask.ID {
        try MissingField.check(["核查事由": origin.words])
        guard let leader = officers.sorted().first else { throw TaskSubjectRefused.tooFewOfficers }
        let subject = try IssuedSubject.named(
            subject, for: actor.organization, joining: .chosen, visit: nil, scope: actor.scope, in: transaction)
        let single = SingleVisit(
            task: InspectionTask.ID(at: now), mode: mode, test: test, item: item, form: nil, subject: subject, origin: origin,
            day: now.beijingDate)
        let contents = try single.permitContents(for: actor.organization, in: transaction)
        let team = VisitTeam(leader: leader, others: officers, agency: actor.organization)
        let found = try team.load(on: now.beijingDate, in: transaction)
        _ = try single.make(contents, officers: team.visitors(found), by: actor, at: now, in: transaction)
        try VisitTeam.tell(found, of: "\(mode.label)：\(subject.name)", subject.name, by: actor, at: now, in: transaction)
        return single.task
    }
}

/// The result of a verification goes back to where it came from (TASK-32): whoever created it is told, and the page of the
/// earlier inspection shows it (`VerificationLine`).
package enum VerificationReport {
    package static func send(
        _ result: String, of visit: TaskSubject, at now: Instant, in transaction: Transaction
    ) throws {
        switch visit.mode.founding {
        case .planner, .officer: return
        case .event, .inspection: break
        }
        guard let origin = try TaskOrigin.find(of: visit.task, in: transaction),
            let creator = try TaskOrigin.creator(of: visit.task, in: transaction)
        else { return }
        let from = origin.number.isEmpty ? origin.kind.label : "\(origin.kind.label)\(origin.number)"
        try Message.send(
            to: [creator], kind: .taskAssigned, title: "\(visit.mode.label)结果：\(visit.name)",
            text: "“\(visit.name)”的\(visit.mode.label)已完成，结果：\(result)。来源：\(from)。", link: "/inspections/\(visit.id)", at: now,
            in: transaction)
    }
}

/// A verification of an inspection, as its page lists it.
package struct VerificationLine: Sendable {
    package let visit: TaskSubject.ID
    package let number: String
    package let status: TaskSubjectStatus
    package let words: String
    package let finishedOn: CalendarDate?
}

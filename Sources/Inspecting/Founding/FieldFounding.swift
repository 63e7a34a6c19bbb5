import Authority
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// An inspection that an officer begins on the phone, also without network: 即时检查 or 加入专项任务 (TASK-24, TASK-29). The phone
/// gives the ids and begins at once; this is how the server takes it over, once, however often it is sent (ADR 0002).
package struct FieldFounding: Sendable {
    package enum Start: Sendable {
        case instant(InstantInspection)
        case joining(SpecialTaskJoining)
    }

    package let visit: TaskSubject.ID
    let start: Start
    /// What the phone began from; it is part of what is signed, so it must not move.
    let basics: VisitBasics

    /// - Throws: `FieldConflict.malformed`.
    package static func read(_ json: JSONValue) throws(FieldConflict) -> FieldFounding {
        guard let visit = json["visit"]?.text.flatMap(TaskSubject.ID.init), let task = json["task"]?.text.flatMap(InspectionTask.ID.init),
            let subject = json["subject"]?.text.flatMap(SubjectID.init), let at = json["at"]?.integer, at > 0,
            let named = json["officers"]?.list, named.count <= 20, let basics = json["basics"], let members = basics.members,
            members.allSatisfy({ ($0.value.text?.count ?? .max) <= FieldEventKind.longestBasics })
        else { throw .malformed }
        let officers = Set(named.compactMap { $0.text.flatMap(Identifier<OfficerMark>.init) })
        guard officers.count == named.count else { throw .malformed }
        let began = Instant(milliseconds: at)
        let start: Start
        switch json["kind"]?.text.flatMap(FoundingKind.init(rawValue:)) {
        case .instant?:
            guard let item = json["item"]?.text.flatMap(ItemID.init), let form = json["form"]?.text.flatMap(FormVersionID.init),
                let mode = json["mode"]?.text.flatMap(InspectionMode.init(rawValue:)),
                let origin = json["origin"]?.text.flatMap(OriginKind.init(rawValue:)), let words = json["words"]?.text
            else { throw .malformed }
            start = .instant(InstantInspection(
                visit, in: task, mode, of: subject, item: item, form: form, with: officers, from: TaskOrigin(origin, words), at: began))
        case .joinSpecialTask?:
            start = .joining(SpecialTaskJoining(visit, to: task, of: subject, with: officers, at: began))
        case nil: throw .malformed
        }
        return FieldFounding(visit: visit, start: start, basics: VisitBasics(basics))
    }

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        switch start {
        case .instant(let inspection): try inspection.make(by: actor, at: now, in: transaction)
        case .joining(let joining): try joining.make(by: actor, at: now, in: transaction)
        }
        try VisitOpening.freeze(basics, of: visit, by: actor, at: now, protection: protection, in: transaction)
    }
}

/// What can be begun on the phone.
package enum FoundingKind: String, CaseIterable, Sendable {
    case instant, joinSpecialTask

    package var label: String {
        switch self {
        case .instant: "即时检查"
        case .joinSpecialTask: "加入专项任务"
        }
    }
}

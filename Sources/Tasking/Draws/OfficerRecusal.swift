import Authority
import Storage
import Timekeeping

/// 回避: an officer must not inspect an object of this task; declared before the draw, with its reason.
package struct OfficerRecusal: Sendable {
    package let task: InspectionTask.ID
    package let officer: Identifier<OfficerMark>
    package let subject: SubjectID
    package let reason: String

    package init(in task: InspectionTask.ID, of officer: Identifier<OfficerMark>, from subject: SubjectID, because reason: String) {
        (self.task, self.officer, self.subject, self.reason) = (task, officer, subject, reason)
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try change(DrawFacts.recusalDeclared, by: actor, at: now, in: transaction) {
            try MissingField.check(["回避理由": reason])
            try store(by: actor, at: now, in: transaction)
        }
    }

    package func withdraw(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try change(DrawFacts.recusalWithdrawn, by: actor, at: now, in: transaction) { try delete(in: transaction) }
    }

    private func change(
        _ kind: FactKind, by actor: Actor, at now: Instant, in transaction: Transaction, _ write: () throws -> Void
    ) throws {
        try actor.require(.drawOfficers)
        let task = try InspectionTask.lock(task, withPartOf: actor.organization, in: transaction)
        guard let names = try names(for: actor.organization, in: transaction) else { throw DrawRefused.unknownRecusal }
        if try DrawRecord.open(.officers, of: task.id, by: actor.organization, in: transaction) != nil {
            throw ChoosingRefused.drawUnderWay
        }
        try write()
        try Fact(
            kind: kind, actor: actor, at: now, organization: actor.organization, noun: "InspectionTask",
            record: task.id.bytes, values: ["officer": names.officer, "subject": names.subject, "reason": reason]
        ).record(in: transaction)
    }

    package struct Declared: Sendable {
        package let officer: Identifier<OfficerMark>
        package let officerName: String
        package let subject: SubjectID
        package let subjectName: String
        package let reason: String
    }
}

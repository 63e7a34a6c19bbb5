import Authority
import Importing
import Storage
import Timekeeping

/// A new form with its first version, a draft (ITEM-09, ITEM-10, ITEM-11). Where a form of a higher agency serves one of
/// its items, the person is asked first (ITEM-12).
package struct CheckFormCreation: Sendable {
    package let record: CheckFormRecord
    package let draft: CheckFormDraft
    /// The person has seen the forms of higher agencies and goes on.
    package let besideHigher: Bool

    package init(_ record: CheckFormRecord, _ draft: CheckFormDraft, besideHigher: Bool = false) {
        (self.record, self.draft, self.besideHigher) = (record, draft, besideHigher)
    }

    package static let created = FactKind(code: "registry.checkForm.created", sentence: "{actor}新建检查表单“{name}”")

    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> CheckForm.ID {
        try actor.requireForms(of: record.modes)
        try record.check()
        try draft.content.check()
        let draft = try draft.citing(nil, by: actor, at: now, in: transaction)
        guard try record.foundItems(scope: actor.scope, in: transaction) == record.items.count
        else { throw CheckFormRefused.itemMissing }
        if !besideHigher, try CheckFormList.hasHigher(of: record, for: actor.organization, in: transaction) {
            throw CheckFormRefused.higherFormThere
        }
        let id = CheckForm.ID(at: now)
        try transaction.refusing(["check_form_name": CheckFormRefused.nameTaken]) {
            try record.insert(id, by: actor, at: now, in: transaction)
        }
        try draft.insert(of: id, number: 1, by: actor, at: now, in: transaction)
        try Fact(
            kind: Self.created, actor: actor, at: now, organization: actor.organization, noun: "CheckForm",
            record: id.bytes,
            details: [
                FactDetail(CheckForm.Label.modes, before: nil, after: record.modes.labels),
                FactDetail(CheckForm.Label.scale, before: nil, after: draft.scale.label),
                FactDetail(CheckForm.Label.point, before: nil, after: "\(draft.content.points.count)项"),
            ], values: ["name": record.name]
        ).record(in: transaction)
        return id
    }
}

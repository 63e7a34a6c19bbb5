import Authority
import Importing
import Storage
import Timekeeping

/// A form gets another record or another content. A draft is written over; an enabled version stays as it is and a
/// new draft begins after it (ITEM-13). What is the same as before makes nothing new.
package struct CheckFormChange: Sendable {
    package let form: CheckForm.ID
    package let version: Int
    package let record: CheckFormRecord
    package let draft: CheckFormDraft

    package init(of form: CheckForm.ID, version: Int, to record: CheckFormRecord, _ draft: CheckFormDraft) {
        (self.form, self.version, self.record, self.draft) = (form, version, record, draft)
    }

    package static let changed = FactKind(code: "registry.checkForm.changed", sentence: "{actor}修改检查表单“{name}”第{number}版")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let former = try CheckForm.load(form, scope: actor.scope, in: transaction)
        try former.permitKeeping(by: actor)
        try actor.requireForms(of: record.modes)
        try record.check()
        try draft.content.check()
        let latest = try CheckFormVersion.all(of: form, in: transaction).first
        let draft = try draft.citing(latest?.content, by: actor, at: now, in: transaction)
        guard try record.foundItems(scope: actor.scope, in: transaction) == record.items.count
        else { throw CheckFormRefused.itemMissing }
        try transaction.refusing(["check_form_name": CheckFormRefused.nameTaken]) {
            try record.update(former, expecting: version, at: now, in: transaction)
        }
        let number = try write(draft, after: latest, by: actor, at: now, in: transaction)
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: former.organization, noun: "CheckForm",
            record: form.bytes, details: details(former, latest), values: ["name": record.name, "number": "\(number)"]
        ).record(in: transaction)
    }

    /// - Returns: the number of the version that now holds the draft.
    private func write(
        _ draft: CheckFormDraft, after latest: CheckFormVersion?, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Int {
        guard let latest else {
            try draft.insert(of: form, number: 1, by: actor, at: now, in: transaction)
            return 1
        }
        guard latest.draft != draft else { return latest.number }
        switch latest.status {
        case .draft:
            try latest.replace(with: draft, in: transaction)
            return latest.number
        case .enabled, .retired:
            try draft.insert(of: form, number: latest.number + 1, by: actor, at: now, in: transaction)
            return latest.number + 1
        }
    }

    private func details(_ former: CheckForm, _ latest: CheckFormVersion?) -> [FactDetail] {
        let before = Set(latest?.content.points.map(\.text) ?? [])
        let after = Set(draft.content.points.map(\.text))
        return [
            .change(CheckForm.Label.name, former.record.name, record.name),
            .change(CheckForm.Label.modes, former.record.modes.labels, record.modes.labels),
            .change(CheckForm.Label.items, "\(former.record.items.count)个", "\(record.items.count)个"),
            .change(CheckForm.Label.scale, latest?.scale.label, draft.scale.label),
            .change(CheckForm.Label.resultTemplate, latest?.resultTemplate.name, draft.resultTemplate.name),
            .change("删除的检查内容", "", before.subtracting(after).sorted().joined(separator: "；")),
            .change("新增的检查内容", "", after.subtracting(before).sorted().joined(separator: "；")),
        ].compactMap { $0 }
    }
}

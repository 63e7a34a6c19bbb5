import Authority
import Storage
import Timekeeping

/// The draft of a form comes into force; the version before it is kept for the tasks that have it (ITEM-13), and its
/// answer scale is fixed from here on (ITEM-23).
package struct CheckFormEnabling: Sendable {
    package let form: CheckForm.ID
    package let version: Int

    package init(of form: CheckForm.ID, version: Int) { (self.form, self.version) = (form, version) }

    package static let enabled = FactKind(
        code: "registry.checkForm.versionEnabled", sentence: "{actor}启用检查表单“{name}”第{number}版")

    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> CheckFormVersion.ID {
        let form = try CheckForm.load(form, scope: actor.scope, in: transaction)
        try form.permitKeeping(by: actor)
        let latest = try CheckFormVersion.all(of: form.id, in: transaction).first
        guard let latest, latest.status == .draft else { throw CheckFormRefused.noDraft }
        guard latest.content.items.allSatisfy({ !$0.points.isEmpty }), !latest.content.items.isEmpty
        else { throw CheckFormRefused.noPoints }
        try form.set(.enabled, expecting: version, at: now, in: transaction)
        try latest.enable(at: now, in: transaction)
        try Fact(
            kind: Self.enabled, actor: actor, at: now, organization: form.organization, noun: "CheckForm",
            record: form.id.bytes, details: [FactDetail(CheckForm.Label.scale, before: nil, after: latest.scale.label)],
            values: ["name": form.record.name, "number": "\(latest.number)"]
        ).record(in: transaction)
        return latest.id
    }
}

/// A form is taken out of use or back into it; tasks that have a version of it keep it.
package struct CheckFormStatusChange: Sendable {
    package let form: CheckForm.ID
    package let version: Int
    package let status: CheckFormStatus

    package init(of form: CheckForm.ID, version: Int, to status: CheckFormStatus) {
        (self.form, self.version, self.status) = (form, version, status)
    }

    package static let disabled = FactKind(code: "registry.checkForm.disabled", sentence: "{actor}停用检查表单“{name}”")
    package static let enabled = FactKind(code: "registry.checkForm.enabled", sentence: "{actor}恢复检查表单“{name}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let former = try CheckForm.load(form, scope: actor.scope, in: transaction)
        try former.permitKeeping(by: actor)
        guard former.status != status else { return }
        try former.set(status, expecting: version, at: now, in: transaction)
        try Fact(
            kind: status == .disabled ? Self.disabled : Self.enabled, actor: actor, at: now,
            organization: former.organization, noun: "CheckForm", record: form.bytes,
            details: [FactDetail(CheckForm.Label.status, before: former.status.label, after: status.label)],
            values: ["name": former.record.name]
        ).record(in: transaction)
    }
}

import Authority
import Importing
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
        try CheckFormStanding(form, latest.map { [$0] } ?? [], actor).admit(.enable)
        guard let latest else { throw CheckFormRefused.noDraft }
        guard latest.content.items.allSatisfy({ !$0.points.isEmpty }), !latest.content.items.isEmpty
        else { throw CheckFormRefused.noPoints }
        let template = try ResultTemplate.chosen(latest.resultTemplate.key, for: actor, in: transaction)
        try form.set(.enabled, expecting: version, at: now, in: transaction)
        try latest.enable(with: template, at: now, in: transaction)
        try Fact(
            kind: Self.enabled, actor: actor, at: now, organization: form.organization, noun: "CheckForm",
            record: form.id.bytes, details: [
                FactDetail(CheckForm.Label.scale, before: nil, after: latest.scale.label),
                FactDetail(CheckForm.Label.resultTemplate, before: nil, after: template.name),
            ],
            values: ["name": form.record.name, "number": "\(latest.number)"]
        ).record(in: transaction)
        return latest.id
    }
}

import Authority
import Storage
import Timekeeping

/// An item is taken out of use (禁用) or back into it (启用). Plans and tasks that contain it keep it (ITEM-05).
package struct ItemStatusChange: Sendable {
    package let item: Item.ID
    package let version: Int
    package let status: ItemStatus

    package init(of item: Item.ID, version: Int, to status: ItemStatus) {
        (self.item, self.version, self.status) = (item, version, status)
    }

    package static let disabled = FactKind(code: "registry.item.disabled", sentence: "{actor}禁用{kind}“{name}”")
    package static let enabled = FactKind(code: "registry.item.enabled", sentence: "{actor}启用{kind}“{name}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let former = try Item.load(item, scope: actor.scope, in: transaction)
        try former.permitKeeping(by: actor)
        guard former.status != status else { return }
        try former.set(status, expecting: version, at: now, in: transaction)
        try Fact(
            kind: status == .disabled ? Self.disabled : Self.enabled, actor: actor, at: now,
            organization: former.organization, noun: "Item", record: item.bytes,
            details: [FactDetail(Item.Label.status, before: former.status.label, after: status.label)],
            values: ["kind": former.kind.label, "name": former.record.name]
        ).record(in: transaction)
    }
}

import Authority
import Importing
import Storage
import Timekeeping

/// An item enters the directory (新增; ITEM-01, ITEM-02, ITEM-03). It belongs to the agency of who enters it.
package struct ItemCreation: Sendable {
    package let kind: ItemKind
    package let record: ItemRecord

    package init(_ kind: ItemKind, _ record: ItemRecord) { (self.kind, self.record) = (kind, record) }

    package static let created = FactKind(code: "registry.item.created", sentence: "{actor}新增{kind}“{name}”")

    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Item.ID {
        try actor.requireKeeping(kind)
        let record = try record.citing(nil, by: actor, at: now, in: transaction)
        try record.check(as: kind)
        guard try record.foundParts(scope: actor.scope, in: transaction) == record.supervisionItems.count
        else { throw ItemRefused.supervisionItemMissing }
        let id = Item.ID(at: now)
        try transaction.refusing(["item_item_code": ItemRefused.codeTaken]) {
            try record.insert(id, as: kind, by: actor, at: now, in: transaction)
        }
        try Fact(
            kind: Self.created, actor: actor, at: now, organization: actor.organization, noun: "Item", record: id.bytes,
            details: record.changes(from: nil), values: ["kind": kind.label, "name": record.name]
        ).record(in: transaction)
        return id
    }
}

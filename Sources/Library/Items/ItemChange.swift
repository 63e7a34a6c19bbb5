import Authority
import Importing
import Storage
import Timekeeping

/// The fields of an item become these (修改; ITEM-03).
package struct ItemChange: Sendable {
    package let item: Item.ID
    package let version: Int
    package let record: ItemRecord

    package init(of item: Item.ID, version: Int, to record: ItemRecord) {
        (self.item, self.version, self.record) = (item, version, record)
    }

    package static let changed = FactKind(code: "registry.item.changed", sentence: "{actor}修改{kind}“{name}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let former = try Item.load(item, scope: actor.scope, in: transaction)
        try former.permitKeeping(by: actor)
        let record = try record.citing(former.record, by: actor, at: now, in: transaction)
        try record.check(as: former.kind)
        guard record.itemCode == former.record.itemCode else { throw ItemRefused.codeFixed }
        guard try record.foundParts(scope: actor.scope, in: transaction) == record.supervisionItems.count
        else { throw ItemRefused.supervisionItemMissing }
        try record.update(former, expecting: version, at: now, in: transaction)
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: former.organization, noun: "Item",
            record: item.bytes, details: record.changes(from: former.record),
            values: ["kind": former.kind.label, "name": record.name]
        ).record(in: transaction)
    }
}

extension Item {
    /// An item is kept by the agency that entered it, and by nobody else.
    package func permitKeeping(by actor: Actor) throws {
        try actor.requireKeeping(kind)
        guard organization == actor.organization else { throw ItemRefused.notMaintainer(agency: organizationName) }
    }
}

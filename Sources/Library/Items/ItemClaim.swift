import Authority
import Importing
import Storage
import Timekeeping

/// An agency takes an item as falling to it (认领, ITEM-06); only claimed items are offered for its plans and tasks.
package struct ItemClaim: Sendable {
    package let item: Item.ID

    package init(of item: Item.ID) { self.item = item }

    package static let claimed = FactKind(code: "registry.item.claimed", sentence: "{actor}认领{kind}“{name}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.claimItems)
        let found = try Item.load(item, scope: actor.scope, in: transaction)
        // whether somebody of the agency has claimed it meanwhile, its key says
        try ItemStanding(found, isClaimed: false, actor).admit(.claim)
        try transaction.refusing(["item_claim_pkey": ItemClaimRefused.alreadyClaimed]) {
            try insert(by: actor, at: now, in: transaction)
        }
        try found.fact(Self.claimed, by: actor, at: now).record(in: transaction)
    }
}

/// A claim is given back (取消认领, ITEM-06).
package struct ItemReturn: Sendable {
    package let item: Item.ID

    package init(of item: Item.ID) { self.item = item }

    package static let returned = FactKind(code: "registry.item.returned", sentence: "{actor}取消认领{kind}“{name}”")

    package func make(by actor: Actor, uses: ItemUses, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.claimItems)
        let found = try Item.load(item, scope: actor.scope, in: transaction)
        try ItemStanding(found, isClaimed: try lockClaim(of: actor.organization, in: transaction), actor).admit(.giveBack)
        guard try !uses.hasUnfinishedTask(of: item, at: actor.organization, in: transaction) else { throw ItemClaimRefused.inUse }
        try delete(of: actor.organization, in: transaction)
        try found.fact(Self.returned, by: actor, at: now).record(in: transaction)
    }
}

extension Item {
    /// A claim belongs to the agency that makes it, not to the one that keeps the item.
    fileprivate func fact(_ kind: FactKind, by actor: Actor, at now: Instant) -> Fact {
        Fact(
            kind: kind, actor: actor, at: now, organization: actor.organization, noun: "Item", record: id.bytes,
            details: [FactDetail(Label.itemCode, before: nil, after: record.itemCode)],
            values: ["kind": self.kind.label, "name": record.name])
    }
}

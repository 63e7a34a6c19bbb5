import Authority
import Importing
import Storage
import Timekeeping

/// An agency takes an item as falling to it (认领, ITEM-06); only claimed items are offered for its plans and tasks.
package struct ItemClaim: Sendable {
    package let item: Item.ID

    package init(of item: Item.ID) { self.item = item }

    package enum Refused: Refusal, Equatable {
        case itemDisabled, alreadyClaimed

        package var code: String {
            switch self {
            case .itemDisabled: "registry.itemClaim.itemDisabled"
            case .alreadyClaimed: "registry.itemClaim.alreadyClaimed"
            }
        }

        package var message: String {
            switch self {
            case .itemDisabled: "该事项已禁用，不能认领"
            case .alreadyClaimed: "本机构已认领该事项"
            }
        }
    }

    package static let claimed = FactKind(code: "registry.item.claimed", sentence: "{actor}认领{kind}“{name}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.claimItems)
        let found = try Item.load(item, scope: actor.scope, in: transaction)
        guard found.status == .enabled else { throw Refused.itemDisabled }
        try transaction.refusing(["item_claim_pkey": Refused.alreadyClaimed]) {
            try insert(by: actor, at: now, in: transaction)
        }
        try found.fact(Self.claimed, by: actor, at: now).record(in: transaction)
    }
}

/// A claim is given back (取消认领, ITEM-06).
package struct ItemReturn: Sendable {
    package let item: Item.ID

    package init(of item: Item.ID) { self.item = item }

    package enum Refused: Refusal, Equatable {
        case notClaimed, inUse

        package var code: String {
            switch self {
            case .notClaimed: "registry.itemReturn.notClaimed"
            case .inUse: "registry.itemReturn.inUse"
            }
        }

        package var message: String {
            switch self {
            case .notClaimed: "本机构未认领该事项"
            case .inUse: "存在未完成任务，不能取消认领"
            }
        }
    }

    package static let returned = FactKind(code: "registry.item.returned", sentence: "{actor}取消认领{kind}“{name}”")

    package func make(by actor: Actor, uses: ItemUses, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.claimItems)
        let found = try Item.load(item, scope: actor.scope, in: transaction)
        guard try lockClaim(of: actor.organization, in: transaction) else { throw Refused.notClaimed }
        guard try !uses.hasUnfinishedTask(of: item, at: actor.organization, in: transaction) else { throw Refused.inUse }
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

import Authority
import Importing
import Storage

package enum ItemAct: String, OfferedAct {
    case change, disable, enable, claim, giveBack
}

/// What the acts on an item look at: whether it is in use, whether the own agency has claimed it, and who asks.
package struct ItemStanding: ActStanding {
    let entry: EntryStanding
    let isClaimed: Bool
    let claims: Bool

    package init(_ item: Item, isClaimed: Bool, _ actor: Actor) {
        (entry, self.isClaimed, claims) = (item.standing(for: actor), isClaimed, actor.may(.claimItems))
    }

    /// - Parameter line: of the directory, as the agency of `actor` sees it.
    package init(_ line: ItemLine, _ actor: Actor) {
        entry = EntryStanding(
            isInUse: line.status.isInUse, isKeeper: line.organization == actor.organization && actor.keeps(line.kind))
        (isClaimed, claims) = (line.isClaimed, actor.may(.claimItems))
    }

    package func isCallers(_ act: ItemAct) -> Bool {
        switch act {
        case .change: entry.isCallers(.change)
        case .disable: entry.isCallers(.disable)
        case .enable: entry.isCallers(.enable)
        case .claim, .giveBack: claims
        }
    }

    package func permit(_ act: ItemAct) throws(ItemClaimRefused) {
        do throws(EntryRefused) {
            switch act {
            case .change: try entry.permit(.change)
            case .disable: try entry.permit(.disable)
            case .enable: try entry.permit(.enable)
            case .claim, .giveBack: break
            }
        } catch {
            throw .entry(error)
        }
        switch act {
        case .claim:
            guard entry.isInUse else { throw .itemDisabled }
            if isClaimed { throw .alreadyClaimed }
        case .giveBack: guard isClaimed else { throw .notClaimed }
        case .change, .disable, .enable: break
        }
    }
}

/// Why an item is not claimed or given back.
package enum ItemClaimRefused: Refusal, Equatable {
    case itemDisabled, alreadyClaimed, notClaimed, inUse
    case entry(EntryRefused)

    package var code: String {
        switch self {
        case .itemDisabled: "registry.itemClaim.itemDisabled"
        case .alreadyClaimed: "registry.itemClaim.alreadyClaimed"
        case .notClaimed: "registry.itemReturn.notClaimed"
        case .inUse: "registry.itemReturn.inUse"
        case .entry(let refused): refused.code
        }
    }

    package var message: String {
        switch self {
        case .itemDisabled: "该事项已禁用，不能认领"
        case .alreadyClaimed: "本机构已认领该事项"
        case .notClaimed: "本机构未认领该事项"
        case .inUse: "存在未完成任务，不能取消认领"
        case .entry(let refused): refused.message
        }
    }
}

import Registry
import Storage

/// What plans and tasks look at in a matter (监管事项, 抽查事项) that is to be taken in.
package struct ItemStanding: Sendable, Hashable {
    package let id: ItemID
    package let code: String
    package let name: String
    package let isSpotCheckItem: Bool
    package let isEnabled: Bool
    /// By the agency that takes it in (ITEM-06).
    package let isClaimed: Bool
}

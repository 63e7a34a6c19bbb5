import Authority
import Storage

/// What keeps an agency from giving an item back (ITEM-06). Declared here, answered by the targets that use items,
/// registered by the executable.
package protocol ItemUse: Sendable {
    func hasUnfinishedTask(of item: Item.ID, at agency: Organization.ID, in transaction: Transaction) throws -> Bool
}

/// All uses that the executable registered.
package struct ItemUses: Sendable {
    private let all: [any ItemUse]

    package init(_ all: [any ItemUse]) { self.all = all }

    func hasUnfinishedTask(of item: Item.ID, at agency: Organization.ID, in transaction: Transaction) throws -> Bool {
        try all.contains { try $0.hasUnfinishedTask(of: item, at: agency, in: transaction) }
    }
}

import Authority
import Importing
import Storage

/// What keeps an agency from giving an item back (ITEM-06). Declared here, answered by the targets that use items,
/// registered by the executable.
package protocol ItemUse: Sendable {
    func hasUnfinishedTask(of item: Item.ID, at agency: Organization.ID, in transaction: Transaction) throws -> Bool

    /// How many items each agency has used at least once in that year (ITEM-08).
    func usedItems(in year: Int, in transaction: Transaction) throws -> [Organization.ID: Int]
}

/// All uses that the executable registered.
package struct ItemUses: Sendable {
    private let all: [any ItemUse]

    package init(_ all: [any ItemUse]) { self.all = all }

    func hasUnfinishedTask(of item: Item.ID, at agency: Organization.ID, in transaction: Transaction) throws -> Bool {
        try all.contains { try $0.hasUnfinishedTask(of: item, at: agency, in: transaction) }
    }

    func usedItems(in year: Int, in transaction: Transaction) throws -> [Organization.ID: Int] {
        try all.reduce(into: [:]) { counts, use in
            counts.merge(try use.usedItems(in: year, in: transaction), uniquingKeysWith: max)
        }
    }
}

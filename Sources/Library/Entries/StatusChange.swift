import Authority
import Importing
import Storage
import Timekeeping

/// An entry of a library that is taken out of use and back into it. Whatever already holds it keeps it (ITEM-05, ITEM-13).
package protocol LibraryEntry: Sendable {
    associatedtype Status: UseStatus

    static var noun: StaticString { get }
    static func load(_ id: Identifier<Self>, for actor: Actor, in transaction: Transaction) throws -> Self
    static func kind(of status: Status) -> FactKind

    /// Whose entry it is, for the fact.
    var owner: Organization.ID? { get }
    var status: Status { get }
    /// What the sentence of the fact names.
    var factValues: [String: String] { get }
    func permitKeeping(by actor: Actor) throws
    func set(_ status: Status, expecting version: Int, at now: Instant, in transaction: Transaction) throws
}

/// In use or not, in the words of the library.
package protocol UseStatus: Equatable, Sendable {
    var label: String { get }
}

extension ItemStatus: UseStatus {}
extension CheckFormStatus: UseStatus {}

/// An entry is taken out of use or back into it (停用, 禁用, 启用, 恢复).
package struct StatusChange<Entry: LibraryEntry>: Sendable {
    package let entry: Identifier<Entry>
    package let version: Int
    package let status: Entry.Status

    package init(of entry: Identifier<Entry>, version: Int, to status: Entry.Status) {
        (self.entry, self.version, self.status) = (entry, version, status)
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let former = try Entry.load(entry, for: actor, in: transaction)
        try former.permitKeeping(by: actor)
        guard former.status != status else { return }
        try former.set(status, expecting: version, at: now, in: transaction)
        try Fact(
            kind: Entry.kind(of: status), actor: actor, at: now, organization: former.owner, noun: Entry.noun,
            record: entry.bytes, details: [FactDetail("状态", before: former.status.label, after: status.label)],
            values: former.factValues
        ).record(in: transaction)
    }
}

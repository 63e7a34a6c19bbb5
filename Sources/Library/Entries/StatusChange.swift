import Authority
import Importing
import Storage
import Timekeeping

/// An entry of a library that is taken out of use and back into it. Whatever already holds it keeps it (ITEM-05, ITEM-13).
package protocol LibraryEntry: Sendable {
    associatedtype Status: UseStatus

    static var noun: StaticString { get }
    /// - Parameter protection: opens the personal fields of a noun that has some.
    static func load(
        _ id: Identifier<Self>, for actor: Actor, protection: (any FieldProtection)?, in transaction: Transaction
    ) throws -> Self
    static func kind(of status: Status) -> FactKind
    /// What the reason is called where one has to be given.
    static func reasonLabel(for status: Status) -> String?

    /// Whose entry it is, for the fact.
    var owner: Organization.ID? { get }
    var status: Status { get }
    /// What the sentence of the fact names.
    var factValues: [String: String] { get }
    func permitKeeping(by actor: Actor) throws
    func set(_ status: Status, expecting version: Int, at now: Instant, in transaction: Transaction) throws
}

extension LibraryEntry {
    package static func reasonLabel(for status: Status) -> String? { nil }
}

/// In use or not, in the words of the library.
package protocol UseStatus: Equatable, Sendable {
    var label: String { get }
}

extension ItemStatus: UseStatus {}
extension CheckFormStatus: UseStatus {}
extension Organization.Status: UseStatus {}

/// An entry is taken out of use or back into it (停用, 禁用, 启用, 恢复).
package struct StatusChange<Entry: LibraryEntry>: Sendable {
    package let entry: Identifier<Entry>
    package let version: Int
    package let status: Entry.Status
    package let reason: String

    package init(of entry: Identifier<Entry>, version: Int, to status: Entry.Status, reason: String = "") {
        (self.entry, self.version, self.status, self.reason) = (entry, version, status, reason)
    }

    package func make(
        by actor: Actor, at now: Instant, protection: (any FieldProtection)? = nil, in transaction: Transaction
    ) throws {
        let former = try Entry.load(entry, for: actor, protection: protection, in: transaction)
        try former.permitKeeping(by: actor)
        guard former.status != status else { return }
        var details = [FactDetail("状态", before: former.status.label, after: status.label)]
        if let label = Entry.reasonLabel(for: status) {
            try MissingField.check([label: reason])
            details.append(FactDetail(label, before: nil, after: reason))
        }
        try former.set(status, expecting: version, at: now, in: transaction)
        try Fact(
            kind: Entry.kind(of: status), actor: actor, at: now, organization: former.owner, noun: Entry.noun,
            record: entry.bytes, details: details, values: former.factValues
        ).record(in: transaction)
    }
}

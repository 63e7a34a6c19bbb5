import Storage
import Timekeeping

/// An entry of a library that is taken out of use and back into it. Whatever already holds it keeps it (ITEM-05, ITEM-13).
package protocol LibraryEntry: Sendable, Recorded {
    associatedtype Status: UseStatus

    /// One that the actor may keep or at least see.
    static func load(_ id: Identifier<Self>, in act: ActContext) throws -> Self
    static func kind(of status: Status) -> FactKind
    /// What the reason is called where one has to be given.
    static func reasonLabel(for status: Status) -> String?

    var id: Identifier<Self> { get }
    var status: Status { get }
    func permitKeeping(by actor: Actor) throws
    func set(_ status: Status, expecting version: Int, at now: Instant, in transaction: Transaction) throws
}

extension LibraryEntry {
    package static func reasonLabel(for status: Status) -> String? { nil }
    package var factRecord: [UInt8] { id.bytes }
}

/// In use or not, in the words of the library.
package protocol UseStatus: Equatable, Sendable {
    var label: String { get }
    var isInUse: Bool { get }
}

extension Organization.Status: UseStatus { package var isInUse: Bool { self == .enabled } }

/// An entry is taken out of use or back into it (停用, 禁用, 启用, 恢复).
package struct StatusChange<Entry: LibraryEntry>: Sendable {
    package let entry: Identifier<Entry>
    package let version: Int
    package let status: Entry.Status
    package let reason: String

    package init(of entry: Identifier<Entry>, version: Int, to status: Entry.Status, reason: String = "") {
        (self.entry, self.version, self.status, self.reason) = (entry, version, status, reason)
    }

    package func make(in act: ActContext) throws {
        let former = try Entry.load(entry, in: act)
        try former.permitKeeping(by: act.actor)
        try former.standing(for: act.actor).admit(status.isInUse ? .enable : .disable)
        var details = [FactDetail("状态", before: former.status.label, after: status.label)]
        if let label = Entry.reasonLabel(for: status) {
            try MissingField.check([label: reason])
            details.append(FactDetail(label, before: nil, after: reason))
        }
        try former.set(status, expecting: version, at: act.now, in: act.transaction)
        try act.record(Entry.kind(of: status), of: former, details)
    }
}

import Authority
import Markup

/// An entry of a library as programs read it and lists show it.
package typealias EntryRow<Record: EntryRecord> = Resource<Record, EntryState>

/// What is known of an entry beside its fields.
package struct EntryState: Codable, Sendable {
    let id: String
    let version: Int
    let organization: Referenced
    let status: Coded
    let acts: [EntryAct]
    let maySeeWhole: Bool
}

extension Resource where Record: EntryRecord, State == EntryState {
    static var home: String { "/" + Record.library.code }

    /// - Parameter whole: with its personal data, for whoever asked for it.
    init(_ entry: AgencyEntry<Record>, for actor: Actor, whole: Bool = false) {
        self.init(entry.record, whole: whole, EntryState(
            id: entry.id.description, version: entry.version,
            organization: Referenced(id: entry.organization.description, label: entry.organizationName),
            status: Coded(entry.status),
            acts: whole ? [] : entry.standing(for: actor).offers,
            maySeeWhole: !whole && Record.library.facts.viewed != nil && actor.may(.readFullData)))
    }

    var path: String { Self.home + "/" + self.id }
    var isEnabled: Bool { self.status.code == Organization.Status.enabled.rawValue }
    var tone: Tone { isEnabled ? .ok : .mute }

    /// What can be done with the entry on its page, besides taking it out of use.
    var actions: [Action] {
        (self.maySeeWhole ? [Action("查看完整信息", path + "/full-view", .post, icon: "eye")] : [])
            + (self.acts.contains(.change) ? [Action("修改", path + "/edit", icon: "pencil")] : [])
            + (self.acts.contains(.enable) ? [Action("启用", path + "/enabling", .post, version: self.version)] : [])
    }
}

extension Column {
    /// The field that names the entry, and leads to its page.
    /// - Parameter note: the field below it.
    package static func entry<Record: EntryRecord>(
        _ path: any PartialKeyPath<Record> & Sendable, note: any PartialKeyPath<Record> & Sendable
    ) -> Column where Row == EntryRow<Record> {
        Column(Record.label(path), .fill) { .link($0[path], href: $0.path, note: $0[note]) }
    }
}

/// The page of an entry.
typealias EntryDetail<Record: EntryRecord> = Extended<EntryRow<Record>, EntryHistory>

struct EntryHistory: Codable, Sendable {
    let history: [HistoryEntry]
}

extension HTML {
    mutating func basics<Record: EntryRecord>(_ entry: EntryRow<Record>) { card("基本信息") { $0.record(entry.fields.lines()) } }
}

import Authority
import Markup

/// An entry of a library as programs read it and lists show it.
package typealias EntryRow<Record: EntryRecord> = Resource<Record, EntryState>

/// What is known of an entry beside its fields.
package struct EntryState: Codable, Sendable {
    struct Owner: Codable, Sendable {
        let id: String
        let label: String
    }

    struct Status: Codable, Sendable {
        let code: String
        let label: String
    }

    let id: String
    let version: Int
    let organization: Owner
    let status: Status
    let mayKeep: Bool
    let maySeeWhole: Bool
}

extension Resource where Record: EntryRecord, State == EntryState {
    static var home: String { "/" + Record.library.code }

    /// - Parameter whole: with its personal data, for whoever asked for it.
    init(_ entry: AgencyEntry<Record>, for actor: Actor, whole: Bool = false) {
        self.init(entry.record, whole: whole, EntryState(
            id: entry.id.description, version: entry.version,
            organization: EntryState.Owner(id: entry.organization.description, label: entry.organizationName),
            status: EntryState.Status(code: entry.status.rawValue, label: entry.status.label),
            mayKeep: !whole && entry.organization == actor.organization && actor.may(Record.library.keptBy),
            maySeeWhole: !whole && Record.library.facts.viewed != nil && actor.may(.readFullData)))
    }

    var path: String { Self.home + "/" + self.id }
    var isEnabled: Bool { self.status.code == Organization.Status.enabled.rawValue }
    var tone: Tone { isEnabled ? .ok : .mute }
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

/// The same with what happened to it, in one JSON object.
struct EntryDetail<Record: EntryRecord>: Codable, Sendable {
    let entry: EntryRow<Record>
    let history: [HistoryEntry]

    private enum Key: String, CodingKey { case history }

    init(entry: EntryRow<Record>, history: [HistoryEntry]) { (self.entry, self.history) = (entry, history) }

    init(from decoder: any Decoder) throws {
        entry = try EntryRow<Record>(from: decoder)
        history = try decoder.container(keyedBy: Key.self).decode([HistoryEntry].self, forKey: .history)
    }

    func encode(to encoder: any Encoder) throws {
        try entry.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(history, forKey: .history)
    }
}

extension HTML {
    mutating func entry<Record: EntryRecord>(_ entry: EntryRow<Record>, named name: String, formToken: String?) {
        var actions: [Action] = []
        if entry.maySeeWhole { actions.append(Action("查看完整信息", entry.path + "/full-view", .post, icon: "eye")) }
        if entry.mayKeep { actions.append(Action("修改", entry.path + "/edit", icon: "pencil")) }
        if entry.mayKeep, !entry.isEnabled { actions.append(Action("启用", entry.path + "/enabling", .post, version: entry.version)) }
        crumbs([(Record.library.label, EntryRow<Record>.home)], here: name)
        pageHead(name, note: entry.organization.label, tag: (entry.status.label, entry.tone), actions: actions, formToken: formToken)
        card("基本信息") { $0.record(entry.fields.lines()) }
    }
}

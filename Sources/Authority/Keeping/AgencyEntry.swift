import Storage

/// An entry of a library that an agency keeps for itself: its fields, and whether it is in use (启用, 停用). A noun of this
/// kind declares its record, and what `EntryRecord` asks for.
package struct AgencyEntry<Record: EntryRecord>: Sendable {
    package typealias ID = Identifier<AgencyEntry>

    package let id: ID
    package let version: Int
    package let organization: Organization.ID
    package let organizationName: String
    package let status: Organization.Status
    package var record: Record
}

/// The fields of an entry, and what is its noun's own: the library, the rules, the conditions of the list.
package protocol EntryRecord: DeclaredRecord {
    associatedtype Filter: Codable & Sendable

    static var library: EntryLibrary<Self> { get }
    /// - Throws: the refusal of the first rule that the fields break; without rules, of the first required field that is empty.
    func permit() throws
    /// What the list is narrowed by; `t` is the table of the library.
    static func narrow(_ query: inout ListQuery, by filter: Filter)
}

extension EntryRecord {
    package func permit() throws { try requireFilled() }
}

/// What a library is called, where it stands, and who keeps it.
package struct EntryLibrary<Record: DeclaredRecord>: Sendable {
    /// 检验机构
    package let label: String
    /// In addresses, imports and exports: `testing-bodies`.
    package let code: String
    package let noun: StaticString
    package let table: KeptTable
    /// What tells the entries of an agency apart: rows of an import are known by it.
    package let key: any KeyPath<Record, String> & Sendable
    /// What facts and pages call an entry; it is found by this and by its key.
    let name: any KeyPath<Record, String> & Sendable
    package let readBy: Permission
    package let keptBy: Permission
    let refusals: KeyValuePairs<String, any Refusal>
    package let facts: EntryFacts

    /// - Parameters:
    ///   - name: where entries are told apart by something else than what people call them, as by a number.
    ///   - area: what the codes of its facts begin with: `registry.testingBody`.
    package init(
        _ label: String, code: String, noun: StaticString, table: StaticString, key: any KeyPath<Record, String> & Sendable,
        name: (any KeyPath<Record, String> & Sendable)? = nil, readBy: Permission, keptBy: Permission,
        refusals: KeyValuePairs<String, any Refusal>, facts area: StaticString
    ) {
        (self.label, self.code, self.noun, self.table, self.key) = (label, code, noun, KeptTable(table), key)
        (self.name, self.readBy, self.keptBy, self.refusals) = (name ?? key, readBy, keptBy, refusals)
        facts = EntryFacts(area.description, label, holdsPersonalData: Record.attributes.all.contains(where: \.isPersonal))
    }
}

/// What happens to an entry.
package struct EntryFacts: Sendable {
    let added: FactKind
    let changed: FactKind
    let disabled: FactKind
    let enabled: FactKind
    /// Somebody has looked at the personal data of an entry, for libraries that hold some (SEC-06).
    package let viewed: FactKind?

    fileprivate init(_ area: String, _ label: String, holdsPersonalData: Bool) {
        func kind(_ act: String, _ sentence: String) -> FactKind { FactKind(derived: area + "." + act, "{actor}" + sentence) }
        added = kind("added", "新增\(label)“{name}”")
        changed = kind("changed", "修改\(label)“{name}”")
        disabled = kind("disabled", "停用\(label)“{name}”")
        enabled = kind("enabled", "启用\(label)“{name}”")
        viewed = holdsPersonalData ? kind("fullViewed", "查看\(label)“{name}”的完整信息") : nil
    }

    package var all: [FactKind] { [added, changed, disabled, enabled] + [viewed].compactMap { $0 } }
}

extension AgencyEntry: KeptNoun {
    package static var noun: StaticString { Record.library.noun }
    package static var added: FactKind { Record.library.facts.added }
    package static var changed: FactKind { Record.library.facts.changed }
    package static var refusals: KeyValuePairs<String, any Refusal> { Record.library.refusals }

    package var name: String { record[keyPath: Record.library.name] }
    var searchText: String { Set([name, record[keyPath: Record.library.key]]).sorted().joined(separator: " ") }
    package var owner: Organization.ID? { organization }
    package var factValues: [String: String] { ["name": name] }

    /// Of the actor's agency, in use.
    init(_ record: Record, in act: ActContext) {
        (id, version, status) = (ID(at: act.now), 1, .enabled)
        (organization, organizationName, self.record) = (act.actor.organization, act.actor.organizationName, record)
    }
}

extension AgencyEntry: LibraryEntry {
    package static func load(_ id: ID, in act: ActContext) throws -> AgencyEntry {
        try load(id, scope: act.actor.scope.ownOnly, protection: act.protection, in: act.transaction)
    }
    package static func kind(of status: Organization.Status) -> FactKind {
        status == .disabled ? Record.library.facts.disabled : Record.library.facts.enabled
    }
    package static func reasonLabel(for status: Organization.Status) -> String? { status == .disabled ? "停用原因" : nil }

    package func permitKeeping(by actor: Actor) throws {
        try actor.require(Record.library.keptBy)
        guard organization == actor.organization else { throw NotFound() }
    }
}

extension AgencyEntry: Versioned {
    package static var versions: VersionedTable { VersionedTable(Record.library.table.sql) }
}

import Authority
import Importing
import Ledger
import Markup
import Storage

/// The pages of a library that an agency keeps: its list with filters, export and import; the page of an entry with history; the
/// forms to add and to change one, to take it out of use and back; the whole of its personal data. The noun says what is its own;
/// what else it wants to show, it shows on pages of its own.
package struct EntryPages<Record: EntryRecord>: Sendable {
    private let group: MenuEntry.Group
    private let icon: StaticString
    private let filters: [Field]
    private let filter: @Sendable (FormReading) -> Record.Filter
    private let columns: [Column<EntryRow<Record>>]
    private let parts: [FormPart]

    /// - Parameters:
    ///   - columns: of the list; agency and state follow by themselves.
    ///   - parts: the form, where its fields stand in several parts.
    package init(
        _ group: MenuEntry.Group, icon: StaticString, columns: [Column<EntryRow<Record>>], parts: [FormPart] = [FormPart(fields: Record.fields)],
        filters: [Field], filter: @escaping @Sendable (FormReading) -> Record.Filter
    ) {
        (self.group, self.icon, self.columns, self.parts, self.filters, self.filter) = (group, icon, columns, parts, filters, filter)
    }

    private var library: EntryLibrary<Record> { Record.library }
    private var home: String { EntryRow<Record>.home }
    private var fields: [Field] { parts.flatMap(\.fields) }
    private var reason: Field { Field("reason", "停用原因", .text(maxLength: 200), required: true) }

    var menu: MenuEntry { MenuEntry(group, library.label, home, icon: icon, .needs(library.readBy), also: ["/imports/" + library.code]) }

    var routes: [Route] {
        let (reading, keeping, label, entry) = (Route.Access.needs(library.readBy), Route.Access.needs(library.keptBy), library.label, home + "/{id}")
        let seen = Route.Versioning.checked(AgencyEntry<Record>.self)
        return [
            .read(home, reading, label + "列表", query: filters, as: ListModel<EntryRow<Record>>.self) { try await list($0) },
            .export(home, reading, label, filters) { (EntryExport<Record>(), filter(FormReading($0.query, filters))) },
            .act(entry + "/enabling", keeping, "启用" + label, version: seen) { try await set(.enabled, label + "已启用", $0) },
        ] + Route.form(
            entry, sentTo: entry + "/disabling", keeping, looking: reading, "停用" + label, of: label + "详情", version: seen, fields: [reason],
            draw: { try await detail($0) }
        ) { try await set(.disabled, label + "已停用", $0) } + Route.form(
            home + "/new", sentTo: home, keeping, "新增" + label, version: .notNeeded("新建一条记录，不改变已有的"), fields: fields,
            draw: { _ in FormPage("新增" + label, crumbs: [(label, home)], parts: parts, back: ("取消", home)) }
        ) { try await add($0) } + Route.form(
            entry + "/edit", sentTo: entry, keeping, "修改" + label, version: seen, fields: fields, draw: { try await edit($0) }
        ) { try await change($0) } + (library.facts.viewed == nil ? [] : [
            .act(
                entry + "/full-view", .needs(.readFullData), "查看\(label)的完整信息，并记入操作日志", version: .notNeeded("只查看，不改变任何内容"),
                answers: [EntryRow<Record>.self]
            ) { try await fullView($0) }
        ])
    }

    private func list(_ call: Call) async throws -> Page {
        let (filter, page, actor, protection) = (
            filter(FormReading(call.query, filters)), call.listPage, try call.actor(), call.platform.protection
        )
        let listed = try await call.read {
            try AgencyEntry<Record>.list(filter, scope: actor.scope, page: page, protection: protection, in: $0).map { EntryRow<Record>($0, for: actor) }
        }
        var screen = ListScreen<EntryRow<Record>>(library.label, path: home, columns: columns + [
            Column("所属机构", .wide) { .text($0.organization.label) }, Column("状态", .small) { .tag($0.status.label, $0.tone) },
        ])
        screen.filters = filters
        screen.actions = [
            Action("新增", home + "/new", .primary, icon: "plus-lg", needs: library.keptBy),
            Action("导入", "/imports/" + library.code, icon: "upload", needs: library.keptBy),
        ] + Action.exports(home, call, needs: library.readBy)
        screen.rowActions = { row in [Action("查看", row.path)] + (row.acts.contains(.change) ? [Action("修改", row.path + "/edit", icon: "pencil")] : []) }
        screen.emptyText = "没有符合条件的" + library.label
        return screen.page(call, listed)
    }

    private func detail(_ call: Call) async throws -> FormPage<EntryDetail<Record>> {
        let (found, actor) = (try await found(call), try call.actor())
        let history = try await call.read {
            try FactTimeline.of(library.noun, found.id, catalogue: FactCatalogue(library.facts.all), in: $0)
        }
        let row = EntryRow<Record>(found, for: actor)
        let model = EntryDetail(row, EntryHistory(history: history.reversed().map(HistoryEntry.init)))
        return FormPage(
            found.name, model, note: row.organization.label, tag: (row.status.label, row.tone), crumbs: [(library.label, home)],
            actions: row.actions, parts: row.acts.contains(.disable) ? [FormPart("停用", fields: [reason])] : [],
            values: Values(["version": "\(row.version)"]), submit: [SubmitButton("停用")]
        ) { html, _ in html.basics(row) } below: { $0.history("变更历史", model.more.history) }
    }

    private func edit(_ call: Call) async throws -> FormPage<FormModel> {
        let found = try await found(call)
        guard found.organization == (try call.actor().organization) else { throw NotFound() }
        let page = home + "/\(found.id)"
        return FormPage(
            "修改" + library.label, crumbs: [(library.label, home), (found.name, page)], here: "修改", parts: parts,
            values: Values(of: found.record, version: found.version), back: ("取消", page))
    }

    private func found(_ call: Call) async throws -> AgencyEntry<Record> {
        let (id, scope, protection) = (try call.id(of: AgencyEntry<Record>.self), try call.actor().scope, call.platform.protection)
        return try await call.read { try AgencyEntry.load(id, scope: scope, protection: protection, in: $0) }
    }
}

// MARK: - acts

extension EntryPages {
    private func add(_ call: Call) async throws -> Answer {
        let addition = EntryAddition<Record>(try call.record(fields))
        return try await call.make { act in
            let id = try addition.make(in: act)
            return Done(library.label + "已新增", goTo: home + "/\(id)", id: id.description)
        }
    }

    private func change(_ call: Call) async throws -> Answer {
        let found = try await found(call)
        let change = EntryChange(of: found.id, version: call.seenVersion, to: try call.record(fields, changing: found.record))
        return try await call.make { act in
            try change.make(in: act)
            return Done("已保存", goTo: home + "/\(change.entry)", id: change.entry.description)
        }
    }

    private func set(_ status: Organization.Status, _ message: String, _ call: Call) async throws -> Answer {
        let entry = try call.id(of: AgencyEntry<Record>.self)
        let reason = try call.text(reason)
        return try await call.set(status, of: entry, reason: reason, done: message, goTo: home + "/\(entry)")
    }

    private func fullView(_ call: Call) async throws -> Answer {
        let (view, actor) = (EntryFullView<Record>(of: try call.id()), try call.actor())
        let (now, protection) = (call.clock.now(), call.platform.protection)
        let found = try await call.database.write { try view.make(in: ActContext(actor, at: now, protection: protection, in: $0)) }
        return .page(Page(found.name, EntryRow<Record>(found, for: actor, whole: true)) { row, html in
            html.crumbs([(library.label, home), (found.name, row.path)], here: "完整信息")
            html.pageHead(found.name, note: row.organization.label, tag: (row.status.label, row.tone))
            html.basics(row)
        })
    }
}

extension Area {
    /// A library, with all that belongs to it.
    package init<Record>(_ pages: EntryPages<Record>, codes: [CodeList] = []) {
        let library = Record.library
        self.init(
            facts: library.facts.all, routes: pages.routes, menu: [pages.menu], codes: codes, imports: [EntryImport<Record>()],
            exports: [EntryExport<Record>()], smallTables: [library.table.name.description, library.table.name.description + "_search"],
            sealed: Record.attributes.sealed)
    }
}

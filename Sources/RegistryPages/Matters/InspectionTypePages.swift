import Authority
import Doors
import Importing
import Library
import Markup
import Registry
import Storage
import Timekeeping

/// 检查类型 (ITEM-19): named sets of check contents, of the agency or one's own.
package enum InspectionTypePages {
    private static let keepers = Route.Access.needsAny([.manageForms, .inspect])

    static let routes: [Route] = [
        .read("/inspection-types", .needs(.readItems), "检查类型列表", query: filters, as: ListModel<InspectionTypeRow>.self) { try await list($0) },
        .read("/inspection-types/new", keepers, "新建检查类型的表单", as: ItemForm.self, format: .pageOnly) { try await newPage($0, nil) },
        .act("/inspection-types", keepers, "新建检查类型", version: .notNeeded("新建一条记录，不改变已有的"), form: fields, again: { try await newPage($0, $1) }) { try await create($0) },
        .read("/inspection-types/{id}", .needs(.readItems), "检查类型详情", as: InspectionTypeDetail.self, changeable: changed) { try await detail($0) },
        .read("/inspection-types/{id}/edit", keepers, "修改检查类型的表单", as: ItemForm.self, format: .pageOnly) {
            try await editPage($0, nil)
        },
        .act(
            "/inspection-types/{id}", keepers, "修改检查类型", version: .checked(InspectionType.self), form: changed,
            again: { try await editPage($0, $1) }
        ) { try await change($0) },
    ]

    package static let filters = [Field("q", InspectionType.Label.name, placeholder: "请输入关键字查询")]
    package static let fields = [
        Field("name", InspectionType.Label.name, required: true),
        Field("matters", InspectionType.Label.matters, .picker(source: "/options/check-matters", many: true), required: true),
    ]
    private static let changed = fields + [status] + ItemPages.versionField
    package static let status = Field("status", CheckForm.Label.status, .choice(CheckFormStatus.options), required: true)

    private static func list(_ call: Call) async throws -> Page {
        let (actor, page) = (try call.actor(), call.listPage)
        let words = FormReading(call.query, filters).optional("q")
        let listed = try await call.read { try InspectionType.list(named: words, for: actor, page: page, in: $0) }
        var screen = ListScreen<InspectionTypeRow>("检查类型", path: "/inspection-types", columns: [
            Column(InspectionType.Label.name, .fill) { .link($0.name, href: "/inspection-types/" + $0.id) },
            Column(InspectionType.Label.matters, .small) { .number($0.matters) },
            Column(InspectionType.Label.owner, .wide) { .text($0.owner) },
            Column(CheckForm.Label.status, .small) { .tag($0.status, $0.isEnabled ? .ok : .mute) },
        ])
        screen.filters = filters
        screen.actions = actor.may(.manageForms) || actor.may(.inspect)
            ? [Action("新建检查类型", "/inspection-types/new", .primary, icon: "plus-lg")] : []
        screen.rowActions = { row in
            [Action("查看", "/inspection-types/" + row.id), Action("新建表单", "/forms/new?type=" + row.id, needs: .manageForms)]
        }
        screen.emptyText = "没有检查类型"
        return screen.page(call, listed.map(InspectionTypeRow.init))
    }

    private static func loaded(_ call: Call) async throws -> (InspectionType, [CheckMatter]) {
        let actor = try call.actor()
        let id = try call.id(of: InspectionType.self)
        return try await call.read { transaction in
            let type = try InspectionType.load(id, for: actor, in: transaction)
            return (type, try CheckMatter.some(type.matters, agency: actor.organization, in: transaction))
        }
    }

    private static func detail(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let (type, matters) = try await loaded(call)
        let model = InspectionTypeDetail(
            id: type.id.description, name: type.name, status: type.status.label,
            contents: matters.map { .init(label: $0.record.content, href: "/check-matters/\($0.id)") },
            mayKeep: type.isKept(by: actor))
        return Page(model.name, model) { model, html in
            html.crumbs([(label: "检查类型", href: "/inspection-types")], here: model.name)
            html.pageHead(
                model.name, tag: (label: model.status, tone: .info),
                actions: model.mayKeep ? [Action("修改", "/inspection-types/\(model.id)/edit", icon: "pencil")] : [])
            html.card(InspectionType.Label.matters) { html in
                html.ul(.class("card-body news")) { html in
                    for link in model.contents { html.li { $0.a(.href(link.href), text: link.label) } }
                }
            }
        }.changeable(changed, values(type, matters))
    }

    private static func values(_ type: InspectionType, _ matters: [CheckMatter]) -> Values {
        var values = Values(["name": type.name, "status": type.status.rawValue, "version": "\(type.version)"])
        values.set("matters", all: matters.map(\.id.description))
        values.set("matters_label", all: matters.map(\.record.content))
        return values
    }

    private static func newPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let values = try await labelled(call)
        let model = ItemForm(
            title: "新建检查类型", kind: "type", action: "/inspection-types", back: "/inspection-types", values: values.listed)
        return model.page(under: [(label: "检查类型", href: "/inspection-types")], fields, problems, call)
    }

    private static func editPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let actor = try call.actor()
        let (type, matters) = try await loaded(call)
        guard type.isKept(by: actor) else { throw InspectionTypeRefused.notMaintainer }
        let path = "/inspection-types/\(type.id)"
        let model = ItemForm(
            title: "修改检查类型", kind: "type", action: path, back: path,
            values: (problems == nil ? values(type, matters) : try await labelled(call)).listed)
        return model.page(under: [(label: "检查类型", href: "/inspection-types")], changed, problems, call)
    }

    private static func labelled(_ call: Call) async throws -> Values {
        var values = call.form
        let agency = try call.actor().organization
        let ids = values.all("matters").compactMap { CheckMatter.ID($0) }
        let matters = try await call.read { try CheckMatter.some(ids, agency: agency, in: $0) }
        values.set("matters", all: matters.map(\.id.description))
        values.set("matters_label", all: matters.map(\.record.content))
        return values
    }

    private static func matters(_ reading: FormReading) throws -> [CheckMatter.ID] {
        let ids = reading.all("matters").map { CheckMatter.ID($0) }
        guard !ids.contains(nil) else { throw InspectionTypeRefused.matterMissing }
        return ids.compactMap { $0 }
    }

    private static func create(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, fields)
        try reading.finish()
        let matters = try matters(reading)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let creation = InspectionTypeCreation(reading.text("name"), matters: matters, isOwn: !actor.may(.manageForms))
            let id = try creation.make(by: actor, at: now, in: transaction)
            return Done("已新建检查类型", goTo: "/inspection-types/\(id)", id: id.description)
        }
    }

    private static func change(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionType.self)
        let reading = FormReading(call.form, changed)
        try reading.finish()
        let matters = try matters(reading)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try InspectionTypeChange(
                of: id, version: reading.integer("version") ?? 0, name: reading.text("name"), matters: matters,
                status: reading.choice("status") ?? .enabled
            ).make(by: actor, at: now, in: transaction)
            return Done("已保存", goTo: "/inspection-types/\(id)", id: id.description)
        }
    }
}

package struct InspectionTypeRow: Codable, Sendable {
    package let id: String
    package let name: String
    package let matters: Int
    let owner: String
    package let status: String
    let isEnabled: Bool

    package init(_ line: InspectionType.Line) {
        id = line.type.id.description
        name = line.type.name
        matters = line.count
        owner = line.type.owner == nil ? line.organizationName : "本人"
        status = line.type.status.label
        isEnabled = line.type.status == .enabled
    }
}

struct InspectionTypeDetail: Codable, Sendable {
    let id: String
    let name: String
    let status: String
    let contents: [ItemDetail.Link]
    let mayKeep: Bool
}

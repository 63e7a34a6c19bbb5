import Authority
import Doors
import Importing
import Library
import Markup
import Registry
import Storage
import Timekeeping

/// 执法装备 (ELEM-02): the register, and who took what and brought it back.
package enum EnforcementEquipmentPages {
    static let menu = [
        MenuEntry(.elements, "执法装备", "/enforcement-equipment", icon: "archive", .needs(.readOfficers))
    ]

    private static let home = "/enforcement-equipment"

    private static let keeping = Route.Access.needs(.manageOfficers)

    static let routes: [Route] = [
        .read(home, .needs(.readOfficers), "执法装备列表", query: filters, as: ListModel<EnforcementEquipmentRow>.self) { try await list($0) }
    ] + Route.form(
        home + "/new", sentTo: home, keeping, "登记执法装备", version: .notNeeded("新建一条记录，不改变已有的"), fields: fields,
        draw: { _ in FormPage("登记执法装备", crumbs: [("执法装备", home)], parts: [FormPart(fields: fields)], back: ("返回", home)) }
    ) { try await register($0) } + Route.form(
        home + "/{id}", sentTo: home + "/{id}/movements", keeping, looking: .needs(.readOfficers), "领用、归还、送修、修复、报废", of: "执法装备详情",
        version: .checked(EnforcementEquipment.self), fields: movementFields(of: EnforcementEquipmentStatus.Act.allCases), draw: { try await detail($0) }
    ) { try await move($0) } + Route.form(
        home + "/{id}/edit", sentTo: home + "/{id}", keeping, "修改执法装备", version: .checked(EnforcementEquipment.self), fields: fields,
        draw: { try await editPage($0) }
    ) { try await change($0) }

    private static let filters = [
        Field("q", "编号或型号", placeholder: "请输入关键字查询"),
        Field("kind", "装备类型", .choice(EnforcementEquipmentKind.options)),
        Field("status", "状态", .choice(EnforcementEquipmentStatus.options)),
        Field("calibration", "检定", .choice([.init("expired", "已过期")])),
        PastDay.field,
    ]

    private static let fields = EnforcementEquipmentRecord.fields

    private static func movementFields(of acts: [EnforcementEquipmentStatus.Act]) -> [Field] {
        [Field("act", "办理", .choice(acts.map { .init($0.rawValue, $0.label) }), required: true)]
            + (acts.contains(.issue) ? [Field("officer", "领用人", .picker(source: "/options/officers", many: false), hint: "领用时填写")] : [])
            + [Field("note", "备注", .text(maxLength: 200))]
    }

    private static func list(_ call: Call) async throws -> Page {
        let reading = FormReading(call.query, filters)
        let (scope, page, today) = (try call.actor().scope, call.listPage, call.clock.today())
        let (kind, status) = (reading.choice("kind", as: EnforcementEquipmentKind.self), reading.choice("status", as: EnforcementEquipmentStatus.self))
        let (words, before) = (reading.optional("q"), reading.optional("calibration") == "expired" ? today : nil)
        let day = PastDay.asked(call)
        let listed = try await call.read {
            try EnforcementEquipment.list(
                kind: kind, status: status, words: words, calibrationBefore: before, asOf: day, scope: scope, page: page, in: $0
            ).map { EnforcementEquipmentRow($0, on: today) }
        }
        var screen = ListScreen<EnforcementEquipmentRow>("执法装备", path: home, columns: [
            Column("装备编号", .fill) { .link($0[\.number], href: $0.path, note: $0[\.model]) },
            .of(\.kind), Column("所属机构", .wide) { .text($0.organization.label) }, Column("领用人") { .text($0.holder?.label ?? "—") },
            Column("检定有效期至") { .tag($0[\.calibratedUntil], $0.calibrationTone) }, Column("状态", .small) { .tag($0.status.label, $0.tone) },
        ])
        screen.filters = filters
        screen.actions = [Action("登记", home + "/new", .primary, icon: "plus-lg", needs: .manageOfficers)]
        screen.rowActions = { [Action("查看", $0.path)] }
        screen.emptyText = "没有符合条件的执法装备"
        return screen.page(call, listed)
    }

    private static func register(_ call: Call) async throws -> Answer {
        let registration = EnforcementEquipmentRegistration(try call.record(fields))
        return try await call.make { act in
            let id = try registration.make(in: act)
            return Done("执法装备已登记", goTo: home + "/\(id)", id: id.description)
        }
    }

    private static func found(_ call: Call) async throws -> EnforcementEquipment {
        let (id, scope) = (try call.id(of: EnforcementEquipment.self), try call.actor().scope)
        return try await call.read { try EnforcementEquipment.load(id, scope: scope, in: $0) }
    }

    private static func editPage(_ call: Call) async throws -> FormPage<FormModel> {
        let found = try await found(call)
        guard found.organization == (try call.actor().organization) else { throw NotFound() }
        let (number, page) = (found.record.number, home + "/\(found.id)")
        return FormPage(
            "修改 " + number, crumbs: [("执法装备", home), (number, page)], here: "修改", parts: [FormPart(fields: fields)],
            values: Values(of: found.record, version: found.version), back: ("返回", page))
    }

    private static func change(_ call: Call) async throws -> Answer {
        let change = EnforcementEquipmentChange(of: try call.id(), version: call.seenVersion, to: try call.record(fields))
        return try await call.make { act in
            try change.make(in: act)
            return Done("已保存", goTo: home + "/\(change.equipment)", id: change.equipment.description)
        }
    }

    private static func detail(_ call: Call) async throws -> FormPage<EnforcementEquipmentModel> {
        let (found, actor, today) = (try await found(call), try call.actor(), call.clock.today())
        let movements = try await call.read { try EnforcementEquipment.movements(of: found.id, in: $0) }
        let isKeeper = actor.may(.manageOfficers) && found.organization == actor.organization
        let acts = EnforcementEquipmentStatus.Act.allCases.filter { found.status.next(after: $0) != nil }
        let model = EnforcementEquipmentModel(EnforcementEquipmentRow(found, on: today), EnforcementEquipmentLife(acts, movements))
        let row = model.base
        return FormPage(
            row[\.number], model, note: row.organization.label, tag: (row.status.label, row.tone), crumbs: [("执法装备", home)],
            actions: (isKeeper ? [Action("修改", row.path + "/edit", icon: "pencil")] : []) + [Action.versions(of: row.path)],
            parts: isKeeper && !acts.isEmpty ? [FormPart("办理", fields: movementFields(of: acts))] : [],
            values: Values(["version": "\(found.version)"]), submit: [SubmitButton("确定")]
        ) { html, _ in html.basics(row) } below: { $0.movements(model.more.movements) }
    }

    private static func move(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, movementFields(of: EnforcementEquipmentStatus.Act.allCases))
        try reading.finish()
        guard let act = reading.choice("act", as: EnforcementEquipmentStatus.Act.self) else { throw Problems("act", "请填写办理") }
        let movement = EnforcementEquipmentMovement(
            of: try call.id(), version: call.seenVersion, act,
            officer: reading.optional("officer").flatMap { EnforcementOfficer.ID($0) }, note: reading.text("note"))
        return try await call.make { context in
            try movement.make(in: context)
            return Done("已办理", goTo: home + "/\(movement.equipment)", id: movement.equipment.description)
        }
    }
}

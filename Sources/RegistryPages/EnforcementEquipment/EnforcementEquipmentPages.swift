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

    static let routes: [Route] = [
        .read("/enforcement-equipment", .needs(.readOfficers), "执法装备列表", query: filters, as: ListModel<EnforcementEquipmentRow>.self) {
            try await list($0)
        },
        .read("/enforcement-equipment/new", .needs(.manageOfficers), "登记执法装备页", as: EnforcementEquipmentRow.self, format: .pageOnly) {
            form($0, nil, $0.form, action: home, "登记执法装备")
        },
        .act("/enforcement-equipment", .needs(.manageOfficers), "登记执法装备", version: .notNeeded("新建一条记录，不改变已有的"), form: fields, again: {
            form($0, $1, $0.form, action: home, "登记执法装备")
        }) { try await register($0) },
        .read("/enforcement-equipment/{id}", .needs(.readOfficers), "执法装备详情", as: EnforcementEquipmentModel.self) { try await detail($0, nil) },
        .read("/enforcement-equipment/{id}/edit", .needs(.manageOfficers), "修改执法装备页", as: EnforcementEquipmentRow.self, format: .pageOnly) {
            try await editPage($0, nil)
        },
        .act("/enforcement-equipment/{id}", .needs(.manageOfficers), "修改执法装备", version: .checked(EnforcementEquipment.self), form: fields, again: { try await editPage($0, $1) }) {
            try await change($0)
        },
        .act(
            "/enforcement-equipment/{id}/movements", .needs(.manageOfficers), "领用、归还、送修、修复、报废", version: .checked(EnforcementEquipment.self), form: movementFields,
            again: { try await detail($0, $1) }
        ) { try await move($0) },
    ]

    private static let filters = [
        Field("q", "编号或型号", placeholder: "请输入关键字查询"),
        Field("kind", "装备类型", .choice(EnforcementEquipmentKind.options)),
        Field("status", "状态", .choice(EnforcementEquipmentStatus.options)),
        Field("calibration", "检定", .choice([.init("expired", "已过期")])),
        PastDay.field,
    ]

    private static let fields = [
        Field("kind", "装备类型", .choice(EnforcementEquipmentKind.options), required: true),
        Field("number", "装备编号", .text(maxLength: 50), required: true), Field("model", "型号", .text(maxLength: 100)),
        Field("calibratedUntil", "检定有效期至", .date, hint: "无需检定的不填"), Field("version", "版本", .hidden),
    ]

    static let movementFields = [
        Field("act", "办理", .choice(EnforcementEquipmentStatus.Act.allCases.map { .init("\($0)", $0.label) }), required: true),
        Field("officer", "领用人", .picker(source: "/options/officers", many: false), hint: "领用时填写"),
        Field("note", "备注", .text(maxLength: 200)), Field("version", "版本", .hidden),
    ]

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
            Column("装备编号", .fill) { .link($0.number, href: home + "/" + $0.id, note: $0.model) },
            Column("装备类型") { .text($0.kindLabel) }, Column("所属机构", .wide) { .text($0.organization) },
            Column("领用人") { .text($0.holder.isEmpty ? "—" : $0.holder) },
            Column("检定有效期至") { .tag($0.calibration, $0.calibrationTone) }, Column("状态", .small) { .tag($0.status, $0.tone) },
        ])
        screen.filters = filters
        screen.actions = [Action("登记", home + "/new", .primary, icon: "plus-lg", needs: .manageOfficers)]
        screen.rowActions = { [Action("查看", home + "/" + $0.id)] }
        screen.emptyText = "没有符合条件的执法装备"
        return screen.page(call, listed)
    }

    private static func form(_ call: Call, _ problems: Problems?, _ values: Values, action: String, _ title: String) -> Page {
        let token = call.login?.formToken
        return Page(title, EnforcementEquipmentRow.empty) { _, html in
            html.crumbs([("执法装备", home)], here: title)
            html.pageHead(title)
            html.form(
                action: action, parts: [FormPart(fields: fields)], values: values, problems: problems, formToken: token,
                submit: [SubmitButton("保存")], back: ("返回", action))
        }
    }

    private static func record(_ call: Call) throws -> (EnforcementEquipmentRecord, version: Int) {
        let reading = FormReading(call.form, fields)
        try reading.finish()
        let record = EnforcementEquipmentRecord(
            reading.choice("kind") ?? .bodyCamera, number: reading.text("number"), model: reading.text("model"),
            calibratedUntil: reading.date("calibratedUntil"))
        return (record, reading.integer("version") ?? 0)
    }

    private static func register(_ call: Call) async throws -> Answer {
        let (record, now) = (try record(call).0, call.clock.now())
        return try await call.act { transaction, actor in
            let id = try EnforcementEquipmentRegistration(record).make(by: actor, at: now, in: transaction)
            return Done("执法装备已登记", goTo: home + "/\(id)", id: id.description)
        }
    }

    private static func found(_ call: Call) async throws -> EnforcementEquipment {
        let (id, scope) = (try call.id(of: EnforcementEquipment.self), try call.actor().scope)
        return try await call.read { try EnforcementEquipment.load(id, scope: scope, in: $0) }
    }

    private static func editPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let found = try await found(call)
        guard found.organization == (try call.actor().organization) else { throw NotFound() }
        let values = problems == nil
            ? Values([
                "kind": found.record.kind.rawValue, "number": found.record.number, "model": found.record.model,
                "calibratedUntil": found.record.calibratedUntil?.description ?? "", "version": "\(found.version)",
            ]) : call.form
        return form(call, problems, values, action: home + "/\(found.id)", "修改 " + found.record.number)
    }

    private static func change(_ call: Call) async throws -> Answer {
        let ((record, version), id, now) = (try record(call), try call.id(of: EnforcementEquipment.self), call.clock.now())
        return try await call.act { transaction, actor in
            try EnforcementEquipmentChange(of: id, version: version, to: record).make(by: actor, at: now, in: transaction)
            return Done("已保存", goTo: home + "/\(id)", id: id.description)
        }
    }

    private static func detail(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (found, actor, today) = (try await found(call), try call.actor(), call.clock.today())
        let movements = try await call.read { try EnforcementEquipment.movements(of: found.id, in: $0) }
        let mayMove = actor.may(.manageOfficers) && found.organization == actor.organization
        let model = EnforcementEquipmentModel(found, movements, on: today)
        var values = call.form
        if problems == nil { values.set("version", "\(found.version)") }
        let (typed, token) = (values, call.login?.formToken)
        return Page(model.equipment.number, model) { model, html in
            html.enforcementEquipment(model, mayMove: mayMove, values: typed, problems: problems, formToken: token)
        }
    }

    private static func move(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, movementFields)
        try reading.finish()
        guard let act = EnforcementEquipmentStatus.Act.allCases.first(where: { "\($0)" == reading.text("act") }) else {
            throw Problems("act", "请填写办理")
        }
        let (id, now) = (try call.id(of: EnforcementEquipment.self), call.clock.now())
        let movement = EnforcementEquipmentMovement(
            of: id, version: reading.integer("version") ?? 0, act,
            officer: reading.optional("officer").flatMap { EnforcementOfficer.ID($0) }, note: reading.text("note"))
        return try await call.act { transaction, actor in
            try movement.make(by: actor, at: now, in: transaction)
            return Done("已办理", goTo: home + "/\(id)", id: id.description)
        }
    }
}

extension EnforcementEquipmentStatus.Act {
    package var label: String {
        switch self {
        case .issue: "领用"
        case .giveBack: "归还"
        case .repair: "送修"
        case .restore: "修复"
        case .retire: "报废"
        }
    }
}

import Authority
import Disclosure
import Doors
import InspectingPages
import RegistryPages
import Storage
import TaskingPages

/// 抽查结果公示 (PUB-01 to PUB-04, PUB-07).
package enum PublicationPages {
    private static let reading = Route.Access.needsAny([.publish, .withdrawPublications, .readInspections])

    static let menu = [
        MenuEntry(.work, "结果公示", "/publications", icon: "check2-circle", reading)
    ]

    static let routes: [Route] = [
        .read(
            "/publications", reading, "抽查结果公示列表", query: [tab] + filters,
            as: ListModel<PublicationRow>.self
        ) { try await list($0) },
        .read(
            "/publications/{id}", reading, "检查结果及其公示",
            as: PublicationDetail.self
        ) { call in
            let model = try await model(call)
            let token = call.login?.formToken
            return Page(model.row.subject, model) { $1.publication($0, formToken: token) }
        },
        .act(
            "/publications/publication", .needs(.publish), "公示多个检查结果", version: .notNeeded("所选记录连同所见的版本一起提交，逐条核对"), form: [BulkAct.field],
            asks: { call in
                let names = try await call.named(try BulkAct.chosen(call, InspectionMark.self), name)
                return Confirmation(
                    "公示 \(call.form.all("id").count) 个检查结果？", ["以下检查结果将向社会公示，有误时只能说明理由后撤销"] + names, act: "公示")
            }
        ) { try await publishEach($0) },
        .act("/publications/{id}/publication", .needs(.publish), "公示检查结果", version: .checked(PublishableResult.self), asks: publishingQuestion) { try await publish($0) },
        .read("/publications/{id}/withdrawal", .needs(.withdrawPublications), "撤销公示的表单", as: PublicationDetail.self, format: .pageOnly) {
            try await withdrawalForm($0, nil)
        },
        .act(
            "/publications/{id}/withdrawal", .needs(.withdrawPublications), "撤销公示", version: .checked(PublishableResult.self), form: withdrawalFields,
            again: { try await withdrawalForm($0, $1) }
        ) { try await withdraw($0) },
    ]

    private static let tab = Field("tab", "公示状态", .choice(PublicationStatus.options))
    private static let filters = [
        Field("q", "检查对象或任务", placeholder: "请输入关键字查询"),
    ]

    private static let withdrawalFields = [Field("reason", "撤销理由", .multiline(maxLength: 500), required: true)]

    private static func list(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let status = call.query["tab"].flatMap(PublicationStatus.init(rawValue:)) ?? .unpublished
        let (text, page, now) = (FormReading(call.query, filters).optional("q"), call.listPage, call.clock.now())
        let listed = try await call.read { try PublishableResult.list(status, text: text, scope: actor.scope, page: page, in: $0) }
        return screen(status).page(call, listed.map { PublicationRow($0, for: actor, at: now) })
    }

    private static func screen(_ status: PublicationStatus) -> ListScreen<PublicationRow> {
        var screen = ListScreen<PublicationRow>("抽查结果公示", path: "/publications", columns: [
            Column("检查对象", .fill) { .link($0.subject, href: "/publications/" + $0.id, note: $0.code) },
            Column("检查任务", .fill) { .lines($0.task, $0.taskNumber) },
            Column("检查日期", .medium) { .text($0.inspectedOn) },
            Column("检查结果", .medium) { .tag($0.result, $0.isProblem ? .warn : .ok) },
        ])
        if status == .unpublished {
            screen.columns.append(Column("审核通过", .medium) {
                .due($0.approvedOn, note: $0.daysWaiting == 0 ? "今天" : "已 \($0.daysWaiting) 天", $0.isLate ? .bad : .mute)
            })
        }
        screen.filters = filters
        screen.tabs = PublicationStatus.allCases.map {
            Tab($0.label, "/publications?tab=" + $0.rawValue, isCurrent: $0 == status)
        }
        screen.rowActions = { row in
            var actions: [Action] = []
            if row.acts.contains(.publish) { actions.append(Action("公示", "/publications/\(row.id)/publication", .post, version: row.version)) }
            if row.acts.contains(.withdraw) { actions.append(Action("撤销公示", "/publications/\(row.id)/withdrawal")) }
            return actions + [Action("查看", "/publications/" + row.id)]
        }
        screen.emptyText = "没有\(status.label)的检查结果"
        screen.bulkActs = status == .unpublished ? [BulkAct("公示所选", "/publications/publication", needs: .publish)] : []
        screen.bulkKey = { $0.acts.contains(.publish) ? BulkAct.key($0.id, $0.version) : nil }
        return screen
    }

    private static func model(_ call: Call) async throws -> PublicationDetail {
        let actor = try call.actor()
        let id = try call.id(of: InspectionMark.self)
        let now = call.clock.now()
        return try await call.read { transaction in
            let result = try PublishableResult.load(id, scope: actor.scope, in: transaction)
            return PublicationDetail(result, try Publication.history(of: id, in: transaction), for: actor, at: now)
        }
    }

    private static func publishingQuestion(_ call: Call) async throws -> Confirmation {
        let row = try await model(call).row
        return Confirmation(
            "公示检查结果？",
            ["将向社会公示\(row.subject)在“\(row.task)”（\(row.taskNumber)）中的检查结果：\(row.result)，检查日期 \(row.inspectedOn)",
                "公示后任何人都能在信息公开页面看到；有误时只能说明理由后撤销，公示记录保留"],
            act: "公示")
    }

    private static func publishEach(_ call: Call) async throws -> Answer {
        let (ids, now) = (try BulkAct.chosen(call, InspectionMark.self), call.clock.now())
        return try await call.actOnEach(ids, versions: PublishableResult.versions, goTo: call.begunOn ?? "/publications", name: name) { transaction, actor, id in
            _ = try Publishing(of: id).make(by: actor, at: now, in: transaction)
        }
    }

    @Sendable
    private static func name(_ transaction: Transaction, _ actor: Actor, _ id: Identifier<InspectionMark>) throws -> String {
        let result = try PublishableResult.load(id, scope: actor.scope, in: transaction)
        return "\(result.record.subjectName)：\(result.record.result)（\(result.record.inspectedOn)）"
    }

    private static func publish(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionMark.self)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let publication = try Publishing(of: id).make(by: actor, at: now, in: transaction)
            return Done("检查结果已公示", goTo: "/publications/\(id)", id: publication.description)
        }
    }

    private static func withdrawalForm(_ call: Call, _ problems: Problems?) async throws -> Page {
        let model = try await model(call)
        let (typed, token) = (call.form, call.login?.formToken)
        return Page("撤销公示", model) { model, html in
            html.crumbs([("抽查结果公示", "/publications"), (model.row.subject, "/publications/" + model.row.id)], here: "撤销公示")
            html.pageHead("撤销公示", note: model.row.subject)
            html.form(
                action: "/publications/\(model.row.id)/withdrawal",
                parts: [FormPart(note: "撤销后公众不再看到该结果，公示记录保留。", fields: withdrawalFields, columns: 1)], values: typed,
                problems: problems, formToken: token, submit: [SubmitButton("确认撤销")], back: ("取消", "/publications/" + model.row.id),
                version: model.row.version)
        }
    }

    private static func withdraw(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, withdrawalFields)
        try reading.finish()
        let id = try call.id(of: InspectionMark.self)
        let withdrawal = PublicationWithdrawal(of: id, reason: reading.text("reason"))
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try withdrawal.make(by: actor, at: now, in: transaction)
            return Done("公示已撤销", goTo: "/publications/\(id)", id: id.description)
        }
    }
}

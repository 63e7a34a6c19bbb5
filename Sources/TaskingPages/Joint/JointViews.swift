import Doors
import Markup
import Tasking

extension HTML {
    mutating func joint(_ model: JointModel, values: Values, problems: Problems?, token: String?) {
        let path = "/tasks/" + model.task
        crumbs([(label: "检查任务", href: "/tasks?mode=" + model.mode)], here: "确认联合任务")
        var actions: [Action] = []
        if model.offers(TaskAct.invite) { actions.append(Action("发起邀约", path + "/inviting", .post, version: model.version)) }
        if model.offers(TaskAct.establish) { actions.append(Action("确认联合任务", path + "/establishment", .post, version: model.version)) }
        if model.offers(TaskAct.abolish) { actions.append(Action("废除任务", path + "/abolition", .danger, version: model.version)) }
        pageHead(model.name, note: model.number, tag: (label: model.status, tone: model.tone), actions: actions, formToken: token)
        if let problems, !model.offers(InvitationAct.accept), !model.offers(TaskAct.extend) { errorSummary(problems) }
        if let closed = model.closedBecause { notice(.info, closed) }
        card("联合任务") { html in
            html.record([
                (label: "牵头机构", value: model.lead), (label: "任务期限", value: model.term), (label: "邀约截止日期", value: model.deadline),
            ])
            if model.seesTask { html.div(.class("card-body links")) { $0.a(.class("button"), .href(path), text: "任务详情") } }
        }
        if model.offers(InvitationAct.accept) {
            form(
                action: path + "/invitation/answer", parts: [FormPart("答复邀约", note: "答复后不可更改", fields: JointPages.answerFields, columns: 1)],
                values: values, problems: problems, formToken: token, submit: [SubmitButton("确定")])
        }
        invitations(model)
        if model.offers(TaskAct.extend) { extending(model, values: values, problems: problems, token: token) }
    }

    private mutating func invitations(_ model: JointModel) {
        card("邀约情况") { html in
            html.table("邀约情况", [
                Column("配合机构", .fill) { .text($0.name) }, Column("邀约状态", .small) { .tag($0.status, $0.tone) },
                Column("拒绝理由") { .words($0.reason.isEmpty ? "—" : $0.reason) }, Column("答复人", .small) { .text($0.person) },
                Column("答复时间", .time) { .text($0.at) },
            ], rows: model.invitations, empty: "尚未选择配合机构")
        }
        card("检查内容") { html in
            html.table("检查内容", [
                Column("事项编码", .wide) { .text($0.code) }, Column("检查事项", .fill) { .text($0.name) }, Column("所属机构", .wide) { .text($0.agency) },
            ], rows: model.matters, empty: "尚未添加监管事项")
        }
    }

    private mutating func extending(_ model: JointModel, values: Values, problems: Problems?, token: String?) {
        let fields = JointPages.extending(model.refused, usesSpotCheckItems: model.usesSpotCheckItems)
        form(
            action: "/tasks/\(model.task)/invitation/extension",
            parts: [FormPart(
                "延长邀约截止日期", note: "逾期未确认的机构再次收到邀约；已拒绝的机构可以选择再次邀约，也可以新增配合机构",
                fields: model.refused.isEmpty ? fields.filter { $0.name != "again" } : fields)],
            values: values, problems: problems, formToken: token, submit: [SubmitButton("延长并邀约")], version: model.version)
    }
}

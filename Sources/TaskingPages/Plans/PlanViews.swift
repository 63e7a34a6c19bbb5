import Doors
import Markup
import Tasking

extension HTML {
    mutating func planForm(
        _ title: String, _ family: PlanFamily, id: String?, origin: String, values: Values, problems: Problems?, formToken: String?
    ) {
        let list = "/plans?family=" + family.rawValue
        let action = id.map { "/plans/" + $0 } ?? list + origin
        crumbs([(label: family.menuTitle, href: list)], here: title)
        pageHead(title, note: family.label)
        form(
            action: action, parts: PlanForm.parts(family), values: values, problems: problems, formToken: formToken,
            submit: [
                SubmitButton("确定", name: "then", value: "submit"), SubmitButton("暂存", name: "then", value: "draft"),
            ], back: ("取消", id.map { "/plans/" + $0 } ?? list))
    }

    package mutating func plan(_ plan: PlanDetail, values: Values, problems: Problems?, formToken: String?) {
        let path = "/plans/" + plan.id
        crumbs([(label: plan.familyLabel + "年度计划", href: "/plans?family=" + plan.family)], here: plan[\.name])
        var actions: [Action] = []
        if plan.acts.contains(.approve) { actions.append(Action("审核", "/plan-reviews/" + plan.id, .primary)) }
        if plan.awaitsTasks { actions.append(Action("添加任务", "/tasks/new?mode=\(plan.mode)&plan=\(plan.id)", .primary, icon: "plus-lg")) }
        if plan.mayPropose { actions.append(Action("月度检查任务明细", path + "/proposal", icon: "calendar3")) }
        if plan.isIssued { actions.append(Action("执行进度", path + "/progress", icon: "bar-chart")) }
        if plan.acts.contains(.change) { actions.append(Action("修改", path + "/edit")) }
        if plan.acts.contains(.withdraw) { actions.append(Action("撤回审核", path + "/withdrawal", .post, version: plan.version)) }
        if plan.mayCopy { actions.append(Action("复制", "/plans/new?copy=" + plan.id)) }
        if plan.acts.contains(.delete) { actions.append(Action("删除", path + "/deletion", .danger, version: plan.version)) }
        pageHead(plan[\.name], tag: (label: plan.review, tone: plan.reviewTone), actions: actions, formToken: formToken)
        if !plan.rejectionReason.isEmpty { notice(.bad, "拒绝理由：" + plan.rejectionReason) }
        if plan.acts.contains(.submit) {
            form(
                action: path + "/submission", parts: [FormPart("提交审核", fields: [PlanForm.reviewer])], values: values,
                problems: problems, formToken: formToken, submit: [SubmitButton("确定")], version: plan.version)
        }
        if plan.acts.contains(.receive) {
            form(
                action: path + "/receipt", parts: [FormPart("确认接收", note: "答复后不可更改", fields: PlanPages.receiptFields)],
                values: values, problems: problems, formToken: formToken, submit: [SubmitButton("确定")], version: plan.version)
        }
        planParts(plan)
        if plan.acts.contains(.evaluate) { evaluating(plan, values: values, problems: problems, formToken: formToken) }
        attachments(
            plan.attachments, at: path, mayAdd: plan.acts.contains(.attach), mayRemove: plan.acts.contains(.attach), formToken: formToken)
        if !plan.timeline.isEmpty { history("办理过程", plan.timeline) }
    }

    private mutating func evaluating(_ plan: PlanDetail, values: Values, problems: Problems?, formToken: String?) {
        var typed = values
        if problems == nil, let former = plan.evaluation {
            typed = Values(["result": former.result, "coverage": "\(former.coverage)", "remark": former.remark])
        }
        form(
            action: "/plans/\(plan.id)/evaluation",
            parts: [FormPart("评估", note: plan.evaluation == nil ? "计划已完成，请评估" : "再次评估将替换原评估，操作日志保留原内容", fields: PlanPages.evaluationFields)],
            values: typed, problems: problems, formToken: formToken, submit: [SubmitButton("保存评估")], version: plan.version)
    }

    /// The data of a plan, as its own page and the review page show them.
    mutating func planParts(_ plan: PlanDetail) {
        card("计划信息") { $0.record(plan.lines) }
        card("监管事项") { html in
            html.table("监管事项", [Column("监管事项", .fill) { .text($0) }], rows: plan.fields.list(\.items), empty: "尚未选择监管事项")
        }
        let partners = plan.fields.list(\.partnerItems)
        if !partners.isEmpty {
            card("配合领域监管事项") { html in
                html.table("配合领域监管事项", [Column("配合领域监管事项", .fill) { .text($0) }], rows: partners, empty: "")
            }
        }
        let scope = plan[\.issueScope]
        if !scope.isEmpty { card("下发范围") { html in html.p(.class("card-body"), text: scope) } }
        if !plan.tasks.isEmpty {
            card("关联任务") { html in
                html.table("关联任务", [
                    Column("任务名称", .fill) { .link($0.name, href: "/tasks/" + $0.id, note: $0.number) },
                    Column("执行状态", .small) { .text($0.status) },
                ], rows: plan.tasks, empty: "")
            }
        }
        if let evaluation = plan.evaluation {
            card("计划评估") { html in
                html.record([
                    ("评估结果", evaluation.result), ("覆盖率", "\(evaluation.coverage)%"), ("评估说明", evaluation.remark), ("评估人", evaluation.person),
                    ("评估时间", evaluation.at),
                ])
            }
        }
        if !plan.receipts.isEmpty {
            card("接收情况") { html in
                html.table("接收情况", [
                    Column("接收机构", .fill) { .text($0.organization) }, Column("接收状态", .small) { .text($0.status) },
                    Column("理由") { .text($0.reason) }, Column("答复人") { .text($0.person) },
                    Column("答复时间", .time) { .text($0.at) },
                ], rows: plan.receipts, empty: "")
            }
        }
    }

    package mutating func planReview(_ plan: PlanDetail, values: Values, problems: Problems?, formToken: String?) {
        let path = "/plans/" + plan.id
        crumbs([(label: "年度计划审核", href: "/plan-reviews")], here: plan[\.name])
        pageHead(plan[\.name], tag: (label: plan.review, tone: plan.reviewTone))
        planParts(plan)
        attachments(plan.attachments, at: path, mayAdd: false, mayRemove: false, formToken: nil)
        guard plan.acts.contains(.approve) else { return }
        card("审核意见") { html in
            html.div(.class("card-body")) { $0.action(Action("通过", path + "/approval", .post, version: plan.version), formToken: formToken) }
        }
        form(
            action: path + "/rejection", parts: [FormPart("拒绝", fields: [PlanReviewPages.reason])], values: values,
            problems: problems, formToken: formToken, submit: [SubmitButton("拒绝")], version: plan.version)
    }
}

import Doors
import Library
import Markup
import Tasking

extension HTML {
    mutating func taskForm(
        _ title: String, _ mode: InspectionMode, _ model: TaskFormModel, origin: String, values: Values, problems: Problems?, formToken: String?
    ) {
        let list = "/tasks?mode=" + model.mode
        let action = model.id.map { "/tasks/" + $0 } ?? list + origin
        crumbs([(label: "检查任务", href: list)], here: title)
        pageHead(title, note: mode.label)
        form(
            action: action, parts: TaskForm.parts(mode, hasPlans: model.planCauses.isEmpty), values: values,
            problems: problems, formToken: formToken,
            submit: [
                SubmitButton("确定", name: "then", value: "confirm"), SubmitButton("暂存", name: "then", value: "draft"),
            ], back: ("取消", model.id.map { "/tasks/" + $0 } ?? list))
    }

    package mutating func task(_ task: TaskDetail, problems: Problems?, formToken: String?) {
        crumbs([(label: "检查任务", href: "/tasks?mode=" + task.mode)], here: task.name)
        taskHead(task, formToken: formToken)
        if let problems { errorSummary(problems) }
        if task.isTest { notice(.warn, "测试任务：不计入统计、公示，到期后自动清除") }
        if task.isOverdue { notice(.bad, "已逾期") }
        tabs(TaskDetail.Tab.allCases.map {
            Tab($0.label, "/tasks/\(task.id)?tab=\($0.rawValue)", isCurrent: $0 == task.tab)
        }, label: "任务详情")
        switch task.tab {
        case .basics: taskBasics(task, formToken: formToken)
        case .objects: taskObjects(task)
        case .execution: taskExecution(task, formToken: formToken)
        case .officers: taskOfficers(task)
        }
    }

    private mutating func taskHead(_ task: TaskDetail, formToken: String?) {
        let path = "/tasks/" + task.id
        var actions: [Action] = []
        if task.acts.contains(.confirm) { actions.append(Action("确认任务", path + "/confirmation", .post, version: task.version)) }
        if task.leadsToInvitation { actions.append(Action("确认联合任务", TaskLinks.invitation(task.id))) }
        if task.acts.contains(.fixSubjects) { actions.append(Action("选定对象", TaskLinks.subjects(task.id), .primary)) }
        if task.acts.contains(.assignOfficers) { actions.append(Action("选派人员", TaskLinks.officers(task.id), .primary)) }
        if task.acts.contains(.addSubjects) { actions.append(Action("补充检查对象", TaskLinks.supplements(task.id))) }
        if task.acts.contains(.close) { actions.append(Action("结束任务", path + "/closing", .post, version: task.version)) }
        if task.acts.contains(.change) { actions.append(Action("修改", path + "/edit")) }
        if task.mayCopy { actions.append(Action("复制", "/tasks/new?copy=" + task.id)) }
        actions.append(Action("同期检查", path + "/other-visits"))
        if task.acts.contains(.delete) { actions.append(Action("删除", path + "/deletion", .danger, version: task.version)) }
        pageHead(
            task.name, note: task.number, tag: (label: task.status, tone: task.tone), actions: actions, formToken: formToken)
    }

    private mutating func taskBasics(_ task: TaskDetail, formToken: String?) {
        card("基本信息") { $0.fields(task.fields) }
        card("检查内容") { html in
            html.table("检查内容", [
                Column("事项编码", .wide) { .text($0.code) }, Column("检查事项", .fill) { .lines($0.name, $0.agency) },
                Column("来源", .small) { .text($0.origin) }, html.contentColumn(task),
            ], rows: task.matters, empty: "尚未添加监管事项")
            if let form = task.dynamicForm { html.dynamicForm(form, of: task) }
            let removable = task.matters.filter(\.mayRemove)
            guard !removable.isEmpty else { return }
            html.div(.class("card-body links")) { html in
                for matter in removable {
                    html.postButton("删除 " + matter.name, "/tasks/\(task.id)/items/\(matter.id)/removal", version: task.version, formToken: formToken)
                }
            }
        }
        attachments(
            task.attachments, at: "/tasks/" + task.id, mayAdd: task.acts.contains(.attach), mayRemove: task.acts.contains(.detach), formToken: formToken)
        history("办理过程", task.timeline)
    }

    /// The forms of a matter, or what it is checked by in the form of this one task (TASK-15).
    private func contentColumn(_ task: TaskDetail) -> Column<TaskDetail.Matter> {
        guard task.dynamicForm == nil else { return Column("检查内容数量", .small) { .number($0.points) } }
        return Column("检查表单") { matter in
            matter.mayChooseForms
                ? .link(matter.forms, href: "/tasks/\(task.id)/items/\(matter.id)/forms", note: "选择表单")
                : .text(matter.forms)
        }
    }

    private mutating func dynamicForm(_ form: TaskDetail.DynamicForm, of task: TaskDetail) {
        if !form.isMade { notice(.warn, TaskRefused.dynamicFormMissing.message) }
        let path = "/tasks/\(task.id)/dynamic-form"
        div(.class("card-body links")) { html in
            if form.mayMake {
                html.a(.classes(form.isMade ? "button" : "button primary"), .href(path), text: form.isMade ? "修改动态表单" : "创建动态表单")
            }
            if form.isMade { html.a(.class("button"), .href(path + "/preview"), text: "预览表单") }
        }
    }

    private mutating func taskObjects(_ task: TaskDetail) {
        card("检查对象") { html in
            html.table("检查对象", [
                Column("对象名称", .fill) { .link($0.name, href: TaskLinks.subject($0.id), note: $0.code) }, Column("检查机构") { .lines($0.agency, $0.share) },
                Column("地址") { .text($0.address) }, Column("设备合计") { .words($0.equipment.isEmpty ? "—" : $0.equipment) },
                Column("对象分类", .small) { .text($0.category) },
                Column("加入方式", .small) { .text($0.joining) }, Column("检查人员") { .words($0.officers) },
                Column("对象状态", .small) { .tag($0.isLate ? $0.status + "（逾期）" : $0.status, $0.tone) },
            ], rows: task.objects, empty: "尚未选定检查对象")
            html.objectPages(task)
        }
    }

    private mutating func taskOfficers(_ task: TaskDetail) {
        card("检查人员") { html in
            html.table("检查人员", [
                Column("检查对象", .fill) { .lines($0.name, $0.code) }, Column("检查机构") { .text($0.agency) },
                Column("检查人员", .fill) { .words($0.officers) },
            ], rows: task.objects, empty: "尚未选派检查人员")
            html.objectPages(task)
        }
    }

    private mutating func objectPages(_ task: TaskDetail) {
        guard task.previousObjects != nil || task.nextObjects != nil else { return }
        nav(.class("pager"), .label("分页")) { html in
            if let previous = task.previousObjects { html.a(.href(previous), .attribute("rel", "prev"), text: "上一页") }
            if let next = task.nextObjects { html.a(.href(next), .attribute("rel", "next"), text: "下一页") }
        }
    }

    private mutating func taskExecution(_ task: TaskDetail, formToken: String?) {
        card("执行情况") { html in
            html.table("执行情况", [
                Column("检查机构", .fill) { .text($0.name) }, Column("人员选派状态", .small) { .text($0.officers) },
                Column("检查对象数", .narrow) { .number($0.objects) }, Column("已完成", .narrow) { .number($0.done) },
                Column("未完成", .narrow) { .number($0.open) }, Column("催办") { .text($0.urged) },
            ], rows: task.agencies, empty: "任务尚未下发")
            let waiting = task.agencies.filter { $0.acts.contains(.urge) }
            guard !waiting.isEmpty else { return }
            html.div(.class("card-body links")) { html in
                for agency in waiting {
                    html.form(.method("post"), .action("/tasks/\(task.id)/urging?tab=execution")) { html in
                        html.formToken(formToken)
                        html.input(.type("hidden"), .name("agency"), .value(agency.id))
                        html.button(.class("button"), text: "催办 " + agency.name)
                    }
                }
            }
        }
    }

    mutating func taskForms(_ choice: TaskFormChoice, problems: Problems?, formToken: String?) {
        let path = "/tasks/" + choice.task
        crumbs([(label: choice.taskName, href: path)], here: "选择表单")
        pageHead("选择表单", note: choice.itemName)
        let options = (choice.needed + choice.notNeeded).map { Field.Option($0.id, $0.name) }
        var values = Values()
        values.set("forms", all: choice.needed.map(\.id))
        let note = choice.notNeeded.isEmpty ? "没有不需要的检查表单" : "不需要的检查表单：" + choice.notNeeded.map(\.name).joined(separator: "、")
        form(
            action: path + "/items/\(choice.item)/forms",
            parts: [FormPart(note: note, fields: [Field("forms", "本次检查需要的检查表单", .choices(options), required: true)])],
            values: values, problems: problems, formToken: formToken, submit: [SubmitButton("确定")], back: ("取消", path), version: choice.version)
    }
}

import Authority
import Doors
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// 任务管理 (TASK-01…08): the lists by step, and what is done with a task as a whole.
enum TaskPages {
    static let menu = [MenuEntry(.work, "检查任务", "/tasks", icon: "clipboard-check", .needs(.readTasks), also: ["/task-subjects", "/event-verifications"])]

    static let routes: [Route] = [
        .read("/tasks", .needs(.readTasks), "任务列表：任务确认、选定对象、选派人员、待完成", query: query, as: ListModel<TaskRow>.self) { try await list($0) },
        .read("/tasks/new", .needs(.makeTasks), "添加任务，可复制已有的任务", query: [modeField, copyField, planField, jointField], as: TaskFormModel.self, format: .pageOnly) { call in
            try await TaskFormPage.blank(call)
        },
        .act("/tasks", .needs(.makeTasks), "添加任务：暂存，或确认", version: .notNeeded("新建一条记录，不改变已有的"), form: [modeField.optional] + formFields + [then],
            again: { try await TaskFormPage.again($0, $1) }, TaskActs.make),
        .read("/tasks/{id}", .needs(.readTasks), "任务详情：基本信息、检查对象、执行情况、检查人员", query: [tabField], as: TaskDetail.self, changeable: formFields) { call in
            try await TaskDetailPage.page(call)
        },
        .read("/tasks/{id}/edit", .needs(.makeTasks), "修改任务", as: TaskFormModel.self, format: .pageOnly) { call in
            try await TaskFormPage.filled(call)
        },
        .act("/tasks/{id}", .needs(.makeTasks), "修改任务：暂存，或确认", version: .checked(InspectionTask.self), form: formFields + [then],
            again: { try await TaskFormPage.again($0, $1) }, TaskActs.change),
        .act("/tasks/{id}/confirmation", .needs(.makeTasks), "确认任务，进入选定对象", version: .checked(InspectionTask.self), again: TaskDetailPage.again, TaskActs.confirm),
        .act(
            "/tasks/deletions", .needs(.makeTasks), "删除多个任务", version: .notNeeded("所选记录连同所见的版本一起提交，逐条核对"), form: [BulkAct.field], asks: TaskingQuestions.taskDeletions,
            TaskActs.deleteEach),
        .act("/tasks/{id}/deletion", .needs(.makeTasks), "删除任务", version: .checked(InspectionTask.self), asks: TaskingQuestions.taskDeletion, again: TaskDetailPage.again, TaskActs.delete),
        .act("/tasks/{id}/closing", .needs(.makeTasks), "结束任务", version: .checked(InspectionTask.self), asks: TaskingQuestions.taskClosing, again: TaskDetailPage.again, TaskActs.close),
        .act("/tasks/{id}/urging", .needs(.makeTasks), "催办检查机构，每小时至多一次", version: .notNeeded("只发送催办，每小时至多一次"), form: [agencyField],
            again: TaskDetailPage.again, TaskActs.urge),
    ]

    /// The modes whose tasks are set up on this page; those of the others are listed beside them.
    static let modes = InspectionMode.allCases.filter { $0.founding == .planner }
    static let copyField = Field("copy", "复制的任务")
    static let modeField = Field("mode", "检查模式", .choice(modes.map { .init($0.rawValue, $0.label) }), required: true)
    private static let jointField = Field("joint", "代之以联合检查的任务")
    private static let listedMode = Field("mode", "检查模式", .choice(InspectionMode.options))
    private static let planField = Field("plan", "按该计划添加")
    static let then = Field("then", "操作", .choice([.init("draft", "暂存"), .init("confirm", "确定")]))
    static let tabField = Field("tab", "页签")
    private static let formFields = Field.union(modes.map(TaskForm.fields))
    static let agencyField = Field("agency", "检查机构", .hidden, required: true)
    private static let sorting = ListSorting.field(TaskOrder.self)
    private static let query = Field.union([[listedMode, tabField, sorting]] + TaskStep.allCases.map { filters($0) + more($0) })

    /// Of a task that is set up here.
    static func mode(_ call: Call) -> InspectionMode { askedMode(call).flatMap { modes.contains($0) ? $0 : nil } ?? .doubleRandom }

    private static func askedMode(_ call: Call) -> InspectionMode? {
        (call.query["mode"] ?? call.form["mode"]).flatMap(InspectionMode.init(rawValue:))
    }

    private static func filters(_ step: TaskStep) -> [Field] {
        [
            listedMode, Field("name", "任务名称", placeholder: "请输入任务名称"), Field("number", "任务编号", placeholder: "请输入任务编号"),
            Field("year", "任务年度", .integer(2000...2100)),
        ]
    }

    private static func more(_ step: TaskStep) -> [Field] {
        let source = Field("source", "任务来源", .choice(TaskSource.allCases.map { .init($0.rawValue, $0.label(.daily)) }))
        switch step {
        case .confirmation, .all, .open:
            return [
                Field("organization", "制定机构"), source, Field("creator", "创建人"),
                Field("status", "任务状态", .choice(TaskStatus.options)),
            ]
        case .subjects:
            return [
                Field("selection", "对象选定状态", .choice(SubjectSelectionState.options)), source,
                Field("span", "任务类型", .choice(AgencySpan.options)),
            ]
        case .officers: return [source, Field("span", "任务类型", .choice(AgencySpan.options))]
        }
    }

    private static func filter(_ call: Call, _ step: TaskStep) -> TaskFilter {
        let reading = FormReading(call.query, filters(step) + more(step))
        var filter = TaskFilter()
        filter.name = reading.optional("name")
        filter.number = reading.optional("number")
        filter.organizationName = reading.optional("organization")
        filter.year = reading.integer("year")
        filter.source = reading.choice("source")
        filter.span = reading.choice("span")
        filter.creatorName = reading.optional("creator")
        filter.status = reading.choice("status")
        filter.selection = step == .subjects ? reading.choice("selection") : nil
        return filter
    }

    private static func list(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let asked = askedMode(call), today = call.clock.today(), page = call.listPage(by: TaskOrder.self)
        let wanted = call.query["tab"].flatMap(TaskStep.init(rawValue:))
        let (mode, listed, summary, tabs, step) = try await call.read { transaction in
            // who names no mode sees the first of which there are tasks
            let mode = try asked ?? InspectionMode.allCases.first {
                try TaskSummary.tabs($0, scope: actor.scope, in: transaction)[.all, default: 0] > 0
            } ?? .doubleRandom
            let tabs = try TaskSummary.tabs(mode, scope: actor.scope, in: transaction)
            // who names no step sees the first at which something waits
            let step = wanted ?? TaskStep.allCases.first { tabs[$0, default: 0] > 0 } ?? .confirmation
            return (
                mode, try InspectionTask.list(mode, step, filter(call, step), scope: actor.scope, page: page, in: transaction),
                try TaskSummary.of(mode, at: actor.organization, year: today.year, in: transaction), tabs, step
            )
        }
        var screen = screen(mode, step)
        screen.summary = summary.text(step)
        screen.tabs = TaskStep.allCases.map { one in
            Tab(one.label, "/tasks?mode=\(mode.rawValue)&tab=\(one.rawValue)", count: tabs[one], isCurrent: one == step)
        }
        return screen.page(call, listed.map { TaskRow($0, for: actor, today: today) })
    }

    private static func screen(_ mode: InspectionMode, _ step: TaskStep) -> ListScreen<TaskRow> {
        var screen = ListScreen<TaskRow>("检查任务", path: "/tasks", columns: columns(step))
        screen.filters = filters(step)
        screen.standing = [listedMode.name: mode.rawValue]
        screen.moreFilters = more(step)
        screen.actions = founding(mode)
        screen.sorting = sorting
        screen.rowActions = rowActions
        screen.bulkActs = [BulkAct("删除所选", "/tasks/deletions", needs: .makeTasks)]
        screen.bulkKey = { $0.acts.contains(.delete) ? BulkAct.key($0.id, $0.version) : nil }
        screen.emptyText = emptyText(mode)
        return screen
    }

    /// Where a task of the mode is begun on the desktop.
    private static func founding(_ mode: InspectionMode) -> [Action] {
        switch mode.founding {
        case .planner: [Action("添加任务", "/tasks/new?mode=" + mode.rawValue, .primary, icon: "plus-lg", needs: .makeTasks)]
        case .event: [Action("发起事件核查", "/event-verifications/new", .primary, icon: "plus-lg", needs: .makeTasks)]
        case .officer, .inspection: []
        }
    }

    private static func emptyText(_ mode: InspectionMode) -> String {
        switch mode.founding {
        case .planner, .event: "没有符合条件的任务"
        case .inspection: "没有符合条件的任务；二次核查在已完成的检查结果页面发起"
        case .officer: "没有符合条件的任务；\(mode.label)由执法人员在移动端发起"
        }
    }

    private static func columns(_ step: TaskStep) -> [Column<TaskRow>] {
        let head: [Column<TaskRow>] = [
            Column("检查任务名称", over: "检查任务编号", .fill) {
                .link($0.name, href: TaskLinks.detail($0.id), note: $0.isTest ? $0.number + " 测试任务" : $0.number)
            }.sorted(by: nil, second: TaskOrder.number),
        ]
        switch step {
        case .confirmation, .open, .all:
            return head + [
                Column("任务来源", over: "任务类型", .narrow) { .lines($0.source, $0.span) },
                Column("执行状态", .small) { .tag($0.status, $0.statusTone) },
                Column("任务期限", .small) { .due($0.term, note: $0.termNote, $0.isOverdue ? .bad : .mute) }.sorted(by: TaskOrder.term),
                Column("制定机构", over: "配合机构") { .lines($0.organization, $0.partners) },
                Column("牵头领域", .narrow) { .text($0.leadDomain) },
                Column("检查对象选定方式", over: "检查机构人员选派方式", .small) { .lines($0.subjectSelection, $0.officerSelection) },
            ]
        case .subjects:
            return head + [
                Column("任务来源", over: "任务类型", .narrow) { .lines($0.source, $0.span) },
                Column("对象选定状态", .small) { .tag($0.subjectState, .info) },
                Column("牵头领域", over: "配合机构") { .lines($0.leadDomain, $0.partners) },
                Column("检查对象选定方式", .small) { .text($0.subjectSelection) },
                Column("检查对象类型", over: "检查对象数量", .small) { .lines($0.subjectClasses, "\($0.subjects)") },
            ]
        case .officers:
            return head + [
                Column("任务来源", .narrow) { .text($0.source) },
                Column("人员选派状态", .small) { .tag($0.officerState, .info) }, Column("检查机构") { .text($0.agencies) },
                Column("牵头领域", over: "配合领域", .small) { .lines($0.leadDomain, $0.partnerDomains) },
                Column("检查机构人员选派方式", over: "检查对象类型", .small) { .lines($0.officerSelection, $0.subjectClasses) },
            ]
        }
    }

    private static func rowActions(_ row: TaskRow) -> [Action] {
        var actions: [Action] = []
        if row.acts.contains(.fixSubjects) { actions.append(Action("选定对象", TaskLinks.subjects(row.id))) }
        if row.acts.contains(.assignOfficers) { actions.append(Action("选派人员", TaskLinks.officers(row.id))) }
        if row.acts.contains(.addSubjects) { actions.append(Action("补充检查对象", TaskLinks.supplements(row.id))) }
        if row.acts.contains(.confirm) { actions.append(Action("确认任务", "/tasks/\(row.id)/confirmation", .post, version: row.version)) }
        if row.isToConfirm { actions.append(Action("确认联合任务", TaskLinks.invitation(row.id))) }
        actions.append(Action("详情", TaskLinks.detail(row.id)))
        if row.acts.contains(.change) { actions.append(Action("修改", "/tasks/\(row.id)/edit")) }
        if row.mayCopy { actions.append(Action("复制", "/tasks/new?copy=" + row.id)) }
        if row.acts.contains(.delete) { actions.append(Action("删除", "/tasks/\(row.id)/deletion", .danger, version: row.version)) }
        return actions
    }
}

import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// The tabs of 任务管理 (TASK-04): a task is in the tab of the step it waits for.
package enum TaskStep: String, CaseIterable, Sendable, Codable {
    case confirmation, subjects, officers, open, all

    package var label: String {
        switch self {
        case .confirmation: "任务确认"
        case .subjects: "选定对象"
        case .officers: "选派人员"
        case .open: "待完成"
        case .all: "全部"
        }
    }

    package var statuses: [TaskStatus] {
        switch self {
        case .confirmation: [.draft, .awaitingPartners, .awaitingEstablishment, .invitationRefused]
        case .subjects: [.awaitingSubjects]
        case .officers: [.awaitingOfficers]
        case .open: [.pending, .inProgress]
        // what was scrapped leaves all counts (JOIN-05); it is found by its state
        case .all: TaskStatus.allCases.filter { $0 != .abolished }
        }
    }
}

/// A line of the task lists.
package struct TaskLine: Sendable {
    package let task: InspectionTask
    package let organizationName: String
    package fileprivate(set) var subjects = 0
    package fileprivate(set) var agencies: [TaskAgency] = []
    package fileprivate(set) var invitations: [TaskInvitation] = []
    package fileprivate(set) var partnerDomains: Set<EnforcementDomain> = []
    /// Its objects are being drawn.
    package fileprivate(set) var hasOpenDraw = false
    /// 检查对象类型: of what kinds the objects of its matters are (DRAW-01).
    package fileprivate(set) var subjectClasses: Set<SubjectClass> = []
}

/// 对象选定状态, the filter of 选定对象 (DRAW-01).
package enum SubjectSelectionState: String, Labelled {
    case awaited, selected

    package var label: String {
        switch self {
        case .awaited: "待选定"
        case .selected: "已选定"
        }
    }

    var statuses: [TaskStatus] {
        switch self {
        case .awaited: [.awaitingSubjects]
        case .selected: TaskStatus.allCases.filter(\.hasSubjects)
        }
    }
}

/// What the task lists can be narrowed to (TASK-05, DRAW-01).
package struct TaskFilter: Sendable {
    package var name: String?
    package var number: String?
    package var organizationName: String?
    package var year: Int?
    package var source: TaskSource?
    package var span: AgencySpan?
    package var creatorName: String?
    package var status: TaskStatus?
    /// Instead of the state that the tab stands for.
    package var selection: SubjectSelectionState?

    package init() {}
}

/// What the task lists can be sorted by.
package enum TaskOrder: String, ListOrder {
    case number, term

    package var label: String {
        switch self {
        case .number: "检查任务编号"
        case .term: "任务期限"
        }
    }

    package var column: SortedColumn {
        switch self {
        case .number: .text("t.task_no")
        case .term: .text("t.end_date")
        }
    }
}

extension InspectionTask {
    package static func list(
        _ mode: InspectionMode, _ step: TaskStep, _ filter: TaskFilter, scope: Scope, page: ListPage = ListPage(),
        in transaction: Transaction
    ) throws -> Listed<TaskLine> {
        let listed = try query(mode, step, filter, scope: scope).load(page, in: transaction) { row in
            TaskLine(task: try InspectionTask(row: &row), organizationName: try row.next())
        }
        let drawing = try DrawRecord.underWay(among: listed.rows.map(\.task.id), in: transaction)
        return try listed.map { line in
            var line = line
            line.agencies = try line.task.agencies(in: transaction)
            line.hasOpenDraw = drawing.contains(line.task.id)
            line.subjectClasses = try TaskItem.subjectClasses(of: line.task.id, in: transaction)
            line.invitations = try line.task.invitations(in: transaction)
            let isJoint = line.task.span == .crossAgency
            line.partnerDomains = isJoint ? try TaskItem.partnerDomains(of: line.task.id, in: transaction) : []
            line.subjects = isJoint ? try line.task.objectCount(in: transaction) : line.agencies.map(\.subjects).reduce(0, +)
            return line
        }
    }

    static func query(_ mode: InspectionMode, _ step: TaskStep, _ filter: TaskFilter, scope: Scope) -> ListQuery {
        var query = ListQuery(
            "inspection_task", columns: "\(columns), o.name", joins: "JOIN organization o ON o.id = t.organization_id")
        query.filter("t.mode = \(mode)")
        query.filter(visible(to: scope))
        if let selection = filter.selection { query.filter("t.status IN \(list: selection.statuses)") }
        else if step != .all { query.filter("t.status IN \(list: step.statuses)") }
        else if filter.status != .abolished { query.filter("t.status <> \(TaskStatus.abolished)") }
        query.search(filter.name)
        if let number = filter.number, !number.isEmpty { query.filter(.contains("t.task_no", number)) }
        if let name = filter.organizationName, !name.isEmpty { query.filter(.contains("o.name", name)) }
        if let name = filter.creatorName, !name.isEmpty { query.filter(.contains("t.creator_name", name)) }
        if let year = filter.year { query.filter("t.year = \(year)") }
        if let source = filter.source { query.filter("t.source = \(source)") }
        if let span = filter.span { query.filter("t.span = \(span)") }
        if let status = filter.status { query.filter("t.status = \(status)") }
        return query
    }

    /// The tasks of a plan, for its detail page (PLAN-22).
    package static func linked(to plan: AnnualPlan.ID, scope: Scope, in transaction: Transaction) throws -> [InspectionTask] {
        try transaction.all(
            """
            SELECT \(columns) FROM inspection_task t WHERE t.plan_id = \(plan) AND \(visible(to: scope))
            ORDER BY t.serial DESC LIMIT 100
            """, InspectionTask.init(row:))
    }
}

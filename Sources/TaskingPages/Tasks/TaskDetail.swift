import Authority
import Doors
import Importing
import Ledger
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// A task with what the chosen tab shows (TASK-22).
package struct TaskDetail: Codable, Sendable, Paged {
    package enum Tab: String, CaseIterable, Codable {
        case basics, objects, execution, officers

        package var label: String {
            switch self {
            case .basics: "基本信息"
            case .objects: "检查对象"
            case .execution: "执行情况"
            case .officers: "检查人员"
            }
        }
    }

    package struct Matter: Codable, Sendable {
        package let id: String
        package let code: String
        package let name: String
        package let agency: String
        package let origin: String
        package let forms: String
        /// 检查内容数量, of a task whose contents are chosen by items.
        package let points: Int
        let mayRemove: Bool
        let mayChooseForms: Bool
    }

    /// 动态表单 (TASK-15): nil for tasks by forms.
    package struct DynamicForm: Codable, Sendable {
        package let isMade: Bool
        let mayMake: Bool
    }

    package struct Object: Codable, Sendable {
        package let id: String
        package let name: String
        package let code: String
        package let agency: String
        package let address: String
        /// 设备合计 (SUBJ-24)
        package let equipment: String
        package let category: String
        let joining: String
        package let officers: String
        package let status: String
        package let tone: Tone
        package let isLate: Bool
        /// How many participants have finished; the object is when all have (JOIN-10). Empty in a task of one agency.
        package let share: String
    }

    package struct Executing: Codable, Sendable {
        package let id: String
        package let name: String
        package let officers: String
        package let objects: Int
        package let done: Int
        package let open: Int
        let urged: String
        package let acts: [TaskUrging.Act]
    }

    package let id: String
    package let version: Int
    package let mode: String
    let modeLabel: String
    package let tab: Tab
    package let name: String
    package let number: String
    package let status: String
    package let tone: Tone
    let isOverdue: Bool
    let isTest: Bool
    package let fields: [RecordField]
    package let matters: [Matter]
    package let dynamicForm: DynamicForm?
    package let objects: [Object]
    let previousObjects: String?
    let nextObjects: String?
    package let agencies: [Executing]
    let attachments: [AttachmentLine]
    package let timeline: [HistoryEntry]
    package let acts: [TaskAct]
    let mayCopy: Bool
    /// 确认联合任务 is there for the lead and for agencies that are invited.
    let leadsToInvitation: Bool

    package static func load(
        _ id: InspectionTask.ID, _ tab: Tab, for actor: Actor, at now: Instant, page: ListPage, in transaction: Transaction
    ) throws -> TaskDetail {
        let task = try InspectionTask.load(id, scope: actor.scope, in: transaction)
        let plan = try task.record.plan.flatMap { try AnnualPlan.find($0, for: actor, in: transaction)?.record.name }
        let agencies = try task.agencies(in: transaction), invitations = try task.invitations(in: transaction)
        let objects = tab == .objects || tab == .officers ? try TaskSubject.objects(of: id, page: page, in: transaction) : nil
        return TaskDetail(
            task, tab, plan: plan, origin: try TaskOrigin.find(of: id, in: transaction), organization: try ActingAgency.name(of: task.organization, in: transaction),
            matters: tab == .basics ? try matters(of: task, in: transaction) : [], form: try task.dynamicForm(in: transaction)?.version,
            objects: objects, shares: try task.shares(of: objects?.rows.map(\.subject.subject) ?? [], in: transaction), equipment: try EquipmentTotal.words(of: objects?.rows.map(\.subject.subject) ?? [], in: transaction),
            attachments: tab == .basics ? try Attachment.all(of: .task(id), in: transaction) : [],
            agencies: tab == .execution ? agencies.map { agency in
                Executing(agency, acts: TaskUrging.Standing(agency, of: task, agencies, actor, at: now).offers)
            } : [],
            invitations: invitations, acts: try TaskStanding.of(task, agencies, for: actor, in: transaction).offers,
            facts: tab == .basics
                ? try FactTimeline.of("InspectionTask", id, catalogue: FactCatalogue(TaskFacts.all + JointFacts.all + AttachmentFacts.all), in: transaction)
                    // why an agency refused concerns the lead alone
                    .filter { $0.kind != JointFacts.declined.code || task.organization == actor.organization } : [],
            actor, now)
    }

    private init(
        _ task: InspectionTask, _ tab: Tab, plan: String?, origin: TaskOrigin?, organization: String, matters items: [TaskCheckItems], form: CheckFormVersion?,
        objects: Listed<VisitLine>?, shares: [SubjectID: (finished: Int, all: Int)], equipment: [SubjectID: String], attachments: [Attachment], agencies: [Executing], invitations: [TaskInvitation], acts: [TaskAct], facts: [FactLine], _ actor: Actor, _ now: Instant
    ) {
        let today = now.beijingDate
        id = task.id.description
        version = task.version
        mode = task.mode.rawValue
        modeLabel = task.mode.label
        self.tab = tab
        name = task.record.name
        number = task.number
        let own = invitations.filter { $0.agency == actor.organization }
        status = task.statusText(today, answering: own.contains { !InvitationStanding($0, of: task, actor, on: today).offers.isEmpty })
        leadsToInvitation = task.span == .crossAgency && actor.may(.makeTasks)
            && (task.organization == actor.organization || !own.isEmpty)
        tone = task.status.tone
        isOverdue = task.isOverdue(today)
        isTest = task.record.nature == .test
        fields = Self.fields(task, plan: plan, origin: origin, organization: organization, invitations)
        let names = Dictionary(invitations.map { ($0.agency, $0.agencyName) }, uniquingKeysWith: { first, _ in first })
        self.acts = acts
        mayCopy = task.organization == actor.organization && actor.may(.makeTasks) && task.mode.founding == .planner
        self.attachments = attachments.map(AttachmentLine.init)
        let changes = acts.contains(.change)
        let isByForm = task.record.contentMode == .byForm
        let isMade = !items.isEmpty && items.allSatisfy { !$0.item.forms.isEmpty }
        matters = items.map { line in
            let item = line.item
            return Matter(
                id: item.id.description, code: item.code, name: item.name,
                agency: item.participant.map { names[$0] ?? "" } ?? organization,
                origin: item.origin.label, forms: item.forms.map { "\($0.name) 第\($0.number)版" }.joined(separator: "、"), points: line.points(in: isMade ? form : nil),
                mayRemove: changes && item.origin == .manual && item.participant == nil, mayChooseForms: changes && isByForm)
        }
        dynamicForm = isByForm ? nil : DynamicForm(
            isMade: isMade, mayMake: changes && !items.isEmpty)
        self.objects = objects?.rows.map { line in
            let share = shares[line.subject.subject].map { "\($0.all)个机构中\($0.finished)个已完成" }
            return Object(line, share: share ?? "", equipment: equipment[line.subject.subject] ?? "")
        } ?? []
        let path = "/tasks/\(task.id)?tab=\(tab.rawValue)"
        previousObjects = objects.flatMap { $0.hasPrevious ? $0.firstSerial.map { "\(path)&before=\($0)" } : nil }
        nextObjects = objects.flatMap { $0.hasNext ? $0.lastSerial.map { "\(path)&after=\($0)" } : nil }
        self.agencies = agencies
        timeline = facts.map(HistoryEntry.init)
    }

    /// The matters; what they can be checked by only where a form is put together of it.
    private static func matters(of task: InspectionTask, in transaction: Transaction) throws -> [TaskCheckItems] {
        task.record.contentMode == .byItem
            ? try task.checkItems(in: transaction)
            : try TaskItem.all(of: task.id, in: transaction).map { TaskCheckItems(item: $0, checkItems: []) }
    }

    private static func fields(
        _ task: InspectionTask, plan: String?, origin: TaskOrigin?, organization: String, _ invitations: [TaskInvitation]
    ) -> [RecordField] {
        let record = task.record
        let partners = invitations.map { $0.invitedAt == nil ? $0.agencyName : "\($0.agencyName)（\($0.status.label)）" }
        let joint = task.span == .singleAgency ? [] : [
            RecordField("配合机构", partners.joined(separator: "、")), RecordField("邀约截止日期", record.invitationDeadline?.description),
        ]
        return [RecordField("任务类型", task.span.label)] + joint + [
            RecordField("任务名称", record.name), RecordField("任务编号", task.number), RecordField("检查模式", task.mode.label),
            RecordField("任务性质", record.nature.label), RecordField("测试截止", record.testExpiry?.label),
            RecordField("任务年度", "\(record.year)"), RecordField("牵头领域", record.leadDomain?.label),
            RecordField("任务来源", record.source.label(task.mode)),
            RecordField("关联计划", plan), RecordField("任务期限", "\(record.startDate) 至 \(record.endDate)"),
            RecordField("检查内容选择方式", record.contentMode.label),
            RecordField("检查对象是否固定", record.fixation.label),
            RecordField("检查对象选定方式", record.subjectSelection.label),
            RecordField("检查机构人员选派方式", record.officerSelection.label),
            RecordField("检查对象要求", record.subjectRequirement), RecordField("检查工作要求", record.workRequirement),
            RecordField("任务说明", record.remark), RecordField("检查来源", origin?.kind.label), RecordField("来源编号", origin?.number),
            RecordField("制定机构", organization),
            RecordField("创建人", task.creatorName), RecordField("成立日期", task.establishedOn?.description),
            RecordField("下发时间", task.issuedAt?.beijingText),
        ]
    }
}

extension TaskDetail.Object {
    package init(_ line: VisitLine, share: String, equipment: String) {
        (self.share, self.equipment) = (share, equipment)
        id = line.subject.id.description
        name = line.subject.name
        code = line.subject.code
        agency = line.agencyName
        address = line.subject.address
        category = line.subject.category
        joining = line.subject.joining.label
        officers = line.officers.map { "\($0.name)（\($0.certificateNumber)\($0.isLead ? "，组长" : "")）" }.joined(separator: "、")
        status = line.subject.status.label
        tone = line.subject.status.tone
        isLate = line.subject.isLate
    }
}

extension TaskDetail.Executing {
    package init(_ agency: TaskAgency, acts: [TaskUrging.Act]) {
        id = agency.organization.description
        name = agency.name
        officers = agency.hasOfficers ? "已选派" : "待抽取"
        objects = agency.subjects
        done = agency.finished
        open = agency.open
        urged = agency.lastUrgedAt.map { "已催办\(agency.timesUrged)次，最近 \($0.beijingText)" } ?? "未催办"
        self.acts = acts
    }
}

import Authority
import Doors
import Importing
import Library
import Markup
import Registry
import Storage
import Tasking
import Timekeeping

extension Area {
    package static let taskVolumes = Area(
        facts: TaskVolumeFacts.all, routes: TaskVolumePages.routes, menu: TaskVolumePages.menu,
        smallTables: ["task_volume", "task_volume_adjustment", "officer_volume"])
}

/// 年度任务量 (PLAN-37, A.29): of the agency and of its officers, with what was adjusted.
enum TaskVolumePages {
    static let menu = [MenuEntry(.work, "年度任务量", home, icon: "bar-chart", .needs(.readPlans))]

    private static let home = "/task-volumes"
    private static let keeping = Route.Access.needs(.makePlans)
    private static let seen = Route.Versioning.checked(TaskVolume.self)

    static let routes: [Route] = [
        .read(home, .needs(.readPlans), "年度任务量列表", query: filters, as: ListModel<TaskVolumeRow>.self) { try await list($0) }
    ] + Route.form(
        home + "/new", sentTo: home, keeping, "设定年度任务量", version: .notNeeded("新建一条记录，不改变已有的"), fields: TaskVolumeRecord.fields,
        draw: { newPage($0) }
    ) { try await set($0) } + Route.form(
        home + "/{id}", sentTo: home + "/{id}/officers", keeping, looking: .needs(.readPlans), "设定人员任务量", of: "年度任务量详情", version: seen,
        fields: officerFields, draw: { try await detail($0) }
    ) { try await setOfficer($0) } + Route.form(
        home + "/{id}/edit", sentTo: home + "/{id}", keeping, "调整年度任务量", version: seen, fields: editFields, draw: { try await editPage($0) }
    ) { try await adjust($0) }

    private static let filters = [
        Field("year", "年度", .integer(2000...2100)), Field("family", "计划类别", .choice(PlanFamily.options)),
    ]
    static let reason = Field("reason", "调整理由", .multiline(maxLength: 500), required: true)
    private static let editFields = TaskVolumeRecord.fields(\.volume, \.documentNo) + [reason]
    private static let officerFields = [
        Field("officer", "执法人员", .picker(source: "/options/officers", many: false), required: true),
        Field("monthlyLimit", "每月上限", .integer(0...500), required: true, hint: "每月至多参加的检查次数；填0则移除该人员"),
        Field("unavailable", "不可用月份", .choices((1...12).map { .init("\($0)", "\($0)月") })),
    ]

    private static func newPage(_ call: Call) -> FormPage<FormModel> {
        let values = Values(["year": call.query["year"] ?? "\(call.clock.today().year)", "family": call.query["family"] ?? PlanFamily.daily.rawValue])
        return FormPage(
            "设定年度任务量", crumbs: [("年度任务量", home)], parts: [FormPart(fields: TaskVolumeRecord.fields)], values: values, back: ("取消", home))
    }

    private static func list(_ call: Call) async throws -> Page {
        let reading = FormReading(call.query, filters)
        let (scope, page) = (try call.actor().scope, call.listPage)
        let (year, family) = (reading.integer("year"), reading.choice("family", as: PlanFamily.self))
        let listed = try await call.read { try TaskVolume.list(year: year, family: family, scope: scope, page: page, in: $0).map(TaskVolumeRow.init) }
        var screen = ListScreen<TaskVolumeRow>("年度任务量", path: home, columns: [
            Column("年度", over: "来源文号", .fill) { .link($0[\.year] + "年", href: $0.path, note: $0[\.documentNo]) },
            .of(\.family), .of(\.volume), Column("机构", .wide) { .text($0.organization.label) },
        ])
        screen.filters = filters
        screen.actions = [Action("设定任务量", home + "/new", .primary, icon: "plus-lg", needs: .makePlans)]
        screen.rowActions = { [Action("查看", $0.path)] }
        screen.emptyText = "没有符合条件的年度任务量"
        return screen.page(call, listed)
    }

    private static func found(_ call: Call) async throws -> TaskVolume {
        let (id, scope) = (try call.id(of: TaskVolume.self), try call.actor().scope)
        return try await call.read { try TaskVolume.load(id, scope: scope, in: $0) }
    }

    private static func detail(_ call: Call) async throws -> FormPage<TaskVolumeModel> {
        let (found, actor) = (try await found(call), try call.actor())
        let (officers, adjustments) = try await call.read {
            (try OfficerVolume.all(of: found.id, in: $0), try TaskVolume.adjustments(of: found.id, in: $0))
        }
        let isKeeper = actor.may(.makePlans) && found.organization == actor.organization
        let row = TaskVolumeRow(found)
        let model = TaskVolumeModel(row, TaskVolumeMore(officers, adjustments))
        return FormPage(
            found.record.title, model, note: found.organizationName, crumbs: [("年度任务量", home)],
            actions: isKeeper ? [Action("调整", row.path + "/edit", icon: "pencil")] : [],
            parts: isKeeper ? [FormPart("设定人员任务量", fields: officerFields)] : [], values: Values(["version": "\(found.version)"]),
            submit: [SubmitButton("设定")]
        ) { html, _ in html.volume(model) } below: { $0.adjustments(model.more.adjustments) }
    }

    private static func editPage(_ call: Call) async throws -> FormPage<FormModel> {
        let found = try await found(call)
        guard found.organization == (try call.actor().organization) else { throw NotFound() }
        let page = home + "/\(found.id)"
        return FormPage(
            "调整年度任务量", crumbs: [("年度任务量", home), (found.record.title, page)], here: "调整", parts: [FormPart(fields: editFields)],
            values: Values(of: found.record, version: found.version), back: ("取消", page))
    }

    private static func set(_ call: Call) async throws -> Answer {
        let setting = TaskVolumeSetting(try call.record(TaskVolumeRecord.fields))
        return try await call.make { act in
            let id = try setting.make(in: act)
            return Done("年度任务量已设定", goTo: home + "/\(id)", id: id.description)
        }
    }

    private static func adjust(_ call: Call) async throws -> Answer {
        let found = try await found(call)
        let record: TaskVolumeRecord = try call.record(TaskVolumeRecord.fields(\.volume, \.documentNo), changing: found.record)
        let adjustment = TaskVolumeAdjustment(
            of: found.id, version: call.seenVersion, to: record.volume, documentNo: record.documentNo, because: try call.text(reason))
        return try await call.make { act in
            try adjustment.make(in: act)
            return Done("年度任务量已调整", goTo: home + "/\(adjustment.volume)", id: adjustment.volume.description)
        }
    }

    private static func setOfficer(_ call: Call) async throws -> Answer {
        let found = try await found(call), reading = FormReading(call.form, officerFields)
        try reading.finish()
        let setting = OfficerVolumeSetting(
            in: found.id, of: reading.optional("officer").flatMap { EnforcementOfficer.ID($0) }, monthlyLimit: reading.integer("monthlyLimit") ?? 0,
            unavailable: Set(reading.all("unavailable").compactMap { Int($0) }))
        return try await call.make { act in
            try setting.make(in: act)
            return Done("人员任务量已设定", goTo: home + "/\(setting.volume)", id: setting.volume.description)
        }
    }
}

typealias TaskVolumeRow = Resource<TaskVolumeRecord, TaskVolumeState>
typealias TaskVolumeModel = Extended<TaskVolumeRow, TaskVolumeMore>

struct TaskVolumeState: Codable, Sendable {
    let id: String
    let version: Int
    let organization: Referenced
}

extension TaskVolumeRow {
    init(_ volume: TaskVolume) {
        self.init(volume.record, TaskVolumeState(
            id: volume.id.description, version: volume.version,
            organization: Referenced(id: volume.organization.description, label: volume.organizationName)))
    }

    var path: String { "/task-volumes/" + self.id }
}

struct TaskVolumeMore: Codable, Sendable {
    struct Officer: Codable, Sendable {
        let officer: Referenced
        let monthlyLimit: Int
        let unavailable: String
    }

    struct Adjustment: Codable, Sendable {
        let from: Int
        let to: Int
        let reason: String
        let person: String
        let at: String
    }

    let officers: [Officer]
    let adjustments: [Adjustment]

    init(_ officers: [OfficerVolume], _ adjustments: [TaskVolume.Adjustment]) {
        self.officers = officers.map {
            Officer(officer: Referenced(id: $0.officer.description, label: $0.name), monthlyLimit: $0.monthlyLimit, unavailable: $0.unavailableWords)
        }
        self.adjustments = adjustments.map { Adjustment(from: $0.from, to: $0.to, reason: $0.reason, person: $0.person, at: $0.at.beijingText) }
    }
}

extension HTML {
    fileprivate mutating func volume(_ model: TaskVolumeModel) {
        card("基本信息") { $0.record(model.base.fields.lines()) }
        card("人员任务量") { html in
            html.table("人员任务量", [
                Column("执法人员", .fill) { .text($0.officer.label) }, Column("每月上限", .small) { .number($0.monthlyLimit) },
                Column("不可用月份", .wide) { .text($0.unavailable.isEmpty ? "—" : $0.unavailable) },
            ], rows: model.more.officers, empty: "没有设定人员任务量，月度安排不受人员限制")
        }
    }

    fileprivate mutating func adjustments(_ adjustments: [TaskVolumeMore.Adjustment]) {
        card("调整记录") { html in
            html.table("调整记录", [
                Column("原值", .small) { .number($0.from) }, Column("新值", .small) { .number($0.to) }, Column("理由", .fill) { .words($0.reason) },
                Column("调整人") { .text($0.person) }, Column("时间", .time) { .text($0.at) },
            ], rows: adjustments, empty: "没有调整过")
        }
    }
}

import Authority
import Doors
import Ledger
import Library
import Storage
import Tasking

/// 调整检查人员, one object or several (ADJ-06, ADJ-08, ADJ-09).
package enum OfficerAdjustmentPages {
    static let routes: [Route] = [
        .read(
            "/officer-adjustments", .needs(.drawOfficers), "本机构已选派人员、尚未录入结果的检查对象", query: filters + more,
            as: ListModel<OfficerAdjustmentRow>.self
        ) { try await list($0) },
        .act(
            "/officer-adjustments", .needs(.drawOfficers), "批量调整检查人员",
            version: .notNeeded("所选检查对象连同所见的版本一起提交，逐条核对"), form: [BulkAct.field] + fields, asks: question, adjustEach),
        .act(
            "/task-subjects/{id}/officers", .needs(.drawOfficers), "调整检查人员", version: .checked(TaskSubject.self), form: fields,
            again: AdjustmentPages.page
        ) { call in
            let id = try call.id(of: TaskSubject.self), now = call.clock.now(), protection = call.platform.protection
            let make = try adjustment(call)
            return try await call.act { transaction, actor in
                try make(id).make(by: actor, at: now, protection: protection, in: transaction)
                return Done("检查人员已调整", goTo: "/task-subjects/\(id)", id: id.description)
            }
        },
    ]

    static let officer = Field("officer", "更换的检查人员", .hidden, required: true)
    static let way = Field(
        "way", "更换方式", .choice(AdjustmentWay.ofOfficers.map { .init($0.rawValue, $0.label) }),
        hint: "默认由系统在原抽取名单中重新抽取；手动更换须说明理由")
    static let next = Field("next", "新的检查人员", .hidden, hint: "手动更换时选择")
    static let reason = Field("reason", "调整理由", .multiline(maxLength: 500), hint: "手动更换时必填")
    static let fields = [officer, way, next, reason]

    private static let filters = [
        Field("mode", "检查模式", .choice(TaskPages.modes.map { .init($0.rawValue, $0.label) })),
        Field("subject", "检查对象"),
    ]
    private static let more = [Field("number", "任务编号"), Field("officer", "检查人员")]

    private static func list(_ call: Call) async throws -> Page {
        let actor = try call.actor(), page = call.listPage
        let reading = FormReading(call.query, filters + more)
        var filter = OfficerAdjustmentList.Filter()
        filter.mode = reading.choice("mode")
        filter.subjectName = reading.optional("subject")
        filter.taskNumber = reading.optional("number")
        filter.officerName = reading.optional("officer")
        let wanted = filter
        let listed = try await call.read { try OfficerAdjustmentList.load(wanted, for: actor, page: page, in: $0) }
        return screen.page(call, listed.map(OfficerAdjustmentRow.init))
    }

    private static var screen: ListScreen<OfficerAdjustmentRow> {
        var screen = ListScreen<OfficerAdjustmentRow>("调整检查人员", path: "/officer-adjustments", columns: [
            Column("检查对象", .fill) { .link($0.name, href: TaskLinks.subject($0.id), note: $0.code) },
            Column("检查任务名称", over: "检查任务编号", .wide) { .lines($0.taskName, $0.taskNumber) },
            Column("检查模式", .small) { .text($0.mode) },
            Column("检查人员", .wide) { .words($0.officers) },
            Column("调整次数", .narrow) { .number($0.adjustments) },
        ])
        screen.filters = filters
        screen.moreFilters = more
        screen.rowActions = { [Action($0.acts.contains(.adjustOfficers) ? "调整" : "调整记录", TaskLinks.subject($0.id))] }
        screen.bulkActs = [BulkAct("批量调整", "/officer-adjustments", needs: .drawOfficers)]
        screen.bulkKey = { $0.acts.contains(.adjustOfficers) ? BulkAct.key($0.id, $0.version) : nil }
        screen.summary = "本机构已选派检查人员、尚未录入检查结果的检查对象；已录入结果的不能调整检查人员。"
        screen.emptyText = "没有可以调整检查人员的检查对象"
        return screen
    }

    /// What was asked for, of whichever object.
    private static func adjustment(_ call: Call) throws -> @Sendable (TaskSubject.ID) -> OfficerAdjustment {
        let reading = FormReading(call.form, [way, reason])
        try reading.finish()
        let officer = call.form["officer"].flatMap { Identifier<OfficerMark>($0) }
        let next = call.form["next"].flatMap { Identifier<OfficerMark>($0) }
        let (way, reason) = (reading.choice("way", as: AdjustmentWay.self) ?? .drawn, reading.text("reason"))
        return { OfficerAdjustment(of: $0, replacing: officer, way, by: next, because: reason) }
    }

    private static func question(_ call: Call) async throws -> Confirmation {
        let chosen = try BulkAct.chosen(call, TaskSubject.self)
        let names = try await call.named(chosen, AdjustmentPages.name), visits = chosen.map(\.id)
        let actor = try call.actor(), today = call.clock.today()
        let (team, others) = try await call.read { transaction in
            var team: [Field.Option] = []
            for visit in visits {
                for one in try TaskSubject.officers(of: visit, in: transaction) where one.agency == actor.organization {
                    let option = Field.Option(one.officer.description, one.name)
                    if !team.contains(option) { team.append(option) }
                }
            }
            let others = try OfficerCandidate.available(actor.organization, on: today, in: transaction)
            return (team, others.map { Field.Option($0.id.description, "\($0.name)（\($0.certificateNumber)）") })
        }
        var asked = Confirmation(
            "调整 \(chosen.count) 个检查对象的检查人员？",
            ["所选人员不再检查以下对象，由新的检查人员接替，双方都会收到通知；随机抽取的，每个对象（分组的，每组）各抽取一次，抽取记录公开"] + names, act: "调整",
            words: [
                .init(officer.name, officer.label, options: team),
                .init(way.name, way.label, options: AdjustmentWay.ofOfficers.map { .init($0.rawValue, $0.label) }, hint: way.hint),
                .init(next.name, next.label, options: others, hint: next.hint, isRequired: false),
                .init(reason.name, reason.label, hint: reason.hint, isRequired: false),
            ])
        asked.values[way.name] = [AdjustmentWay.drawn.rawValue]
        return asked
    }

    private static func adjustEach(_ call: Call) async throws -> Answer {
        let (chosen, now) = (try BulkAct.chosen(call, TaskSubject.self), call.clock.now())
        let make = try adjustment(call), protection = call.platform.protection, batch = MessageBatch()
        let officer = make(chosen[0].id).officer
        // what is missing for all is told once; before the question nothing was asked for yet
        if call.form["officer"] != nil || call.wantsJSON { try make(chosen[0].id).permit() }
        return try await call.actOnEach(
            chosen, versions: TaskSubject.versions, goTo: call.begunOn ?? "/officer-adjustments", name: AdjustmentPages.name,
            isDone: { transaction, id in
                guard let officer else { return false }
                return try OfficerAdjustment.isDone(id, officer, at: now, in: transaction)
            },
            { transaction, actor, id in
                try make(id).make(by: actor, at: now, protection: protection, batch: batch, in: transaction)
            })
    }
}

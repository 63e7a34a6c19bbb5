import Authority
import Doors
import Ledger
import Library
import Storage
import Tasking

/// 调整检查机构, one object or several (ADJ-01…05), and the page of an object with its 调整记录.
package enum AdjustmentPages {
    static let menu = [
        MenuEntry(.work, "调整检查机构", "/agency-adjustments", icon: "arrow-repeat", .needs(.makeTasks)),
        MenuEntry(.work, "调整检查人员", "/officer-adjustments", icon: "person", .needs(.drawOfficers)),
    ]

    static let routes: [Route] = [
        .read("/agency-adjustments", .needs(.makeTasks), "已下发的检查对象及其检查机构", query: filters + more, as: ListModel<AdjustmentRow>.self) { try await list($0) },
        .act(
            "/agency-adjustments", .needs(.makeTasks), "批量调整检查机构", version: .notNeeded("所选检查对象连同所见的版本一起提交，逐条核对"),
            form: [BulkAct.field] + agencyFields, asks: question, adjustEach),
        .read("/task-subjects/{id}", .needs(.readTasks), "任务检查对象：检查机构、检查人员和调整记录", as: AdjustmentModel.self) { try await page($0, nil) },
        .act(
            "/task-subjects/{id}/agency", .needs(.makeTasks), "调整检查机构", version: .checked(TaskSubject.self), form: agencyFields, again: page
        ) { call in
            let id = try call.id(of: TaskSubject.self), now = call.clock.now()
            let (agency, reason) = (call.form["agency"].flatMap { Organization.ID($0) }, try call.text(Self.reason))
            return try await call.act { transaction, actor in
                try AgencyAdjustment(of: id, to: agency, because: reason).make(by: actor, at: now, in: transaction)
                return Done("检查机构已调整", goTo: "/agency-adjustments", id: id.description)
            }
        },
    ]

    static let reason = Field("reason", "调整理由", .multiline(maxLength: 500), required: true)
    static let agencyFields = [Field("agency", "新的检查机构", .hidden, required: true), reason]

    private static let filters = [
        Field("mode", "检查模式", .choice(TaskPages.modes.map { .init($0.rawValue, $0.label) })),
        Field("subject", "检查对象"),
    ]
    private static let more = [Field("number", "任务编号"), Field("agency", "检查机构")]

    private static func list(_ call: Call) async throws -> Page {
        let actor = try call.actor(), page = call.listPage
        let reading = FormReading(call.query, filters + more)
        var filter = AdjustmentList.Filter()
        filter.mode = reading.choice("mode")
        filter.subjectName = reading.optional("subject")
        filter.taskNumber = reading.optional("number")
        filter.agencyName = reading.optional("agency")
        let wanted = filter
        let listed = try await call.read { try AdjustmentList.load(wanted, for: actor, page: page, in: $0) }
        return screen.page(call, listed.map(AdjustmentRow.init))
    }

    private static var screen: ListScreen<AdjustmentRow> {
        var screen = ListScreen<AdjustmentRow>("调整检查机构", path: "/agency-adjustments", columns: [
            Column("检查对象", .fill) { .link($0.name, href: TaskLinks.subject($0.id), note: $0.code) },
            Column("检查任务名称", over: "检查任务编号", .wide) { .lines($0.taskName, $0.taskNumber) },
            Column("检查模式", .small) { .text($0.mode) },
            Column("检查机构", .wide) { .text($0.agency) },
            Column("对象状态", .small) { .tag($0.status, $0.tone) },
            Column("调整次数", .narrow) { .number($0.adjustments) },
        ])
        screen.filters = filters
        screen.moreFilters = more
        screen.rowActions = { [Action($0.acts.contains(.adjustAgency) ? "调整" : "调整记录", TaskLinks.subject($0.id))] }
        screen.bulkActs = [BulkAct("批量调整", "/agency-adjustments", needs: .makeTasks)]
        screen.bulkKey = { $0.isCallers ? BulkAct.key($0.id, $0.version) : nil }
        screen.summary = "已下发、尚未抽取或选派检查人员的检查对象；已有检查人员的不能调整检查机构。"
        screen.emptyText = "没有尚未选派检查人员的检查对象"
        return screen
    }

    /// The agencies are those of the first object's task; where the objects are of several tasks, the rules look at each.
    private static func question(_ call: Call) async throws -> Confirmation {
        let chosen = try BulkAct.chosen(call, TaskSubject.self)
        let names = try await call.named(chosen, name), actor = try call.actor(), visits = chosen.map(\.id)
        let agencies = try await call.read { transaction -> [AdjustmentTarget] in
            for visit in visits {
                do {
                    let found = try TaskSubject.load(visit, scope: actor.scope, in: transaction)
                    return try AdjustmentTarget.all(for: found, below: actor.organization, in: transaction)
                } catch is NotFound { continue }
            }
            return []
        }
        return Confirmation(
            "调整 \(chosen.count) 个检查对象的检查机构？",
            ["以下检查对象交给所选机构检查，原检查机构和新的检查机构都会收到通知；已抽取或选派检查人员的不调整，并逐条告知"] + names, act: "调整",
            words: [.init("agency", agencyFields[0].label, options: agencies.map(AdjustmentModel.option)), .init(reason.name, reason.label)])
    }

    private static func adjustEach(_ call: Call) async throws -> Answer {
        let (chosen, now) = (try BulkAct.chosen(call, TaskSubject.self), call.clock.now())
        let (agency, reason) = (call.form["agency"].flatMap { Organization.ID($0) }, try call.text(Self.reason))
        let batch = MessageBatch()
        return try await call.actOnEach(chosen, versions: TaskSubject.versions, goTo: call.begunOn ?? "/agency-adjustments", name: name) { transaction, actor, id in
            try AgencyAdjustment(of: id, to: agency, because: reason).make(by: actor, at: now, batch: batch, in: transaction)
        }
    }

    @Sendable
    static func name(_ transaction: Transaction, _ actor: Actor, _ id: TaskSubject.ID) throws -> String {
        let visit = try TaskSubject.load(id, scope: actor.scope, in: transaction)
        return "\(visit.name)（\(visit.code)）"
    }

    static let page: @Sendable (Call, Problems?) async throws -> Page = { call, problems in
        let model = try await AdjustmentModel.load(call), token = call.login?.formToken
        let refused = problems.map { RefusedForm(call, $0) }
        return Page(model.name, model) { $1.adjustment($0, refused, token: token) }
    }
}

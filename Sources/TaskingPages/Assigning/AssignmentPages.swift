import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking

/// 选派人员: draw officers, or assign them (DRAW-24…28).
package enum AssignmentPages {
    static let menu = [MenuEntry(.work, "选派人员", "/assignments", icon: "people", .needs(.drawOfficers))]

    static let routes: [Route] = [
        .read("/assignments", .needs(.drawOfficers), "选派人员列表", query: filters, as: ListModel<AssignmentRow>.self) { call in
            let agency = try call.actor().organization, page = call.listPage
            let reading = FormReading(call.query, filters)
            let (words, waiting) = (reading.optional("q"), reading.optional("state") != "all")
            let listed = try await call.read {
                try AssignmentList.load(for: agency, waitingOnly: waiting, words: words, page: page, in: $0)
            }
            return screen.page(call, listed.map(AssignmentRow.init))
        },
        .read("/tasks/{id}/officers", .needs(.readTasks), "选派人员", query: [Field("pool", "人员库", .hidden)], as: AssignmentModel.self) { try await page($0, nil) },
        .act("/tasks/{id}/officers/draw", .needs(.drawOfficers), "抽取检查人员：固定名单", version: .byNoun("本机构在该任务中各检查对象的版本之和"), form: draw, again: page) { call in
            let id = try call.id(of: InspectionTask.self)
            let reading = FormReading(call.form, draw)
            try reading.finish()
            let wish = OfficerDraw(
                of: id, from: Set(reading.all("officer").compactMap { Identifier<OfficerMark>($0) }),
                teamSize: reading.integer("teamSize") ?? 2, maxPerOfficer: reading.integer("most") ?? 0,
                rotates: reading.flag("rotates"), pool: reading.optional("pool").flatMap { OfficerPool.ID($0) },
                needsLeaders: reading.flag("needsLeaders"), groups: reading.integer("groups"), seen: call.seenVersion)
            let made = try await wish.make(
                by: try call.actor(), clock: call.clock, protection: call.platform.protection, in: call.database)
            return .done(Done("名单与参数已固定", goTo: "/draws/\(made)", id: made.description))
        },
        .act("/tasks/{id}/officers/recusals", .needs(.drawOfficers), "登记回避", version: .notNeeded("只登记一条回避，名单固定后由规则拒绝"), form: recusal, again: page) { call in
            let noun = try recusal(call), now = call.clock.now()
            return try await call.act { transaction, actor in
                try noun.make(by: actor, at: now, in: transaction)
                return Done("回避已登记", goTo: "/tasks/\(noun.task)/officers")
            }
        },
        .act("/tasks/{id}/officers/recusals/withdrawal", .needs(.drawOfficers), "撤销回避", version: .notNeeded("只撤销所见的一条回避，名单固定后由规则拒绝"), form: Array(recusal.prefix(2)), again: page) { call in
            let noun = try recusal(call), now = call.clock.now()
            return try await call.act { transaction, actor in
                try noun.withdraw(by: actor, at: now, in: transaction)
                return Done("回避已撤销", goTo: "/tasks/\(noun.task)/officers")
            }
        },
        .act("/tasks/{id}/officers/assignments", .needs(.drawOfficers), "指派人员", version: .byNoun("本机构在该任务中各检查对象的版本之和"), form: assignment, again: page) { call in
            let id = try call.id(of: InspectionTask.self), now = call.clock.now()
            let noun = OfficerAssignment(
                in: id, subjects: Set(call.form.all("visit").compactMap { TaskSubject.ID($0) }),
                officers: Set(call.form.all("officer").compactMap { Identifier<OfficerMark>($0) }),
                lead: call.form["lead"].flatMap { Identifier<OfficerMark>($0) }, seen: call.seenVersion)
            return try await call.act { transaction, actor in
                try noun.make(by: actor, at: now, in: transaction)
                return Done("检查人员已指派", goTo: "/tasks/\(id)/officers")
            }
        },
    ]

    package static let draw = [
        Field("teamSize", "检查人员数", .integer(1...20), required: true, hint: "每个检查对象的检查人员，不少于两人"),
        Field("most", "每人最多承担", .integer(0...100_000), hint: "检查对象个数；0或不填为不限"),
        Field("groups", "分组数", .integer(1...1000), hint: "不填则每个检查对象各抽一组；填写后人员不跨组，检查对象依次分给各组"),
        Field("needsLeaders", "组长制", .flag, hint: "只由标记为组长的人员担任组长，组长人数不少于组数"),
        Field("rotates", "上次检查该对象的人员本次回避", .flag),
        Field("pool", "人员库", .hidden),
        Field("officer", "检查人员", .picker(source: "/options/officers", many: true)),
    ]

    static let recusal = [
        Field("officer", "检查人员", .picker(source: "/options/officers", many: false), required: true),
        Field("subject", "检查对象", .picker(source: "/options/subjects", many: false), required: true),
        Field("reason", "回避理由", .text(maxLength: 200), required: true),
    ]

    static let assignment = [
        Field("visit", "检查对象", .choices([])),
        Field("officer", "检查人员", .picker(source: "/options/officers", many: true)),
        Field("lead", "组长", .picker(source: "/options/officers", many: false)),
    ]

    private static let filters = [
        Field("q", "检查任务名称"),
        Field("state", "人员选派状态", .choice([.init("waiting", "待选派"), .init("all", "全部任务")])),
    ]

    private static var screen: ListScreen<AssignmentRow> {
        var screen = ListScreen<AssignmentRow>("选派人员", path: "/assignments", columns: [
            Column("检查任务名称", .fill) { .link($0.name, href: "/tasks/\($0.task)/officers", note: $0.number) },
            Column("检查模式") { .lines($0.mode, $0.source) },
            Column("制定机构", .wide) { .text($0.maker) },
            Column("选派方式") { .text($0.selection) },
            Column("检查对象数") { .number($0.subjects) },
            Column("人员选派状态") { .tag($0.state, $0.isWaiting ? .warn : .ok) },
        ])
        screen.filters = filters
        screen.rowActions = { row in
            let label = row.isWaiting ? (row.isDrawn ? "抽取人员" : "指派人员") : "查看详情"
            return [Action(label, "/tasks/\(row.task)/officers")]
        }
        screen.emptyText = "没有待选派人员的任务"
        return screen
    }

    private static func recusal(_ call: Call) throws -> OfficerRecusal {
        guard let officer = call.form["officer"].flatMap({ Identifier<OfficerMark>($0) }),
            let subject = call.form["subject"].flatMap({ SubjectID($0) })
        else { throw DrawRefused.unknownRecusal }
        return OfficerRecusal(
            in: try call.id(of: InspectionTask.self), of: officer, from: subject, because: call.form["reason"] ?? "")
    }

    private static let page: @Sendable (Call, Problems?) async throws -> Page = { call, problems in
        let model = try await AssignmentModel.load(call)
        let refused = problems.map { RefusedForm(call, $0) }, base = "/tasks/\(model.task)/officers"
        // a recusal that was refused has officers too; the form of the draw is drawn as if nothing had been sent
        let sent = refused?.at(base + "/draw") ?? refused?.at(base + "/assignments")
        var values = sent?.typed ?? Values(["teamSize": "2"])
        if sent == nil {
            // a draw goes by all of them, an assignment by those who are named
            values.set("officer", all: model.isDrawn ? model.officers.map(\.id) : [])
            values.set("pool", model.pools.first(where: \.isChosen)?.id)
        }
        let frame = ChoosingFrame(
            values: values, problems: problems, token: call.login?.formToken, query: call.query, refused: refused)
        return Page("选派人员", model) { $1.assignment($0, frame) }
    }
}

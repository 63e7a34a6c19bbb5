import Authority
import Doors
import Library
import Registry
import Storage
import Tasking

/// 选定对象: range, exclusion, ratios, draw (DRAW-02…20). The list itself: `CandidateListPages`.
package enum ChoosingPages {
    /// 检查对象名单 stands in the step of exclusion (DRAW-09).
    package static let query = [
        Field("step", "步骤"), Field("kind", "对象类型", .choice(EntityKind.options)),
        Field("name", "对象名称"), Field("code", "对象编码"), Field("address", "地址"),
        Field("state", "排除状态", .choice([.init("free", "未排除"), .init("excluded", "已排除")])), Field("jurisdiction", "管辖区"),
    ]

    static let routes: [Route] = [
        .read("/tasks/{id}/subjects", .needs(.readTasks), "选定对象：范围、排除、比例、抽取", query: query, as: ChoosingModel.self) { call in
            try await page(call)
        },
        .act("/tasks/{id}/subjects/categories", .needs(.drawSubjects), "添加对象分类", version: .checked(InspectionTask.self), form: ChoosingForms.category, again: again(.range)) { call in
            let id = try call.id(of: InspectionTask.self), now = call.clock.now()
            let typed = try ChoosingForms.range(call.form)
            return try await call.act { transaction, actor in
                let outcome = try CategoryAddition(to: id, name: typed.name, range: typed.range, by: typed.by)
                    .add(by: actor, at: now, in: transaction)
                return Done("已添加\(outcome.added)个检查对象" + ChoosingForms.beyondCap(outcome.leftOut), goTo: "/tasks/\(id)/subjects?step=range")
            }
        },
        .act("/tasks/{id}/subjects/categories/{category}/removal", .needs(.drawSubjects), "删除对象分类", version: .checked(InspectionTask.self), again: again(.range)) { call in
            let id = try call.id(of: InspectionTask.self), now = call.clock.now()
            let category = try call.id("category", of: SamplingCategory.self)
            return try await call.act { transaction, actor in
                try CategoryRemoval(of: category, from: id).make(by: actor, at: now, in: transaction)
                return Done("已删除对象分类", goTo: "/tasks/\(id)/subjects?step=range")
            }
        },
        .act(
            "/tasks/{id}/subjects/rule", .needs(.drawSubjects), "设置排除规则", version: .checked(InspectionTask.self), form: ChoosingForms.rule,
            bodyLimit: Route.uploadLimit, again: again(.exclusion)
        ) { call in
            let id = try call.id(of: InspectionTask.self), now = call.clock.now()
            let listed = try CandidateListPages.uploaded(call)?.codes()
            if let listed, !listed.problems.isEmpty { throw Problems("list", listed.complaint) }
            let rule = try ChoosingForms.rule(call.form, listed: listed?.codes ?? [], today: now.beijingDate)
            return try await call.act { transaction, actor in
                let count = try ExclusionSetting(of: id, to: rule).make(by: actor, at: now, in: transaction)
                return Done(rule.isNone ? "不设置排除规则" : "排除规则已设置，排除\(count)个检查对象", goTo: "/tasks/\(id)/subjects?step=exclusion")
            }
        },
        .act("/tasks/{id}/subjects/ratios", .needs(.drawSubjects), "设置抽取比例或数量", version: .checked(InspectionTask.self), form: ChoosingForms.allRatios, again: again(.ratios)) { call in
            let id = try call.id(of: InspectionTask.self), now = call.clock.now()
            let typed = try ChoosingForms.sampling(call.form)
            return try await call.act { transaction, actor in
                try SamplingSetting(of: id, common: typed.common, lines: typed.lines).make(by: actor, at: now, in: transaction)
                return Done("抽取比例已设置", goTo: "/tasks/\(id)/subjects?step=draw")
            }
        },
        .act("/tasks/{id}/subjects/issue", .needs(.drawSubjects), "确定并下发", version: .checked(InspectionTask.self), again: again(.draw)) { call in
            let id = try call.id(of: InspectionTask.self), now = call.clock.now()
            return try await call.act { transaction, actor in
                let count = try SubjectIssuing(of: id).make(by: actor, at: now, in: transaction)
                return Done("任务已下发，检查对象\(count)个", goTo: "/tasks/\(id)")
            }
        },
        .act("/tasks/{id}/draw", .needs(.drawSubjects), "开始抽取检查对象", version: .byNoun("任务，名单固定的事务中核对"), form: participants, again: again(.draw)) { call in
            let id = try call.id(of: InspectionTask.self), reading = FormReading(call.form, participants)
            try reading.finish()
            let with = DrawParticipants(reading.optional("party").flatMap { Organization.ID($0) }, beacon: reading.text("beacon"))
            let draw = try await SubjectDraw(of: id, with: with, seen: call.seenVersion).make(
                by: try call.actor(), clock: call.clock, protection: call.platform.protection, in: call.database)
            return .done(Done(with.party == nil ? "名单与参数已固定" : "已请第二方提交承诺", goTo: "/draws/\(draw)", id: draw.description))
        },
    ]

    /// Who and what takes part beside the agency.
    static let participants = [
        Field("party", "第二方", .hidden, hint: "执法监督机构以自己的账号参加：先承诺、后揭示。不选则由本机构单方抽取"),
        Field(
            "beacon", "公开随机信标", .text(maxLength: 200),
            hint: "尚未发生的公开事件及换算规则，如“某年某月某日福利彩票双色球第某期开奖号码，依次以空格分隔”。内网没有公开事件的不填"),
    ]

    package static func again(_ step: ChoosingModel.Step) -> @Sendable (Call, Problems) async throws -> Page {
        { call, problems in
            try await page(call, step: step, typed: call.form, problems: problems)
        }
    }

    /// A picker keeps ids; a form that is drawn again shows what they are called.
    private static func named(_ typed: Values, _ call: Call) async throws -> Values {
        let picked = typed.all("picked"), scope = try call.actor().scope
        let ids = picked.compactMap { SubjectID($0) }
        guard !ids.isEmpty else { return typed }
        let names = try await call.read { try SubjectRange.names(of: ids, scope, in: $0) }
        var values = typed
        values.set("picked_label", all: picked.map { id in SubjectID(id).flatMap { names[$0] } ?? id })
        return values
    }

    private static func page(
        _ call: Call, step: ChoosingModel.Step? = nil, typed: Values? = nil, problems: Problems? = nil
    ) async throws -> Page {
        let model = try await ChoosingModel.load(call, step: step)
        let id = try call.id(of: InspectionTask.self), today = call.clock.today()
        let rule = try await call.read { try ExclusionRule.load(of: id, in: $0) }
        var values = try await named(typed ?? Values(), call)
        if typed == nil {
            switch model.step {
            case .exclusion: values = ChoosingForms.values(of: rule, today: today)
            case .range:
                if model.categories.isEmpty { values.set("name", "全部") }
                values.set("by", Categorization.single.rawValue)
            case .ratios: values.set("mode", "ratio")
            case .draw: break
            }
        }
        let refused = problems.map { RefusedForm(call, $0) }
        let forms = ChoosingFrame(values: values, problems: problems, token: call.login?.formToken, query: call.query, refused: refused)
        return Page("选定对象", model) { $1.choosing($0, forms) }
    }
}

/// What the forms of the page are drawn with.
struct ChoosingFrame: Sendable {
    let values: Values
    let problems: Problems?
    let token: String?
    let query: Values
    var refused: RefusedForm?

    func problems(at action: String) -> Problems? { refused?.at(action)?.problems }
}

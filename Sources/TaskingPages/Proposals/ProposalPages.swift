import Authority
import Doors
import Ledger
import Storage
import Tasking
import Timekeeping

extension Area {
    package static let proposals = Area(
        facts: ProposalFacts.all, routes: ProposalPages.routes + PlannedInspectionPages.routes + PlanProgressPages.routes,
        codes: [CodeList("计划检查状态", PlannedStatus.self, \.label)], exports: [PlanProgressExport()],
        smallTables: ["plan_proposal", "plan_evaluation"])
}

/// 年度计划建议 (PLAN-25, PLAN-37, TASK-36): computed by the platform, corrected by the planner, made into tasks month by month.
enum ProposalPages {
    private static let home = "/plans/{id}/proposal"

    static let routes: [Route] = [
        .read(home, .needs(.readPlans), "年度计划的月度检查任务明细：逐月合计、任务量和可办理的操作", as: ProposalModel.self) { try await page($0, nil) },
        .act(
            home, .needs(.makePlans), "由平台生成月度检查任务明细；人工安排的和已生成任务的保留", version: .notNeeded("按现有的基础数据重新生成，生成期间不能办理其他操作"),
            again: { try await page($0, $1) }
        ) { try await compute($0) },
        .act(
            home + "/volume", .needs(.makePlans), "提高任务量并重新生成", version: .byNoun("所见的是年度任务量的版本"), form: volumeFields,
            again: { try await page($0, $1) }
        ) { try await raise($0) },
        .act(
            home + "/leaving-out", .needs(.makePlans), "超出任务量的检查全部不安排", version: .byNoun("所见的是本机构的建议的版本"),
            asks: question, again: { try await page($0, $1) }
        ) { try await leaveOutBeyond($0) },
        .act(
            home + "/tasks", .needs(.makeTasks), "由一个月或全部月份的明细生成检查任务", version: .notNeeded("每次检查只进入一个任务，锁定建议后核对"),
            form: [month], again: { try await page($0, $1) }
        ) { try await makeTasks($0) },
    ]

    static let month = Field("month", "月份", .choice((1...12).map { .init("\($0)", "\($0)月") }), hint: "不填写则为全部月份")
    static let volumeFields = TaskVolumeRecord.fields(\.volume) + [TaskVolumePages.reason]

    private static func page(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (opened, actor) = (try await OpenedProposal.load(call), try call.actor())
        let model = try await call.read { try ProposalModel.load(opened, for: actor, in: $0) }
        let (values, token) = (call.form, call.login?.formToken)
        return Page(model.name + "：月度检查任务明细", model) { $1.proposal($0, values: values, problems: problems, formToken: token) }
    }

    private static func compute(_ call: Call) async throws -> Answer {
        let plan = try await OpenedProposal.load(call, for: .compute).plan.id
        let job = try call.platform.service(ProposalJob.self)
        let answer = try await call.make { act in
            let id = try ProposalComputing(of: plan).make(in: act, job: job)
            return Done("已开始生成", goTo: "/plans/\(plan)/proposal", id: id.description)
        }
        try call.platform.service(JobRunner.self).wake()
        return answer
    }

    /// One press: the volume is raised with its reason, and what found no room is placed again.
    private static func raise(_ call: Call) async throws -> Answer {
        let (plan, actor) = (try await OpenedProposal.load(call, for: .compute).plan, try call.actor())
        let volume = try await call.read { try TaskVolume.of(actor.organization, plan.family, year: plan.record.year, in: $0) }
        guard let volume else { throw NotFound() }
        try FormReading(call.form, volumeFields).finish()
        let record: TaskVolumeRecord = try call.record(TaskVolumeRecord.fields(\.volume), changing: volume.record)
        let adjustment = TaskVolumeAdjustment(
            of: volume.id, version: call.seenVersion, to: record.volume, documentNo: record.documentNo, because: try call.text(TaskVolumePages.reason))
        let job = try call.platform.service(ProposalJob.self)
        let answer = try await call.make { act in
            try adjustment.make(in: act)
            let id = try ProposalComputing(of: plan.id).make(in: act, job: job)
            return Done("任务量已调整，正在重新生成", goTo: "/plans/\(plan.id)/proposal", id: id.description)
        }
        try call.platform.service(JobRunner.self).wake()
        return answer
    }

    @Sendable
    private static func question(_ call: Call) async throws -> Confirmation {
        let (opened, actor) = (try await OpenedProposal.load(call, for: .correct), try call.actor())
        let model = try await call.read { try ProposalModel.load(opened, for: actor, in: $0) }
        return Confirmation(
            "不安排超出任务量的检查？", ["年度计划“\(model.name)”中超出任务量的\(model.beyond)次检查将不安排，重新生成时也不再列出；需要时可以逐条安排"], act: "不安排")
    }

    private static func leaveOutBeyond(_ call: Call) async throws -> Answer {
        let plan = try await OpenedProposal.load(call, for: .correct).plan.id
        let leaving = BeyondLeavingOut(of: plan, version: call.seenVersion)
        return try await call.make { act in
            let count = try leaving.make(in: act)
            return Done("\(count)次检查不安排", goTo: "/plans/\(plan)/proposal")
        }
    }

    private static func makeTasks(_ call: Call) async throws -> Answer {
        let plan = try await OpenedProposal.load(call, for: .makeTasks).plan.id
        let reading = FormReading(call.form, [month])
        try reading.finish()
        let making = MonthlyTasks(of: plan, in: reading.optional("month").flatMap { Int($0) })
        return try await call.make { act in
            let made = try making.make(in: act)
            let (subjects, passedOver) = (made.reduce(0) { $0 + $1.subjects }, made.reduce(0) { $0 + $1.passedOver })
            let message = "已生成\(made.count)个任务，检查对象\(subjects)个" + (passedOver > 0 ? "；\(passedOver)个对象已不在册或不属本机构管辖，未列入" : "")
            return Done(message, goTo: "/plans/\(plan)/proposal", id: made.first?.task.description)
        }
    }
}

import Authority
import Importing
import Ledger
import Library
import Registry
import Storage
import Timekeeping

/// 年度计划建议: what an agency is to inspect under a plan month by month (月度检查任务明细), proposed by the platform and corrected
/// by the planner (PLAN-25, PLAN-37). Each agency that works by the plan has its own.
package struct PlanProposal: Sendable {
    package typealias ID = Identifier<PlanProposal>

    package let id: ID
    package let version: Int
    package let plan: AnnualPlan.ID
    package let organization: Organization.ID
    /// What computes it, or computed it last.
    package let job: Job.ID?
    package let isComputing: Bool
    /// Nil before the first time, and where the last time did not come to its end.
    package let madeAt: Instant?
    package let madeByName: String
    /// How many enterprises of the base data were looked at.
    package let enterprises: Int
}

/// What an inspection of a proposal is.
package enum PlannedStatus: String, Labelled, Codable, SQLConvertible {
    case planned
    /// There is no room for it within the volume, or the officers have no time.
    case beyond
    case leftOut

    package var label: String {
        switch self {
        case .planned: "已安排"
        case .beyond: "超出任务量"
        case .leftOut: "不安排"
        }
    }
}

/// One inspection of an enterprise in a month.
package struct PlannedInspection: Sendable {
    package typealias ID = Identifier<PlannedInspection>

    package let id: ID
    package let version: Int
    package let proposal: PlanProposal.ID
    package let subject: SubjectID
    package let subjectName: String
    package let subjectCode: String
    package let category: String
    package let risk: Grade
    package let credit: Grade
    /// 频次 of the enterprise in the year; nil of one that was added by hand.
    package let frequency: Int?
    package let month: Int
    package let status: PlannedStatus
    /// By people: what the platform proposes anew leaves it as it is.
    package let isByHand: Bool
    package let reason: String
    package let task: InspectionTask.ID?
    package let taskNumber: String?
}

/// What the acts on a proposal look at.
package struct ProposalStanding: ActStanding {
    package enum Act: String, OfferedAct {
        /// 生成建议
        case compute
        /// Add, move, leave out, arrange.
        case correct
        case makeTasks
    }

    let isMaker: Bool
    let makesTasks: Bool
    let isOfDailyPlan: Bool
    /// The own plan, or one that was received (PLAN-17).
    let isOpen: Bool
    let isIssued: Bool
    let isComputing: Bool
    let isMade: Bool

    package init(_ plan: AnnualPlan, receipt: PlanReceiptStatus?, _ proposal: PlanProposal?, _ actor: Actor) {
        let isOwn = plan.organization == actor.organization
        isMaker = actor.may(.makePlans)
        makesTasks = actor.may(.makeTasks) && actor.may(.drawSubjects)
        isOfDailyPlan = plan.family == .daily
        isOpen = isOwn || receipt == .received
        isIssued = plan.isIssued
        isComputing = proposal?.isComputing ?? false
        isMade = proposal?.madeAt != nil
    }

    /// Whether the agency has a part in the plan by which it proposes anything at all.
    package var isThere: Bool { isOfDailyPlan && isOpen }

    package func isCallers(_ act: Act) -> Bool {
        guard isThere else { return false }
        return switch act {
        case .compute, .correct: isMaker
        case .makeTasks: makesTasks
        }
    }

    package func permit(_ act: Act) throws(ProposalRefused) {
        if isComputing { throw .computing }
        switch act {
        case .compute: break
        case .correct: guard isMade else { throw .notMade }
        case .makeTasks:
            guard isMade else { throw .notMade }
            guard isIssued else { throw .planNotIssued }
        }
    }
}

package enum ProposalRefused: Refusal, Equatable {
    case computing
    case notMade
    case planNotIssued
    case noMonths
    case noFrequencies
    case tooMany(Int)
    case subjectMissing
    case subjectUnknown
    case categoryUnknown
    case monthClosed
    case alreadyInMonth
    case hasTask
    case nothingBeyond
    case alreadyLeftOut
    /// PLAN-37, exact text: {已排}/{任务量}.
    case beyondVolume(planned: Int, volume: Int)
    case nothingLeft

    package var code: String {
        switch self {
        case .computing: "tasking.proposal.computing"
        case .notMade: "tasking.proposal.notMade"
        case .planNotIssued: "tasking.proposal.planNotIssued"
        case .noMonths: "tasking.proposal.noMonths"
        case .noFrequencies: "tasking.proposal.noFrequencies"
        case .tooMany: "tasking.proposal.tooMany"
        case .subjectMissing: "tasking.proposal.subjectMissing"
        case .subjectUnknown: "tasking.proposal.subjectUnknown"
        case .categoryUnknown: "tasking.proposal.categoryUnknown"
        case .monthClosed: "tasking.proposal.monthClosed"
        case .alreadyInMonth: "tasking.proposal.alreadyInMonth"
        case .hasTask: "tasking.proposal.hasTask"
        case .nothingBeyond: "tasking.proposal.nothingBeyond"
        case .alreadyLeftOut: "tasking.proposal.alreadyLeftOut"
        case .beyondVolume: "tasking.proposal.beyondVolume"
        case .nothingLeft: "tasking.proposal.nothingLeft"
        }
    }

    package var message: String {
        switch self {
        case .computing: "正在生成建议，请稍后刷新页面再办理"
        case .notMade: "请先生成建议"
        case .planNotIssued: "计划尚未审核下发，不能生成任务"
        case .noMonths: "计划年度和计划期限内没有尚未过去的月份，请检查计划期限"
        case .noFrequencies: "本机构的检查频次均已停用，请先在【检查频次】中启用或新增"
        case .tooMany(let most): "一次至多生成\(most)个对象的任务，请逐月生成"
        case .subjectMissing: "请选择企业"
        case .subjectUnknown: "所选企业不存在，或不是本机构管辖的在册企业"
        case .categoryUnknown: "所选检查类别不在本机构启用的检查频次中"
        case .monthClosed: "所选月份不在计划期限内，或已经过去"
        case .alreadyInMonth: "该企业在该月已有安排"
        case .hasTask: "已生成任务，不能更改；请在任务中办理"
        case .nothingBeyond: "没有超出任务量的检查"
        case .alreadyLeftOut: "该检查已是不安排"
        case .beyondVolume(let planned, let volume): "超出既定任务量（\(planned)/\(volume)）"
        case .nothingLeft: "没有待生成任务的检查：该月的检查都已生成任务，或没有安排"
        }
    }

    package var field: String? {
        switch self {
        case .computing, .notMade, .planNotIssued, .noMonths, .noFrequencies, .tooMany, .hasTask, .nothingBeyond, .alreadyLeftOut: nil
        case .subjectMissing, .subjectUnknown: "subject"
        case .categoryUnknown: "category"
        case .monthClosed, .alreadyInMonth, .nothingLeft: "month"
        case .beyondVolume: "reason"
        }
    }
}

/// What is recorded about proposals.
package enum ProposalFacts {
    package static let asked = FactKind(code: "tasking.proposal.asked", sentence: "{actor}让平台生成年度计划“{name}”的月度检查任务明细")
    package static let made = FactKind(
        code: "tasking.proposal.made", sentence: "年度计划“{name}”的月度检查任务明细已生成：{enterprises}户企业，安排{planned}次，超出任务量{beyond}次")
    package static let added = FactKind(
        code: "tasking.proposal.added", sentence: "{actor}在年度计划“{name}”的{month}月添加检查：{subject}（{category}）")
    package static let moved = FactKind(
        code: "tasking.proposal.moved", sentence: "{actor}将年度计划“{name}”中{subject}的检查调整到{month}月")
    package static let leftOut = FactKind(
        code: "tasking.proposal.leftOut", sentence: "{actor}在年度计划“{name}”中不安排{subject}{month}月的检查")
    package static let restLeftOut = FactKind(
        code: "tasking.proposal.restLeftOut", sentence: "{actor}不安排年度计划“{name}”中超出任务量的{count}次检查")
    package static let tasksMade = FactKind(
        code: "tasking.proposal.tasksMade", sentence: "{actor}由年度计划“{name}”生成{month}月的任务（{number}），检查对象{count}个")

    package static let all = [asked, made, added, moved, leftOut, restLeftOut, tasksMade]
}

extension PlanProposal {
    /// Records what was done with it; the name of the plan is filled in.
    func record(
        _ kind: FactKind, _ plan: AnnualPlan, by actor: Actor?, at now: Instant, details: [FactDetail] = [], values: [String: String] = [:],
        in transaction: Transaction
    ) throws {
        try Fact(
            kind: kind, actor: actor, at: now, organization: organization, noun: "PlanProposal", record: id.bytes, details: details,
            values: values.merging(["name": plan.record.name]) { first, _ in first }
        ).record(in: transaction)
        try touch(in: transaction)
    }
}

extension AnnualPlan {
    /// The months of the plan's year that lie in its term and are not over.
    package func openMonths(on today: CalendarDate) -> [Int] {
        (1...12).filter { month in
            guard let first = CalendarDate(year: record.year, month: month, day: 1) else { return false }
            let last = first.lastOfMonth
            if let start = record.termStart, last < start { return false }
            if let end = record.termEnd, end < first { return false }
            return last >= today
        }
    }
}

extension CalendarDate {
    package var lastOfMonth: CalendarDate {
        let next = advanced(days: 32 - day)
        return next.advanced(days: -next.day)
    }
}

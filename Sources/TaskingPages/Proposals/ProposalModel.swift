import Authority
import Doors
import Importing
import Ledger
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// 年度计划建议 of the own agency, month by month (PLAN-25, PLAN-37).
package struct ProposalModel: Codable, Sendable {
    package struct Month: Codable, Sendable {
        package let month: Int
        package let planned: Int
        /// What the officers have time for; nil where nothing is laid down.
        package let capacity: Int?
        package let withTask: Int
        package let beyond: Int
        package let leftOut: Int

        var waiting: Int { planned - withTask }
        /// By hand more was arranged than the officers have time for.
        var isFull: Bool { capacity.map { planned > $0 } ?? false }
    }

    struct Volume: Codable, Sendable {
        let id: String
        let version: Int
        let volume: Int
        /// 已排 of all plans of the year and family.
        let planned: Int
    }

    struct Category: Codable, Sendable {
        let name: String
        let count: Int
    }

    struct Running: Codable, Sendable {
        let id: String
        let message: String
        let done: Int
        let total: Int?
    }

    let plan: String
    package let name: String
    let year: Int
    let version: Int
    package let isMade: Bool
    let running: Running?
    let madeAt: String
    let madeBy: String
    package let enterprises: Int
    let volume: Volume?
    package let hint: String?
    package let months: [Month]
    let categories: [Category]
    package let acts: [ProposalStanding.Act]

    var path: String { "/plans/" + plan }
    package var planned: Int { months.reduce(0) { $0 + $1.planned } }
    package var waiting: Int { months.reduce(0) { $0 + $1.waiting } }
    package var beyond: Int { months.reduce(0) { $0 + $1.beyond } }

    static let unlimited = "未设置任务量，按检查频次生成"
}

/// What every page of a proposal begins with.
struct OpenedProposal: Sendable {
    let plan: AnnualPlan
    let proposal: PlanProposal?
    let standing: ProposalStanding

    /// Of a daily plan of the own agency, or one that it has received; others have none (TASK-36).
    static func load(_ call: Call) async throws -> OpenedProposal {
        let id = try call.id(of: AnnualPlan.self), actor = try call.actor()
        return try await call.read { try of(id, for: actor, in: $0) }
    }

    static func of(_ id: AnnualPlan.ID, for actor: Actor, in transaction: Transaction) throws -> OpenedProposal {
        let plan = try AnnualPlan.load(id, for: actor, in: transaction)
        let proposal = try PlanProposal.of(id, at: actor.organization, in: transaction)
        let receipt = try PlanReceipt.answer(id, of: actor.organization, in: transaction)?.status
        let standing = ProposalStanding(plan, receipt: receipt, proposal, actor)
        guard standing.isThere else { throw NotFound() }
        return OpenedProposal(plan: plan, proposal: proposal, standing: standing)
    }

    /// The same for an act: for whom the act is not theirs the plan is not there.
    static func load(_ call: Call, for act: ProposalStanding.Act) async throws -> OpenedProposal {
        let opened = try await load(call)
        guard opened.standing.isCallers(act) else { throw NotFound() }
        return opened
    }

    func made() throws -> PlanProposal {
        guard let proposal else { throw ProposalRefused.notMade }
        return proposal
    }
}

extension ProposalModel {
    static func load(_ opened: OpenedProposal, for actor: Actor, in transaction: Transaction) throws -> ProposalModel {
        let (plan, proposal) = (opened.plan, opened.proposal)
        let isMade = proposal?.madeAt != nil
        let volume = try TaskVolume.of(actor.organization, plan.family, year: plan.record.year, in: transaction)
        let officers = try volume.map { try OfficerVolume.all(of: $0.id, in: transaction) } ?? []
        let shown = isMade ? proposal : nil
        let months = try shown.map { try ProposalMonthSummary.all(of: $0.id, in: transaction) } ?? []
        let categories = try shown.map { try ProposalMonthSummary.categories(of: $0.id, in: transaction) } ?? []
        let planned = try proposal?.plannedInYear(of: plan, in: transaction) ?? 0
        return ProposalModel(
            plan: plan.id.description, name: plan.record.name, year: plan.record.year, version: proposal?.version ?? 0, isMade: isMade,
            running: try proposal.flatMap { try running($0, for: actor, in: transaction) },
            madeAt: proposal?.madeAt?.beijingText ?? "", madeBy: proposal?.madeByName ?? "", enterprises: proposal?.enterprises ?? 0,
            volume: volume.map { Volume(id: $0.id.description, version: $0.version, volume: $0.record.volume, planned: planned) },
            hint: volume == nil ? unlimited : nil,
            months: months.map { month in
                Month(
                    month: month.month, planned: month.planned, capacity: OfficerVolume.capacity(of: officers, in: month.month),
                    withTask: month.withTask, beyond: month.beyond, leftOut: month.leftOut)
            },
            categories: categories.map { Category(name: $0.name, count: $0.count) },
            acts: opened.standing.offers)
    }

    /// The job, for whoever asked for it; others see that it is under way.
    private static func running(_ proposal: PlanProposal, for actor: Actor, in transaction: Transaction) throws -> Running? {
        guard proposal.isComputing, let id = proposal.job else { return nil }
        do {
            let job = try Job.load(id, of: actor, in: transaction)
            return Running(id: id.description, message: job.message, done: job.done, total: job.total)
        } catch is NotFound {
            return Running(id: "", message: "", done: 0, total: nil)
        }
    }
}

/// A line of 月度检查任务明细.
package struct PlannedInspectionRow: Codable, Sendable {
    package let id: String
    package let version: Int
    package let subject: String
    package let name: String
    package let code: String
    package let category: String
    package let grades: String
    package let frequency: String
    package let month: Int
    package let status: String
    let tone: Tone
    package let origin: String
    package let reason: String
    let task: String?
    package let taskNumber: String

    init(_ inspection: PlannedInspection) {
        id = inspection.id.description
        version = inspection.version
        subject = inspection.subject.description
        (name, code) = (inspection.subjectName, inspection.subjectCode)
        category = inspection.category
        grades = "风险\(inspection.risk.label) · 信用\(inspection.credit.label)"
        frequency = inspection.frequency.map { "每年\($0)次" } ?? "人工添加"
        month = inspection.month
        status = inspection.status.label
        tone = inspection.status.tone
        origin = inspection.isByHand ? "人工" : "平台"
        reason = inspection.reason
        task = inspection.task?.description
        taskNumber = inspection.taskNumber ?? ""
    }
}

extension PlannedStatus {
    fileprivate var tone: Tone {
        switch self {
        case .planned: .ok
        case .beyond: .warn
        case .leftOut: .mute
        }
    }
}

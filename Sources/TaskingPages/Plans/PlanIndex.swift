import Authority
import Doors
import Ledger
import Storage
import Tasking
import Timekeeping

/// A line of the plan list (PLAN-07).
package struct PlanRow: Codable, Sendable {
    package let id: String
    package let version: Int
    package let number: String
    package let year: Int
    package let name: String
    package let items: String
    package let contentLevel: String
    package let span: String
    package let leadDomain: String
    package let jointDomains: String
    package let source: String
    package let organization: String
    package let review: String
    let reviewTone: Tone
    let execution: String
    let receipt: String
    let receiptTone: Tone
    package let acts: [PlanAct]

    package init(_ line: PlanLine, for actor: Actor) {
        id = line.id.description
        version = line.version
        number = line.number
        year = line.year
        name = line.name
        items = line.itemNames.joined(separator: "、")
        contentLevel = line.contentLevel?.label ?? ""
        span = line.span.label
        leadDomain = line.leadDomain?.label ?? ""
        jointDomains = line.jointDomains.labels
        source = line.source(for: actor.organization).label
        organization = line.organizationName
        review = line.reviewStatus.label
        reviewTone = line.reviewStatus.tone
        execution = line.executionStatus.label
        receipt = line.receipt?.label ?? (line.asked > 0 ? "\(line.received)/\(line.asked) 已接收" : "")
        receiptTone = line.receipt == .notReceived ? .warn : .ok
        acts = PlanStanding(line, actor).offers
    }
}

extension PlanReviewStatus {
    package var tone: Tone {
        switch self {
        case .draft: .mute
        case .pendingReview: .info
        case .approvedIssued: .ok
        case .rejected: .bad
        }
    }
}

/// A plan with everything its page shows (PLAN-22).
package typealias PlanDetail = Resource<PlanRecord, PlanState>

/// What is known of a plan beside its fields.
package struct PlanState: Codable, Sendable {
    struct Receipt: Codable, Sendable {
        let organization: String
        let status: String
        let reason: String
        let person: String
        let at: String
    }

    package struct LinkedTask: Codable, Sendable {
        package let id: String
        package let number: String
        package let name: String
        package let status: String
    }

    /// 评估 (PLAN-27)
    package struct Evaluation: Codable, Sendable {
        package let result: String
        package let coverage: Int
        let remark: String
        let person: String
        let at: String
    }

    package let id: String
    package let version: Int
    package let family: String
    let familyLabel: String
    package let review: String
    let reviewTone: Tone
    let rejectionReason: String
    package let course: [RecordField]
    package let term: String
    package let tasks: [LinkedTask]
    let receipts: [Receipt]
    let attachments: [AttachmentLine]
    package let timeline: [HistoryEntry]
    package let acts: [PlanAct]
    let mayCopy: Bool
    let isIssued: Bool
    /// The own agency has, or can have, its proposal under the plan (PLAN-25).
    let mayPropose: Bool
    package let evaluation: Evaluation?
    /// Issued, in its term, and for this agency: the next step is a task.
    let awaitsTasks: Bool
    /// 双随机, 日常 or 专项, as the task of the plan is.
    let mode: String

    fileprivate init(
        _ plan: AnnualPlan, tasks: [InspectionTask], attachments: [Attachment], receipts: [PlanReceipt], facts: [FactLine],
        ownAnswer: PlanReceiptStatus?, awaitsTasks: Bool, evaluation: PlanEvaluation?, _ actor: Actor
    ) {
        id = plan.id.description
        version = plan.version
        family = plan.family.rawValue
        familyLabel = plan.family.label
        review = plan.reviewStatus.label
        reviewTone = plan.reviewStatus.tone
        rejectionReason = plan.reviewStatus == .rejected ? plan.rejectionReason : ""
        course = Self.course(plan)
        let term = [plan.record.termStart, plan.record.termEnd].compactMap { $0?.description }
        self.term = term.isEmpty ? "" : term.joined(separator: " 至 ")
        self.tasks = tasks.map {
            LinkedTask(id: $0.id.description, number: $0.number, name: $0.record.name, status: $0.status.label)
        }
        self.receipts = receipts.map {
            Receipt(
                organization: $0.organizationName, status: $0.status.label, reason: $0.reason,
                person: $0.answeredByName, at: $0.answeredAt?.beijingText ?? "")
        }
        self.attachments = attachments.map(AttachmentLine.init)
        timeline = facts.map(HistoryEntry.init)
        acts = PlanStanding(plan, receipt: ownAnswer, actor).offers
        mayCopy = actor.may(.makePlans)
        isIssued = plan.isIssued
        mayPropose = ProposalStanding(plan, receipt: ownAnswer, nil, actor).isThere
        self.evaluation = evaluation.map {
            Evaluation(result: $0.result, coverage: $0.coverage, remark: $0.remark, person: $0.person, at: $0.at.beijingText)
        }
        self.awaitsTasks = awaitsTasks
        mode = plan.family.mode.rawValue
    }

    /// What became of the plan, beside what it says.
    private static func course(_ plan: AnnualPlan) -> [RecordField] {
        [
            RecordField("计划编号", plan.number?.text), RecordField("执行状态", plan.executionStatus.label),
            RecordField("创建人", plan.creatorName),
            RecordField("创建日期", plan.createdAt.beijingDate.description), RecordField("修改人", plan.updatedByName),
            RecordField("修改日期", plan.updatedAt.beijingDate.description),
            RecordField("审核完成日期", plan.reviewedAt?.beijingDate.description),
            RecordField("下发日期", plan.issuedAt?.beijingDate.description),
        ]
    }
}

extension PlanDetail {
    static func load(
        _ id: AnnualPlan.ID, for actor: Actor, today: CalendarDate, in transaction: Transaction
    ) throws -> PlanDetail {
        let plan = try AnnualPlan.load(id, for: actor, in: transaction)
        let awaitsTasks = try actor.may(.makeTasks) && plan.reviewStatus == .approvedIssued && AnnualPlan.selectable(
            plan.family.mode, for: actor.organization, on: today, in: transaction).contains { $0.id == id }
        let receipts = try PlanReceipt.all(id, in: transaction)
        // the issuing agency and its superiors see every answer; a receiving agency only its own (PLAN-19, ORG-23)
        let seesAll = try actor.scope.covers(plan.organization, in: transaction) || plan.reviewer == actor.account
        let own = receipts.first { $0.organization == actor.organization }
        return PlanDetail(plan.record, names: try PlanRecord.names(in: [plan.record], in: transaction), PlanState(
            plan, tasks: try InspectionTask.linked(to: id, scope: actor.scope, in: transaction),
            attachments: try Attachment.all(of: .plan(id), in: transaction), receipts: seesAll ? receipts : [own].compactMap { $0 },
            facts: seesAll ? try FactTimeline.of("AnnualPlan", id, catalogue: FactCatalogue(PlanFacts.all + AttachmentFacts.all), in: transaction) : [],
            ownAnswer: own?.status, awaitsTasks: awaitsTasks, evaluation: try PlanEvaluation.of(id, in: transaction), actor))
    }

    /// 计划信息; matters and agencies have cards of their own.
    var lines: [(label: String, value: String?)] {
        let fields = fields.lines(without: [\.items, \.partnerItems, \.issueScope, \.termStart, \.termEnd])
        return fields + [("计划期限", self.term)] + self.course.map { ($0.label, $0.value) }
    }
}

/// The plan form as a page; as JSON its values.
struct PlanFormModel: Codable, Sendable {
    let family: String
    let id: String?
    let values: [String: [String]]
}

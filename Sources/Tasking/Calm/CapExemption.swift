import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// 超频次检查申请 (BEY-30): one visit more than the cap allows, for a reason, if the approver agrees. It keeps what the cap said
/// when it was asked for, and the names of its task, which may be deleted later.
package struct CapExemption: Sendable {
    package typealias ID = Identifier<CapExemption>

    package let id: ID
    package let version: Int
    package let status: CapExemptionStatus
    package let organization: Organization.ID
    package let organizationName: String
    package let task: InspectionTask.ID
    package let taskName: String
    package let taskNumber: String
    package let hit: CapHit
    package let year: Int
    package let reason: String
    package let requester: Account.ID
    package let requesterName: String
    package let requestedAt: Instant
    package let opinion: String
    package let deciderName: String
    package let decidedAt: Instant?
    package let usedAt: Instant?
}

package enum CapExemptionStatus: String, Labelled, Codable, SQLConvertible {
    case pending, approved, rejected, used

    package var label: String {
        switch self {
        case .pending: "待审批"
        case .approved: "已批准"
        case .rejected: "不批准"
        case .used: "已使用"
        }
    }
}

package enum CapExemptionAct: String, OfferedAct { case approve, reject }

/// What the decision on a request looks at.
package struct CapExemptionStanding: ActStanding {
    let status: CapExemptionStatus
    let isApprover: Bool
    /// Nobody approves what he asked for.
    let isRequester: Bool

    package init(_ request: CapExemption, _ actor: Actor) {
        status = request.status
        isApprover = actor.may(.approveVisits) && request.organization == actor.organization
        isRequester = request.requester == actor.account
    }

    package func isCallers(_ act: CapExemptionAct) -> Bool { isApprover }

    package func permit(_ act: CapExemptionAct) throws(CapExemptionRefused) -> CapExemptionStatus {
        guard !isRequester else { throw .ownRequest }
        guard status == .pending else { throw .decided(status) }
        return switch act {
        case .approve: .approved
        case .reject: .rejected
        }
    }
}

package enum CapExemptionRefused: Refusal, Equatable {
    case subjectMissing
    case notNeeded
    case alreadyAsked
    case nobodyApproves
    case ownRequest
    case decided(CapExemptionStatus)

    package var code: String {
        switch self {
        case .subjectMissing: "tasking.capExemption.subjectMissing"
        case .notNeeded: "tasking.capExemption.notNeeded"
        case .alreadyAsked: "tasking.capExemption.alreadyAsked"
        case .nobodyApproves: "tasking.capExemption.nobodyApproves"
        case .ownRequest: "tasking.capExemption.ownRequest"
        case .decided: "tasking.capExemption.decided"
        }
    }

    package var message: String {
        switch self {
        case .subjectMissing: "请选择检查对象"
        case .notNeeded: "该检查对象未达到年度检查频次上限，或本任务不受上限约束，可以直接添加，不需要申请"
        case .alreadyAsked: "该检查对象在本任务中已有待审批或已批准的申请"
        case .nobodyApproves: "本机构没有可以审批的人员，请系统管理员先授予“审批人员”角色"
        case .ownRequest: "不能审批本人提出的申请"
        case .decided(let status): "该申请\(status.label)，不能再审批"
        }
    }

    package var field: String? {
        switch self {
        case .subjectMissing, .notNeeded, .alreadyAsked: "subject"
        case .nobodyApproves, .ownRequest, .decided: nil
        }
    }
}

package enum CapExemptionFacts {
    package static let requested = FactKind(
        code: "tasking.capExemption.requested", sentence: "{actor}为任务“{task}”申请对“{subject}”超频次检查：{reason}")
    package static let approved = FactKind(
        code: "tasking.capExemption.approved", sentence: "{actor}批准任务“{task}”对“{subject}”超频次检查")
    package static let rejected = FactKind(
        code: "tasking.capExemption.rejected", sentence: "{actor}不批准任务“{task}”对“{subject}”超频次检查：{opinion}")
    package static let used = FactKind(
        code: "tasking.capExemption.used", sentence: "任务“{task}”下发，使用对“{subject}”超频次检查的批准")

    package static let all = [requested, approved, rejected, used]
}

extension CapExemption {
    func record(
        _ kind: FactKind, by actor: Actor?, at now: Instant, _ details: [FactDetail] = [], naming values: [String: String] = [:],
        in transaction: Transaction
    ) throws {
        try Fact(
            kind: kind, actor: actor, at: now, organization: organization, noun: "CapExemption", record: id.bytes, details: details,
            values: ["task": taskName, "subject": hit.name].merging(values) { $1 }
        ).record(in: transaction)
    }
}

import Authority
import Doors
import Tasking

/// 超频次检查申请 as a line and as a page.
package struct CapExemptionRow: Codable, Sendable {
    package let id: String
    package let version: Int
    package let subject: String
    let grade: String
    /// What the cap said when it was asked for.
    let frequency: String
    let agency: String
    let task: String
    let taskName: String
    let taskNumber: String
    let organization: String
    let reason: String
    let requester: String
    let requestedAt: String
    package let status: String
    let tone: Tone
    let opinion: String
    let decider: String
    let decidedAt: String
    let usedAt: String
    package let acts: [CapExemptionAct]
    /// Why it can't be decided by somebody whose act it is.
    let closedBecause: String?

    init(_ request: CapExemption, for actor: Actor) {
        let standing = CapExemptionStanding(request, actor)
        id = request.id.description
        version = request.version
        subject = request.hit.name
        grade = request.hit.grade.label
        frequency = "\(request.year)年已检查\(request.hit.visits)次，上限\(request.hit.limit)次"
        agency = request.hit.agencyName
        task = request.task.description
        taskName = request.taskName
        taskNumber = request.taskNumber
        organization = request.organizationName
        reason = request.reason
        requester = request.requesterName
        requestedAt = request.requestedAt.beijingText
        status = request.status.label
        tone = request.status.tone
        opinion = request.opinion
        decider = request.deciderName
        decidedAt = request.decidedAt?.beijingText ?? ""
        usedAt = request.usedAt?.beijingText ?? ""
        acts = standing.offers
        closedBecause = standing.refusal(of: .approve)?.message
    }

    var path: String { "/cap-exemptions/" + id }
}

extension CapExemptionStatus {
    var tone: Tone {
        switch self {
        case .pending: .info
        case .approved: .ok
        case .rejected: .bad
        case .used: .mute
        }
    }
}

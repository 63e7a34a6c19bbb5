import Authority
import Storage
import Timekeeping

/// An annual plan (年度计划, PLAN-01…24).
package struct AnnualPlan: Sendable {
    package typealias ID = Identifier<AnnualPlan>

    package let id: ID
    package let version: Int
    package let family: PlanFamily
    package let organization: Organization.ID
    package let creator: Account.ID
    package let creatorName: String
    /// 计划编号, from the first submission on.
    package let number: PlanNumber?
    package let reviewStatus: PlanReviewStatus
    package let executionStatus: PlanExecutionStatus
    package let reviewer: Account.ID?
    package let rejectionReason: String
    package let createdAt: Instant
    package let updatedAt: Instant
    package let updatedByName: String
    package let reviewedAt: Instant?
    package let issuedAt: Instant?
    package let record: PlanRecord

    package var span: AgencySpan { record.planType }

    /// Tasks can be based on it at all: reviewed and issued.
    package var isIssued: Bool { reviewStatus == .approvedIssued }

    /// PLAN-20: a plan is offered to tasks only within its term.
    package func isInTerm(_ today: CalendarDate) -> Bool {
        guard let start = record.termStart, let end = record.termEnd else { return false }
        return start <= today && today <= end
    }
}

/// 计划编号 (PLAN-02): counted per agency, family and year, e.g. “渝市监专查计划〔2025〕1号”. A number whose plan was
/// deleted is given to the next plan, so that the submitted plans have no gap.
package struct PlanNumber: Hashable, Sendable {
    package let year: Int
    package let sequence: Int
    package let text: String

    init(year: Int, sequence: Int, text: String) { (self.year, self.sequence, self.text) = (year, sequence, text) }

    init(agency: String, family: PlanFamily, year: Int, sequence: Int) {
        self.init(
            year: year, sequence: sequence,
            text: "\(agency)\(family.mode.numberWord)计划〔\(year)〕\(sequence)号")
    }

    /// The smallest number from 1 on that is not taken.
    static func smallestFree(_ taken: some Sequence<Int>) -> Int {
        let taken = Set(taken)
        return (1...taken.count + 1).first { !taken.contains($0) } ?? 1
    }
}

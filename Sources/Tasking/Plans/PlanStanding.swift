import Authority
import Storage

/// What the acts on a plan look at: its review, its execution, its receipt by the own agency, and who asks.
package struct PlanStanding: ActStanding {
    let review: PlanReviewStatus
    let execution: PlanExecutionStatus
    /// Nil where the own agency was not asked for an answer.
    let receipt: PlanReceiptStatus?
    let isCreator: Bool
    /// Makes plans at the agency of the plan.
    let isMaker: Bool
    /// Is the one named to review it (PLAN-12).
    let isReviewer: Bool
    let isReceiver: Bool

    package init(_ plan: AnnualPlan, receipt: PlanReceiptStatus? = nil, _ actor: Actor) {
        self.init(
            review: plan.reviewStatus, execution: plan.executionStatus, receipt: receipt, creator: plan.creator, reviewer: plan.reviewer,
            organization: plan.organization, actor)
    }

    package init(_ line: PlanLine, _ actor: Actor) {
        self.init(
            review: line.reviewStatus, execution: line.executionStatus, receipt: line.receipt, creator: line.creator,
            reviewer: line.reviewer, organization: line.organization, actor)
    }

    private init(
        review: PlanReviewStatus, execution: PlanExecutionStatus, receipt: PlanReceiptStatus?, creator: Account.ID,
        reviewer: Account.ID?, organization: Organization.ID, _ actor: Actor
    ) {
        (self.review, self.execution, self.receipt) = (review, execution, receipt)
        let isOwn = organization == actor.organization
        isCreator = creator == actor.account
        isMaker = isOwn && actor.may(.makePlans)
        isReviewer = isOwn && reviewer == actor.account && actor.may(.reviewPlans)
        isReceiver = receipt != nil && review == .approvedIssued && actor.may(.receivePlans)
    }

    package func isCallers(_ act: PlanAct) -> Bool {
        switch act {
        case .submit, .withdraw, .change, .delete, .attach, .evaluate: isMaker
        case .approve, .reject: isReviewer
        case .receive, .declareUnable: isReceiver
        }
    }

    package func permit(_ act: PlanAct) throws(PlanRefused) -> PlanReviewStatus {
        switch act {
        case .submit: guard isCreator else { throw .notCreator }
        case .change, .delete:
            guard isCreator else { throw .notCreator }
            guard execution == .pending else { throw .executionBegun }
            if review == .pendingReview { throw .underReview }
            if review == .approvedIssued { throw .alreadyIssued }
        case .withdraw:
            guard isCreator else { throw .notCreator }
            if review == .approvedIssued || review == .rejected { throw .alreadyReviewed }
        case .attach:
            guard isCreator else { throw .notCreator }
            if review.next(after: .attach) == nil { throw .attachmentsFixed }
        case .evaluate:
            guard isCreator else { throw .notCreator }
            guard execution == .completed else { throw .notFinished }
        case .approve, .reject: break
        case .receive: _ = try answered(.receive)
        case .declareUnable: _ = try answered(.declareUnable)
        }
        guard let next = review.next(after: act) else { throw .wrongState(review, act) }
        return next
    }

    /// The receipt after the answer (PLAN-16).
    func answered(_ answer: PlanReceiptAct) throws(PlanRefused) -> PlanReceiptStatus {
        guard let next = receipt?.next(after: answer) else { throw .alreadyAnswered }
        return next
    }
}

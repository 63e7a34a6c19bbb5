import Authority
import Storage

/// 审核状态 (E.1).
package enum PlanReviewStatus: String, Labelled, Codable, SQLConvertible {
    case draft, pendingReview, approvedIssued, rejected

    package var label: String {
        switch self {
        case .draft: "暂存"
        case .pendingReview: "待审核"
        case .approvedIssued: "已审核下发"
        case .rejected: "已拒绝"
        }
    }

    /// The life cycle of E.1: an issued plan stays as it is (PLAN-38). Nil where the act is not possible; after `delete`
    /// the plan is gone. A receipt has states of its own (E.3) and leaves the plan in its state.
    package func next(after act: PlanAct) -> PlanReviewStatus? {
        switch (self, act) {
        case (.draft, .submit), (.rejected, .submit): .pendingReview
        case (.pendingReview, .withdraw): .draft
        case (.pendingReview, .approve): .approvedIssued
        case (.pendingReview, .reject): .rejected
        case (.draft, .change), (.rejected, .change): .draft
        case (.draft, .delete), (.rejected, .delete), (.draft, .attach), (.rejected, .attach): self
        case (.approvedIssued, .receive), (.approvedIssued, .declareUnable), (.approvedIssued, .evaluate): self
        case (.pendingReview, .submit), (.approvedIssued, .submit): nil
        case (.draft, .withdraw), (.approvedIssued, .withdraw), (.rejected, .withdraw): nil
        case (.draft, .approve), (.approvedIssued, .approve), (.rejected, .approve): nil
        case (.draft, .reject), (.approvedIssued, .reject), (.rejected, .reject): nil
        case (.pendingReview, .change), (.pendingReview, .delete), (.pendingReview, .attach): nil
        case (.approvedIssued, .change), (.approvedIssued, .delete), (.approvedIssued, .attach): nil
        case (.draft, .receive), (.pendingReview, .receive), (.rejected, .receive): nil
        case (.draft, .declareUnable), (.pendingReview, .declareUnable), (.rejected, .declareUnable): nil
        case (.draft, .evaluate), (.pendingReview, .evaluate), (.rejected, .evaluate): nil
        }
    }
}

package enum PlanAct: String, OfferedAct {
    case submit, withdraw, approve, reject, change, delete
    /// Adding and removing attachments.
    case attach
    /// The answer of an agency that the plan was issued to (E.3).
    case receive, declareUnable
    /// 评估 of a finished plan (PLAN-27).
    case evaluate

    package var label: String {
        switch self {
        case .submit: "提交审核"
        case .withdraw: "撤回审核"
        case .approve: "通过"
        case .reject: "拒绝"
        case .change: "修改"
        case .delete: "删除"
        case .attach: "更改附件"
        case .receive: "接收"
        case .declareUnable: "反馈无法执行"
        case .evaluate: "评估"
        }
    }
}

/// 执行状态 (E.2), moved by the formal tasks of the plan.
package enum PlanExecutionStatus: String, Labelled, Codable, SQLConvertible {
    case pending, inProgress, completed

    package var label: String {
        switch self {
        case .pending: "待执行"
        case .inProgress: "执行中"
        case .completed: "已完成"
        }
    }

    package func next(after event: PlanEvent) -> PlanExecutionStatus? {
        switch (self, event) {
        case (.pending, .taskCreated), (.completed, .taskCreated): .inProgress
        case (.inProgress, .lastTaskRemoved): .pending
        case (.inProgress, .allTasksCompleted): .completed
        case (.inProgress, .taskCreated): nil
        case (.pending, .lastTaskRemoved), (.completed, .lastTaskRemoved): nil
        case (.pending, .allTasksCompleted), (.completed, .allTasksCompleted): nil
        }
    }
}

package enum PlanEvent: String, CaseIterable, Sendable {
    case taskCreated, lastTaskRemoved, allTasksCompleted
}

/// 接收状态 (E.3); an answer is final.
package enum PlanReceiptStatus: String, Labelled, Codable, SQLConvertible {
    case notReceived, received, cannotExecute

    package var label: String {
        switch self {
        case .notReceived: "未接收"
        case .received: "已接收"
        case .cannotExecute: "无法执行"
        }
    }

    package func next(after answer: PlanReceiptAct) -> PlanReceiptStatus? {
        switch (self, answer) {
        case (.notReceived, .receive): .received
        case (.notReceived, .declareUnable): .cannotExecute
        case (.received, .receive), (.received, .declareUnable): nil
        case (.cannotExecute, .receive), (.cannotExecute, .declareUnable): nil
        }
    }
}

package enum PlanReceiptAct: String, CaseIterable, Sendable {
    case receive, declareUnable
}

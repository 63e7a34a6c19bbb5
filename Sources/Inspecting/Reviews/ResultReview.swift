import Authority
import Ledger
import Storage
import Tasking
import Timekeeping

/// 检查结果审核 (INSP-24): somebody who did not enter the result approves it, or returns it with a reason.
package struct ResultReview: Sendable {
    package typealias ID = Identifier<ResultReview>

    package enum Decision: String, Labelled, SQLConvertible {
        case approved, returned

        package var label: String {
            switch self {
            case .approved: "通过"
            case .returned: "不通过"
            }
        }
    }

    package let inspection: TaskSubject.ID
    package let decision: Decision
    package let reason: String
    /// The how manieth entry of the result the reviewer has before the eyes.
    package let round: Int

    package init(of inspection: TaskSubject.ID, _ decision: Decision, reason: String, round: Int) {
        (self.inspection, self.decision, self.reason, self.round) = (inspection, decision, reason, round)
    }

    var act: TaskSubjectAct {
        switch decision {
        case .approved: .approveResult
        case .returned: .returnResult
        }
    }
}

/// What the review of a result looks at. The other acts on a visit belong to its officers.
package struct ResultReviewStanding: ActStanding {
    var status: TaskSubjectStatus
    /// Nil before there is a result.
    var reviewStatus: ReviewStatus?
    let mode: InspectionMode
    /// Reviews results of the agency of the visit; an agency above sees them and does not review them.
    let isReviewer: Bool
    /// The reviewer is one of the officers, or entered the result (INSP-26).
    var isOwn: Bool

    package static func of(_ subject: TaskSubject, for actor: Actor, in transaction: Transaction) throws -> ResultReviewStanding {
        try ResultReviewStanding(subject, try ResultReview.Result.find(subject.id, in: transaction), for: actor) {
            try $0.isBy(actor, subject.id, in: transaction)
        }
    }

    init(
        _ subject: TaskSubject, _ result: ResultReview.Result?, for actor: Actor, isOwn: (ResultReview.Result) throws -> Bool
    ) rethrows {
        (status, mode, reviewStatus) = (subject.status, subject.mode, result?.status)
        isReviewer = subject.agency == actor.organization && actor.may(.reviewResults)
        self.isOwn = try isReviewer ? result.map(isOwn) ?? false : false
    }

    init(status: TaskSubjectStatus, reviewStatus: ReviewStatus?, mode: InspectionMode, isReviewer: Bool, isOwn: Bool) {
        (self.status, self.reviewStatus, self.mode, self.isReviewer, self.isOwn) = (status, reviewStatus, mode, isReviewer, isOwn)
    }

    package func isCallers(_ act: TaskSubjectAct) -> Bool {
        switch act {
        case .approveResult, .returnResult: isReviewer
        case .assignOfficers, .begin, .finishEntry, .refuseCountersign, .agreeCountersign, .enterAgain, .declareNotInspectable: false
        }
    }

    package func permit(_ act: TaskSubjectAct) throws(ResultReviewRefused) -> TaskSubjectStatus {
        if reviewStatus == .approved { throw .approved }
        guard reviewStatus != nil, let next = status.next(after: act, mode: mode) else { throw .notPending }
        if isOwn { throw .own }
        return next
    }
}

package enum ResultReviewRefused: Refusal, Equatable {
    /// INSP-25
    case approved
    case notPending
    /// INSP-26
    case own
    /// INSP-24
    case reasonMissing

    package var code: String {
        switch self {
        case .approved: "inspecting.resultReview.approved"
        case .notPending: "inspecting.resultReview.notPending"
        case .own: "inspecting.resultReview.own"
        case .reasonMissing: "inspecting.resultReview.reasonMissing"
        }
    }

    package var message: String {
        switch self {
        case .approved: "检查结果已审批通过，无法修改"
        case .notPending: "检查结果不在待审核状态"
        case .own: "不能审核本人录入的检查结果"
        case .reasonMissing: "请输入理由"
        }
    }

    package var field: String? {
        switch self {
        case .reasonMissing: "reason"
        case .approved, .notPending, .own: nil
        }
    }
}

/// Takes results that have become final: publication implements it, the assembly registers it.
package protocol ApprovedResultReceiving: Sendable {
    func receive(_ result: ApprovedResult, at now: Instant, in transaction: Transaction) throws
}

/// What publication needs of a result (PUB).
package struct ApprovedResult: Sendable {
    package let inspection: TaskSubject.ID
    package let task: InspectionTask.ID
    package let agency: Organization.ID
    package let subject: SubjectID
    package let subjectName: String
    package let subjectCode: String
    package let result: OverallResult
    package let inspectedOn: CalendarDate
}

extension ResultReview {
    package func make(
        by actor: Actor, at now: Instant, telling receivers: [any ApprovedResultReceiving] = [], in transaction: Transaction
    ) throws {
        try actor.require(.reviewResults)
        let subject = try TaskSubject.lock(inspection, in: transaction)
        guard subject.agency == actor.organization else { throw NotFound() }
        guard let result = try Result.find(inspection, in: transaction) else { throw ResultReviewRefused.notPending }
        guard result.round == round else { throw StorageError.overtaken }
        try ResultReviewStanding(subject, result, for: actor) { try $0.isBy(actor, inspection, in: transaction) }.admit(act)
        if decision == .returned, reason.allSatisfy(\.isWhitespace) { throw ResultReviewRefused.reasonMissing }
        try insert(result.round, by: actor, at: now, in: transaction)
        switch decision {
        case .approved:
            try subject.move(.approveResult, by: actor, at: now, in: transaction)
            try TaskSubject.recordResult(result.overall, of: inspection, in: transaction)
            let approved = ApprovedResult(
                inspection: inspection, task: subject.task, agency: subject.agency, subject: subject.subject,
                subjectName: subject.name, subjectCode: subject.code, result: result.overall,
                inspectedOn: result.inspectedOn ?? now.beijingDate)
            for receiver in receivers { try receiver.receive(approved, at: now, in: transaction) }
            try record(InspectionFacts.approved, subject, by: actor, at: now, in: transaction)
        case .returned:
            try subject.move(.returnResult, by: actor, at: now, in: transaction)
            try record(InspectionFacts.returned, subject, by: actor, at: now, in: transaction)
        }
        try tellOfficers(subject, at: now, in: transaction)
    }

    private func record(
        _ kind: FactKind, _ subject: TaskSubject, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        try Fact(
            kind: kind, actor: actor, at: now, organization: subject.agency, noun: "Inspection", record: inspection.bytes,
            values: ["subject": subject.name, "reason": reason]
        ).record(in: transaction)
    }

    private func tellOfficers(_ subject: TaskSubject, at now: Instant, in transaction: Transaction) throws {
        let (kind, text): (MessageKind, String) =
            switch decision {
            case .approved: (.reviewed, "“\(subject.name)”的检查结果审核通过")
            case .returned: (.documentReturned, "“\(subject.name)”的检查结果审核不通过：\(reason)，请重新录入")
            }
        try Message.send(
            to: try Self.accounts(ofOfficersOf: inspection, in: transaction), kind: kind,
            title: "检查结果审核\(decision.label)", text: text, link: "/inspections/\(inspection)", at: now, in: transaction)
    }
}

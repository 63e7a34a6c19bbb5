import Authority
import Cryptography
import Importing
import Library
import Paperwork
import Registry
import Storage
import Tasking
import Timekeeping

/// A result as it stands on the server (A.16). It has the id of its object in the task.
package struct Inspection: Sendable {
    package let id: TaskSubject.ID
    package let version: Int
    /// The how manieth entry; a returned result is entered again.
    package let round: Int
    package let source: ResultSource
    package let basics: VisitBasics
    package let answers: [AnswerMark?]
    package let rightsTold: Bool
    package let disposal: Disposal?
    package let disposalNote: String
    package let overall: OverallResult
    /// In the words of the result template.
    package let conclusion: String
    /// 自定义资料项 as they were filled in.
    package let fields: [VisitResult.FieldValue]
    package let notInspectable: (reason: NotInspectableReason?, text: String)
    package let refusal: SigningRefusal
    package let digest: Digest
    package let receiptNumber: String
    package let document: EnforcementDocument.ID?
    package let reviewStatus: ReviewStatus
    package let submittedAt: Instant
    package let submitterName: String
    let formVersions: [CheckFormVersion.ID]

    /// 合格 (INSP-23): every content that applies meets the standard; that all officers signed is a condition of the result.
    package var isQualified: Bool { overall == .noProblem }

    /// 合格率 in percent; what does not apply is in neither number (INSP-13).
    package var passRate: Int? {
        let (passed, failed) = (answers.count { $0 == .pass }, answers.count { $0 == .fail })
        return passed + failed > 0 ? passed * 100 / (passed + failed) : nil
    }
}

/// A problem with its measures, as it is shown.
package struct FoundProblem: Sendable {
    package let id: InspectionProblem.ID
    package let number: Int
    /// The content of the form; nil for a problem besides.
    let contentID: CheckPoint.ID?
    package let content: String
    package let place: String
    package let description: String
    package let violated: String
    package let penalty: String
    package internal(set) var measures: [Measure]
}

/// A photo of a result, with what is known of its taking (BEY-41).
package struct EvidenceFile: Sendable {
    package let hash: Digest
    /// The content it belongs to, in words.
    package let key: String
    package let takenAt: Int64?
    package let latitudeE7: Int64?
    package let longitudeE7: Int64?
    package let accuracyM: Int64?
}

package struct SignatureFile: Sendable {
    package let signer: String
    package let name: String
    package let hash: Digest
    package let at: Instant
}

/// One decision of a review.
package struct ReviewLine: Sendable {
    package let round: Int
    package let decision: ResultReview.Decision
    package let reason: String
    package let reviewer: String
    package let at: Instant
}

/// Everything a page shows of one visit.
package struct InspectionFile: Sendable {
    package let subject: TaskSubject
    package let taskName: String
    package let agencyName: String
    package let officers: [VisitOfficer]
    package let form: InspectedForm
    /// Nil until it is submitted.
    package let inspection: Inspection?
    package let problems: [FoundProblem]
    package let evidence: [EvidenceFile]
    package let signatures: [SignatureFile]
    package let reviews: [ReviewLine]
    /// Whether what is stored is what was signed, by round.
    package let signed: [SignedResult]
    /// 检查来源, of an inspection that no plan foresaw.
    package let origin: TaskOrigin?
    /// 二次核查 of this one (TASK-32).
    package let verifications: [VerificationLine]
}

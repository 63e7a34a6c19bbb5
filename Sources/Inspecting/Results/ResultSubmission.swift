import Authority
import Cryptography
import Storage
import Tasking
import Timekeeping

/// The officers hand in what they found (提交检查结果, INSP-10…20): the one act behind the phone, the desktop and the
/// interface. The signatures of the officers on the result are their countersignature (ADR 0004).
package struct ResultSubmission: Sendable {
    package let visit: TaskSubject.ID
    package let source: ResultSource
    package var result: VisitResult
    package var notice: NoticeGiven?
    package var signatures: [String: GivenSignature]
    package var refusal: SigningRefusal?
    /// Keys of contents that two officers answered differently.
    package var conflicts: [String] = []
    /// What is known of the photos of a key, by hash.
    package var photos: [String: [String: EvidencePhoto]] = [:]
    /// What the phone signed; nil where the signatures come with the result.
    package var digest: Digest?
    /// The event that asks for it.
    package var event: FieldEvent.ID?

    package init(
        of visit: TaskSubject.ID, from source: ResultSource, _ result: VisitResult, notice: NoticeGiven?,
        signatures: [String: GivenSignature], refusal: SigningRefusal?
    ) {
        (self.visit, self.source, self.result, self.notice) = (visit, source, result, notice)
        (self.signatures, self.refusal) = (signatures, refusal)
    }

    /// What the rule looks at beside the result.
    struct Standing {
        var status: TaskSubjectStatus
        var reviewStatus: ReviewStatus?
        var isAssigned: Bool
        /// Assigned officers whose qualification is lost.
        var lost: [String]
        /// Participating agencies without officers for the object (JOIN-09).
        var lacking: [String] = []
    }

    /// INSP-01, INSP-02, INSP-25, OFCR-06, E.7.
    func permit(_ standing: Standing) throws(ResultRefused) {
        guard standing.isAssigned else { throw .notAssigned }
        if standing.reviewStatus == .approved { throw .approved }
        if standing.status == .awaitingOfficers { throw .awaitingOfficers(agencies: standing.lacking) }
        guard standing.status.takesEvents else { throw .closed(standing.status) }
        if let name = standing.lost.first { throw .certificateExpired(name: name) }
    }

    /// The way through E.7 from `status`.
    func acts(from status: TaskSubjectStatus) -> [TaskSubjectAct] {
        let begin = status.actOfFirstEvent.map { [$0] } ?? []
        guard result.notInspectable == nil else {
            // what was returned is begun anew before it can be declared so
            return (status == .returned ? begin : []) + [.declareNotInspectable]
        }
        return begin + [.finishEntry, .agreeCountersign]
    }

    /// When somebody signed: as the phone says, and never later than now, whatever its clock says.
    func signedAt(_ signature: GivenSignature, now: Instant) -> Int64 { min(signature.at, now.milliseconds) }

    /// Every file that is referred to.
    var files: Set<String> { Set(result.photos + signatures.values.map(\.file)) }
}

/// Proof that the result is stored whole.
package struct ResultReceipt: Sendable, Equatable {
    package let number: String
    package let at: Instant
    package let digest: Digest
}

/// What is recorded about results (SEC-05).
package enum InspectionFacts {
    package static let submitted = FactKind(
        code: "inspecting.result.submitted", sentence: "{actor}提交“{subject}”的检查结果：{result}，回执{receipt}")
    package static let approved = FactKind(code: "inspecting.result.approved", sentence: "{actor}审核通过“{subject}”的检查结果")
    package static let returned = FactKind(
        code: "inspecting.result.returned", sentence: "{actor}退回“{subject}”的检查结果：{reason}")

    package static let all = [submitted, approved, returned]
}

import Authority
import Cryptography
import Drawing
import Storage
import Timekeeping

/// The record of a draw (抽取, A.13, docs/draw1.md). It is never deleted; the files are beside it.
package struct DrawRecord: Sendable {
    package typealias ID = Identifier<DrawRecord>

    package let id: ID
    package let version: Int
    package let kind: DrawKind
    package let status: DrawStatus
    /// `drawId` of the files: the agency's credit code and the number.
    package let code: String
    /// Without gaps within the agency and year: “2026-0001”.
    package let number: String
    package let task: InspectionTask.ID
    package let taskName: String
    package let taskNumber: String
    package let isTest: Bool
    /// Who draws.
    package let organization: Organization.ID
    package let organizationName: String
    package let algorithm: DigestAlgorithm
    package let commitmentA: String
    package let commitmentS: String
    /// Who gave the second nonce; empty when nobody else took part.
    package let secondParty: String
    package let beacon: String
    package let previousRecord: String
    package let recordHash: String
    package let parametersHash: String
    package let seed: String
    package let candidates: Int
    package let selected: Int
    package let teamSize: Int
    /// Why it failed or was voided.
    package let outcome: String
    package let openedAt: Instant
    package let committedAt: Instant?
    /// When it was drawn, failed or was given up.
    package let endedAt: Instant?
    package let operatorName: String
    /// The supervising body that gives the second nonce; nil where nobody else takes part.
    package let party: Organization.ID?
    package let partyRevealedAt: Instant?
    /// The outcome of the public event, and where it can be looked up; empty before it is entered, and without an event.
    package let beaconValue: String
    package let beaconSource: String

    /// Nil where nothing was drawn: what was voided before it stopped never was.
    package var drawnAt: Instant? {
        switch status {
        case .done: endedAt
        case .opened, .committed, .failed, .voided: nil
        }
    }
}

extension DrawRecord {
    package var hasEvent: Bool {
        guard let parsed = DrawBeacon(text: beacon) else { return false }
        return switch parsed {
        case .event: true
        case .none, .thirdParty: false
        }
    }

    /// Its lists can't be fixed yet.
    package var awaitsCommitment: Bool { status == .opened && party != nil && commitmentS.isEmpty }
    package var awaitsBeacon: Bool { status == .committed && hasEvent && beaconValue.isEmpty }
    package var awaitsReveal: Bool { status == .committed && party != nil && partyRevealedAt == nil }

    package static let algorithm = DigestAlgorithm.sm3

    /// What `prevDraw` of the next draw names: everything of this draw that stood before its lists did.
    static func recordHash(code: String, commitmentA: String, commitmentS: String, previous: String) -> String {
        Digest.of("draw1|record|\(code)|\(commitmentA)|\(commitmentS)|\(previous)", by: algorithm).hex
    }

    func fact(
        _ kind: FactKind, by actor: Actor?, at now: Instant, details: [FactDetail] = [], values: [String: String] = [:]
    ) -> Fact {
        var values = values
        values["number"] = number
        values["task"] = taskName
        values["kind"] = self.kind.label
        return Fact(
            kind: kind, actor: actor, at: now, organization: organization, noun: "Draw", record: id.bytes,
            details: details, values: values)
    }

    func permit(_ act: DrawAct) throws(DrawRefused) -> DrawStatus { try DrawStanding(self, nil).permit(act) }
}

/// What the acts on a draw look at.
package struct DrawStanding: ActStanding {
    let kind: DrawKind
    let status: DrawStatus
    /// The agency that began a draw goes on with it.
    let isOwn: Bool
    let hasEvent: Bool
    let isBeaconEntered: Bool
    let awaitsReveal: Bool

    /// - Parameter actor: nil where the platform itself goes on with it.
    package init(_ record: DrawRecord, _ actor: Actor?) {
        (kind, status) = (record.kind, record.status)
        (hasEvent, isBeaconEntered, awaitsReveal) = (record.hasEvent, !record.beaconValue.isEmpty, record.awaitsReveal)
        isOwn = actor.map { $0.organization == record.organization && $0.may(record.kind.permission) } ?? false
    }

    /// The lists are fixed by the platform, and it alone finds that a draw can't be made.
    package func isCallers(_ act: DrawAct) -> Bool {
        switch act {
        case .stop, .void: isOwn
        case .enterBeacon: isOwn && hasEvent
        case .commit, .fail: false
        }
    }

    /// - Throws: what the requirement says for a draw that is over (DRAW-20).
    package func permit(_ act: DrawAct) throws(DrawRefused) -> DrawStatus {
        if let next = status.next(after: act) {
            try permitSecrets(act)
            return next
        }
        switch status {
        case .done: throw kind == .subjects ? .subjectsDrawn : .officersDrawn
        case .opened: throw .notFixed
        case .committed, .failed, .voided: throw .ended(status)
        }
    }

    /// What everybody has to give before the result can be known.
    private func permitSecrets(_ act: DrawAct) throws(DrawRefused) {
        switch act {
        case .stop:
            if hasEvent, !isBeaconEntered { throw .beaconPending }
            if awaitsReveal { throw .revealPending }
        case .enterBeacon: if isBeaconEntered { throw .beaconEntered }
        case .commit, .fail, .void: break
        }
    }
}

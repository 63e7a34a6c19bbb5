import Authority
import Storage
import Tasking
import Timekeeping

extension FieldDelivery {
    /// - Throws: `FieldConflict`; then nothing of the delivery is kept.
    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Outcome {
        guard events.count <= Self.greatestCount else { throw FieldConflict.tooMany }
        var visit = try TaskSubject.lockIfThere(self.visit, in: transaction)
        var head = try Head.load(device, in: transaction)
        var standing = try standing(visit, actor, in: transaction)
        var outcome = Outcome()
        for event in events {
            if let known = try Known.find(event.id, in: transaction) {
                guard known.hash == event.hash else { throw FieldConflict.forked }
                outcome.add(event.id, known.rejection)
                continue
            }
            try permitPlace(event, after: head, of: actor.account)
            let refused = refusal(of: event, after: head, standing, at: now)
            let rejection = refused.map { Rejection(event: event.id, code: $0.code, message: $0.message) }
            try insert(event, rejection, by: actor, at: now, protection: protection, in: transaction)
            outcome.add(event.id, rejection)
            head = Head(seq: event.seq, hash: event.hash, at: event.at, account: actor.account)
            guard rejection == nil, let open = visit, let act = open.status.actOfFirstEvent else { continue }
            visit = try open.move(act, by: actor, at: now, in: transaction)
            standing.status = visit?.status
        }
        return outcome
    }

    private func standing(_ visit: TaskSubject?, _ actor: Actor, in transaction: Transaction) throws -> Standing {
        guard let visit, let officer = actor.officer else { return Standing(status: visit?.status, isAssigned: false) }
        return Standing(
            status: visit.status, isAssigned: try TaskSubject.isAssigned(officer, to: visit.id, in: transaction),
            qualification: try OfficerQualification.load([officer], in: transaction).first,
            lacking: visit.status == .awaitingOfficers
                ? try TaskSubject.agenciesWithoutOfficers(of: visit.id, in: transaction) : [])
    }
}

extension FieldDelivery.Outcome {
    fileprivate mutating func add(_ event: FieldEvent.ID, _ rejection: FieldDelivery.Rejection?) {
        if let rejection { rejected.append(rejection) } else { accepted.append(event) }
    }
}

extension TaskSubjectStatus {
    /// What the first event of a visit, or of a round after a return, does to it (E.7).
    var actOfFirstEvent: TaskSubjectAct? {
        switch self {
        case .awaitingInspection: .begin
        case .returned: .enterAgain
        case .awaitingOfficers, .inspecting, .awaitingCountersign, .awaitingReview, .completed, .notInspectable: nil
        }
    }
}

extension TaskSubject {
    static func lockIfThere(_ id: ID, in transaction: Transaction) throws -> TaskSubject? {
        do { return try lock(id, in: transaction) } catch is NotFound { return nil }
    }
}

import Authority
import Drawing
import Storage
import Timekeeping

/// Who and what takes part in a draw beside the agency that draws: a supervising body by its own account, and a public event
/// still to come. Neither is needed, and the record says what was (docs/draw1.md, “Without a beacon”).
package struct DrawParticipants: Sendable {
    package var party: Organization.ID?
    /// The event and the rule that turns its outcome into a value; empty without one.
    package var beacon = ""

    package init(_ party: Organization.ID? = nil, beacon: String = "") { (self.party, self.beacon) = (party, beacon) }

    func beaconText() throws(DrawRefused) -> String {
        if beacon.isEmpty { return DrawBeacon.none.text }
        guard !beacon.hasPrefix(DrawBeacon.none.text), DrawText.isField(beacon) else { throw .beaconText }
        return beacon
    }

    func named(for agency: Organization.ID, in transaction: Transaction) throws -> DrawPartyBody? {
        guard let party else { return nil }
        guard let found = try DrawPartyBody.all(for: agency, only: party, in: transaction).first else { throw DrawRefused.partyUnknown }
        return found
    }
}

/// A supervising body that could take part: somebody there has the role for it.
package struct DrawPartyBody: Sendable {
    package let id: Organization.ID
    package let name: String
}

/// What the second party does: it commits to its nonce before the lists are fixed, and reveals it after.
package struct DrawPartyStanding: ActStanding {
    let isParty: Bool
    let status: DrawStatus
    let hasCommitted: Bool
    let hasRevealed: Bool
    let awaitsBeacon: Bool

    package enum Act: String, OfferedAct { case commitNonce, revealNonce }

    package init(_ record: DrawRecord, _ actor: Actor) {
        isParty = record.party == actor.organization && actor.may(.witnessDraws)
        status = record.status
        hasCommitted = !record.commitmentS.isEmpty
        hasRevealed = record.partyRevealedAt != nil
        awaitsBeacon = record.awaitsBeacon
    }

    package func isCallers(_ act: Act) -> Bool { isParty }

    package func permit(_ act: Act) throws(DrawRefused) {
        switch (act, status) {
        case (.commitNonce, .opened): if hasCommitted { throw .commitmentMade }
        case (.revealNonce, .opened): throw .notFixed
        case (.commitNonce, .committed): throw .commitmentMade
        case (.revealNonce, .committed):
            // the event first: whoever knows its outcome must not choose any more
            if awaitsBeacon { throw .beaconPending }
            if hasRevealed { throw .revealed }
        case (_, .done), (_, .failed), (_, .voided): throw .ended(status)
        }
    }
}

/// 提交承诺: the second party's nonce is fixed, and with it the lists, so that nobody waits for another press.
package struct DrawCommitting: Sendable {
    package let draw: DrawRecord.ID
    /// Of the party's own making; nil lets the platform make one, sealed until it is revealed.
    package let nonce: String?

    package init(to draw: DrawRecord.ID, nonce: String? = nil) { (self.draw, self.nonce) = (draw, nonce) }

    package func make(
        by actor: Actor, clock: Clock, protection: any FieldProtection, in database: Database
    ) async throws {
        let task = try await database.write { [self] in try commit(by: actor, at: clock.now(), protection: protection, in: $0) }
        try await SubjectDraw(of: task).fix(draw, clock: clock, in: database)
    }

    package func commit(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> InspectionTask.ID {
        let record = try DrawRecord.lockAsParty(draw, by: actor, in: transaction)
        try DrawPartyStanding(record, actor).admit(.commitNonce)
        let nonce = nonce ?? DrawReveal.randomNonce()
        guard DrawText.isDigest(nonce) else { throw DrawRefused.nonceForm }
        let commitment = DrawParty.supervisor.commitment(to: nonce, drawID: record.code, by: record.algorithm).hex
        try record.setPartyCommitted(
            commitment, sealed: protection.seal(nonce, field: "draw.nonce_s", record: record.id.bytes), in: transaction)
        try record.fact(
            DrawFacts.partyCommitted, by: actor, at: now, details: [FactDetail("第二方承诺", before: nil, after: commitment)],
            values: ["party": record.secondParty]
        ).record(in: transaction)
        return record.task
    }
}

/// 揭示: what the second party gave is no secret any more, and the agency can stop.
package struct DrawRevealing: Sendable {
    package let draw: DrawRecord.ID

    package init(of draw: DrawRecord.ID) { self.draw = draw }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let record = try DrawRecord.lockAsParty(draw, by: actor, in: transaction)
        try DrawPartyStanding(record, actor).admit(.revealNonce)
        try record.setPartyRevealed(at: now, in: transaction)
        try record.fact(DrawFacts.partyRevealed, by: actor, at: now, values: ["party": record.secondParty]).record(in: transaction)
        try record.tellOperator("第二方已揭示随机数：\(record.number)", at: now, in: transaction)
    }
}

/// 录入信标: the outcome of the public event that the parameters name, with the place where everybody can look it up.
package struct DrawBeaconEntry: Sendable {
    package let draw: DrawRecord.ID
    package let value: String
    package let source: String

    package init(of draw: DrawRecord.ID, value: String, from source: String) { (self.draw, self.value, self.source) = (draw, value, source) }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let record = try DrawRecord.lock(draw, in: transaction)
        try actor.require(record.kind.permission)
        try DrawStanding(record, actor).admit(.enterBeacon)
        try MissingField.check(["信标结果": value, "来源": source])
        guard DrawText.isField(value) else { throw DrawRefused.beaconValueText }
        try record.setBeacon(value, source, in: transaction)
        try record.fact(DrawFacts.beaconEntered, by: actor, at: now, values: ["value": value, "source": source]).record(in: transaction)
        if let party = record.party { try record.tell(party, "请揭示抽取随机数：\(record.number)", at: now, in: transaction) }
    }
}

extension DrawRecord {
    /// What had not been given when the draw was given up: that stays on record.
    var missing: String {
        awaitsCommitment ? "第二方\(secondParty)未提交承诺。" : awaitsReveal && !awaitsBeacon ? "第二方\(secondParty)未揭示随机数。" : ""
    }

    /// For others than the second party the draw is not there.
    static func lockAsParty(_ id: ID, by actor: Actor, in transaction: Transaction) throws -> DrawRecord {
        try actor.require(.witnessDraws)
        let record = try lock(id, in: transaction)
        guard record.party == actor.organization else { throw NotFound() }
        return record
    }
}

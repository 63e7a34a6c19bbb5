import Authority
import Cryptography
import Drawing
import Storage
import Timekeeping

/// A draw gets its number, and both nonces are made and committed to, before its lists are fixed. Where one agency alone
/// draws, both nonces are the platform's, and the record says that nobody else took part; a second party gives its own.
struct DrawOpening {
    let kind: DrawKind
    let task: InspectionTask
    let teamSize: Int
    var participants = DrawParticipants()

    /// The caller has the task under lock and asked its rule.
    func make(by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction) throws -> DrawRecord {
        let agency = try ActingAgency.load(actor.organization, in: transaction)
        let year = now.beijingDate.year
        let sequence = try agency.nextNumber("draw", year: year, in: transaction)
        let number = "\(year)-" + String(String(10_000 + sequence).dropFirst(sequence < 10_000 ? 1 : 0))
        let id = DrawRecord.ID(at: now)
        let code = try Self.code(of: agency.id, in: transaction) + "-" + number
        let nonces = (authority: DrawReveal.randomNonce(), supervisor: DrawReveal.randomNonce())
        let commitmentA = DrawParty.authority.commitment(to: nonces.authority, drawID: code, by: DrawRecord.algorithm).hex
        let party = try participants.named(for: agency.id, in: transaction)
        let commitmentS = party == nil
            ? DrawParty.supervisor.commitment(to: nonces.supervisor, drawID: code, by: DrawRecord.algorithm).hex : ""
        let previous = try Self.lastRecord(of: agency.id, in: transaction) ?? DrawParameters.noPreviousDraw
        let record = DrawRecord(
            id: id, version: 1, kind: kind, status: .opened, code: code, number: number, task: task.id, taskName: task.record.name,
            taskNumber: task.number, isTest: task.record.nature == .test, organization: agency.id,
            organizationName: actor.organizationName, algorithm: DrawRecord.algorithm, commitmentA: commitmentA,
            commitmentS: commitmentS, secondParty: party?.name ?? "", beacon: try participants.beaconText(), previousRecord: previous,
            recordHash: DrawRecord.recordHash(
                code: code, commitmentA: commitmentA, commitmentS: party?.name ?? commitmentS, previous: previous),
            parametersHash: "", seed: "", candidates: 0, selected: 0, teamSize: teamSize, outcome: "", openedAt: now,
            committedAt: nil, endedAt: nil, operatorName: actor.name, party: party?.id, partyRevealedAt: nil, beaconValue: "",
            beaconSource: "")
        try record.insert(
            nonceA: protection.seal(nonces.authority, field: "draw.nonce_a", record: id.bytes),
            nonceS: protection.seal(party == nil ? nonces.supervisor : "", field: "draw.nonce_s", record: id.bytes), by: actor,
            in: transaction)
        try record.fact(
            DrawFacts.opened, by: actor, at: now,
            details: [
                FactDetail("抽取机关承诺", before: nil, after: commitmentA),
                FactDetail(party == nil ? "第二方承诺（由平台生成）" : "第二方", before: nil, after: party?.name ?? commitmentS),
                FactDetail("公开随机信标", before: nil, after: record.beacon),
                FactDetail("前一次抽取记录", before: nil, after: previous),
            ]
        ).record(in: transaction)
        if let party { try record.tell(party.id, "请提交抽取承诺：\(number)", at: now, in: transaction) }
        return record
    }
}

/// 作废: a draw is given up before its result is known, for a reason. The number stays used, the record stays.
package struct DrawVoiding: Sendable {
    package let draw: DrawRecord.ID
    package let reason: String

    package init(of draw: DrawRecord.ID, because reason: String) { (self.draw, self.reason) = (draw, reason) }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let record = try DrawRecord.lock(draw, in: transaction)
        try actor.require(record.kind.permission)
        let next = try DrawStanding(record, actor).admit(.void)
        guard !reason.isEmpty else { throw DrawRefused.reasonMissing }
        try record.end(as: next, because: record.missing + reason, by: actor, at: now, in: transaction)
    }
}

extension DrawRecord {
    fileprivate func end(
        as next: DrawStatus, because reason: String, by actor: Actor?, at now: Instant, in transaction: Transaction
    ) throws {
        try setEnded(next, because: reason, at: now, in: transaction)
        try fact(DrawFacts.voided, by: actor, at: now, values: ["reason": reason]).record(in: transaction)
    }

    /// The draws of a task that goes: what was begun stays on record, and is told to be over.
    static func voidOpen(of task: InspectionTask.ID, because reason: String, at now: Instant, in transaction: Transaction) throws {
        for draw in try all(of: task, in: transaction) where draw.status.isOpen {
            try draw.end(as: draw.permit(.void), because: reason, by: nil, at: now, in: transaction)
        }
    }
}

import Authority
import Cryptography
import Drawing
import Importing
import Ledger
import Library
import Registry
import Storage
import Timekeeping

/// 停止: the server alone makes the draw, from files that were fixed before (DRAW-21). However many press at once, one
/// result is written (DRAW-20).
package struct DrawStopping: Sendable {
    package let draw: DrawRecord.ID

    package init(of draw: DrawRecord.ID) { self.draw = draw }

    package enum Outcome: Sendable, Equatable {
        case done(selected: Int)
        /// The draw can't be made as its files say; that stays on record.
        case failed(reason: String)
    }

    /// The computing happens outside of any transaction: it takes seconds for a million objects and needs nothing
    /// but the files, which no longer change.
    package func make(
        by actor: Actor, clock: Clock, protection: any FieldProtection, in database: Database
    ) async throws -> Outcome {
        let (record, folder, references) = try await database.read { [self] in
            try load(by: actor, protection: protection, in: $0)
        }
        let result: [UInt8]
        do {
            result = try await WorkerPool.shared.run(.init(bytes: folder.manifest.count)) { try Draw.run(folder) }
        } catch let failure as DrawFailure {
            let reason = failure.description
            try await database.write { [self] in try fail(because: reason, at: clock.now(), in: $0) }
            return .failed(reason: reason)
        }
        // the reserves may be a million lines and are not needed here
        let drawn = try await WorkerPool.shared.run(.init(bytes: result.count)) {
            try DrawResult(parsing: DrawResult.selectedLines(of: result))
        }
        switch record.kind {
        case .subjects:
            let held = references?.subjects(Set(drawn.selected.map(\.objectID)), in: folder.manifest)
            try await database.write { [self] in
                try finish(drawn, result, by: actor, at: clock.now(), in: $0) { try Self.issue($0, drawn, held, by: $1, at: $2, in: $3) }
            }
        case .officers:
            let held = references?.officers(in: folder.officers)
            try await database.write { [self] in
                try finish(drawn, result, by: actor, at: clock.now(), in: $0) { try Self.assign($0, drawn, held, by: $1, at: $2, in: $3) }
            }
        case .replacement: throw StorageError.broken("a replacement is under way beyond its transaction")
        }
        return .done(selected: drawn.selected.count)
    }

    private func load(
        by actor: Actor, protection: any FieldProtection, in transaction: Transaction
    ) throws -> (DrawRecord, DrawFolder, DrawReferences?) {
        let record = try DrawRecord.load(draw, scope: actor.scope, in: transaction)
        try actor.require(record.kind.permission)
        try DrawStanding(record, actor).admit(.stop)
        return (
            record, try record.folder(protection: protection, in: transaction), try DrawReferences.load(of: draw, in: transaction)
        )
    }

    private func fail(because reason: String, at now: Instant, in transaction: Transaction) throws {
        let record = try DrawRecord.lock(draw, in: transaction)
        let next = try record.permit(.fail)
        try record.setEnded(next, because: reason, at: now, in: transaction)
        try record.fact(DrawFacts.failed, by: nil, at: now, values: ["reason": reason]).record(in: transaction)
    }

    private typealias Writing = (DrawRecord, Actor, Instant, Transaction) throws -> Void

    private func finish(
        _ drawn: DrawResult, _ result: [UInt8], by actor: Actor, at now: Instant, in transaction: Transaction, _ write: Writing
    ) throws {
        let record = try DrawRecord.load(public: draw, in: transaction)
        // task before draw, as everywhere: two locks in one order
        _ = try InspectionTask.lock(record.task, in: transaction)
        let locked = try DrawRecord.lock(draw, in: transaction)
        _ = try locked.permit(.stop)
        try locked.conclude(drawn, result, by: actor, at: now, in: transaction) { try write(locked, actor, now, transaction) }
    }

    /// - Parameter held: the objects as their codes were when the list was fixed; nil for draws of before that was kept.
    private static func issue(
        _ record: DrawRecord, _ drawn: DrawResult, _ held: [String: SubjectID]?, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let ranks = Dictionary(drawn.selected.map { ($0.objectID, $0.rank) }, uniquingKeysWith: { first, _ in first })
        let subjects = try IssuedSubject.drawn(ranks, held, of: record.task, in: transaction)
        guard subjects.count == ranks.count else { throw StorageError.broken("a drawn object is no candidate") }
        try TaskIssuing(of: record.task, to: subjects).make(by: actor, at: now, in: transaction)
    }

    private static func assign(
        _ record: DrawRecord, _ drawn: DrawResult, _ held: [String: Identifier<OfficerMark>]?, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let teams = Dictionary(drawn.selected.map { ($0.objectID, $0.team) }, uniquingKeysWith: { first, _ in first })
        try TeamAssignment(task: record.task, agency: record.organization, teams: teams, held: held)
            .make(by: actor, at: now, in: transaction)
    }
}

extension DrawRecord {
    /// The result is kept, what follows from it is written, and its hash goes into the ledger.
    func conclude(
        _ drawn: DrawResult, _ result: [UInt8], by actor: Actor, at now: Instant, in transaction: Transaction,
        _ write: () throws -> Void = {}
    ) throws {
        try store(result, as: .result, in: transaction)
        try keepLastTickets(drawn, in: transaction)
        try setDone(seed: drawn.seed.hex, by: actor, at: now, in: transaction)
        try write()
        let hash = Digest.of(result, by: algorithm).hex
        try fact(
            DrawFacts.done, by: actor, at: now, details: [FactDetail("结果摘要", before: nil, after: hash)],
            values: ["count": "\(drawn.selected.count)"]
        ).record(in: transaction)
    }
}

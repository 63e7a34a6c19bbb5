import Authority
import Storage
import Timekeeping

/// Rows of a file enter the library: a known object is updated, an unknown one is new (SUBJ-13).
enum SubjectEntry {
    /// - Parameter rows: the record a row would make, and the record after it where the object is known.
    static func apply(
        _ rows: [(record: SubjectRecord, onto: (SubjectRecord) -> SubjectRecord)], by actor: Actor, at now: Instant,
        _ context: ImportContext, in transaction: Transaction
    ) throws -> [ImportOutcome] {
        let protection = context.protection
        let known = try RegulatedSubject.byIdentity(rows.map(\.record), protection: protection, in: transaction)
        var fresh: [(id: RegulatedSubject.ID, record: SubjectRecord)] = []
        var outcomes: [ImportOutcome] = []
        for (record, onto) in rows {
            guard let former = known[SubjectIdentity(record, protection)] else {
                fresh.append((RegulatedSubject.ID(at: now), record))
                outcomes.append(.created)
                continue
            }
            outcomes.append(try update(former, to: onto(former.record), by: actor, at: now, protection, in: transaction))
        }
        try RegulatedSubject.insert(fresh, source: .imported, at: now, protection: protection, in: transaction)
        try SubjectList.count(fresh.lazy.map(\.record), in: transaction)
        for (id, record) in fresh { try SubjectLink.follow(record, id, at: now, in: transaction) }
        return outcomes
    }

    private static func update(
        _ former: RegulatedSubject, to record: SubjectRecord, by actor: Actor, at now: Instant,
        _ protection: any FieldProtection, in transaction: Transaction
    ) throws -> ImportOutcome {
        // SUBJ-03: a subject of another agency is not this importer's to change
        guard try actor.scope.covers(former.record.jurisdiction, in: transaction) else {
            return .refused(SubjectRefused.exists(former.record.name).message)
        }
        guard record != former.record else { return .unchanged }
        do {
            try transaction.nested {
                try SubjectChange(of: former.id, version: former.version, to: record)
                    .make(by: actor, at: now, protection: protection, in: transaction)
            }
        } catch let refusal as any Refusal {
            return .refused(refusal.message)
        }
        return .changed
    }
}

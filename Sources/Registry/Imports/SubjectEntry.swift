import Authority
import Importing
import Library
import Storage
import Timekeeping

/// A row of a file about an object of the library.
package protocol SubjectSheetRow: Sendable {
    /// What the row makes of an unknown object.
    var record: SubjectRecord { get }
    /// What it makes of a known one; blank cells leave what was there.
    func onto(_ former: SubjectRecord) -> SubjectRecord
}

/// A template of objects: whatever it asks for, its rows enter the library alike.
package protocol SubjectSheetImport: SheetImport where Record: SubjectSheetRow, Batch == SubjectEntry {}

extension SubjectSheetImport {
    package func ready(_ rows: [ImportRow<Record>], at now: Instant, context: ImportContext) throws -> SubjectEntry {
        try SubjectEntry(rows.map(\.record), at: now, context)
    }

    package func apply(
        _ entry: SubjectEntry, by actor: Actor, at now: Instant, context: ImportContext, in transaction: Transaction
    ) throws -> [ImportOutcome] { try entry.make(by: actor, at: now, context, in: transaction) }

    package var forecastsByReading: Bool { true }

    package func forecast(
        _ entry: SubjectEntry, by actor: Actor, at now: Instant, context: ImportContext, in transaction: Transaction
    ) throws -> ImportLook { try entry.forecast(actor.scope, context.protection, in: transaction) }

    package func standings(
        _ entry: SubjectEntry, context: ImportContext, in transaction: Transaction
    ) throws -> [Int: ImportTouch.Standing]? { try entry.standings(context.protection, in: transaction) }

    package func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? { try RegulatedSubject.takenBack(record, desk) }
}

/// Rows of a file enter the library: a known object is updated, an unknown one is new (SUBJ-13).
package struct SubjectEntry: Sendable {
    /// What the row at a place makes of a known object.
    private let onto: @Sendable (_ place: Int, _ former: SubjectRecord) -> SubjectRecord
    private let new: NewSubjects

    init<Row: SubjectSheetRow>(_ rows: [Row], at now: Instant, _ context: ImportContext) throws {
        onto = { rows[$0].onto($1) }
        new = try NewSubjects(rows.map(\.record), NewSubjects.Origin(source: .imported, now: now), context.protection)
    }

    /// - Returns: what became of each row.
    func make(
        by actor: Actor, at now: Instant, _ context: ImportContext, in transaction: Transaction
    ) throws -> [ImportOutcome] {
        let standings = try standings(actor.scope, context.protection, in: transaction)
        var fresh: [Int] = []
        var outcomes: [ImportOutcome] = []
        outcomes.reserveCapacity(new.records.count)
        for (place, standing) in standings.enumerated() {
            switch standing {
            case .unknown:
                fresh.append(place)
                outcomes.append(.created)
            case .same: outcomes.append(.unchanged)
            case .known(let former):
                outcomes.append(
                    try update(former, to: onto(place, former.record), by: actor, at: now, context.protection, in: transaction))
            }
        }
        try new.insert(fresh, in: transaction)
        try SubjectList.count(fresh.lazy.map { new.records[$0] }, in: transaction)
        for place in fresh { try SubjectLink.follow(new.records[place], new.ids[place], at: now, in: transaction) }
        return outcomes
    }

    /// Where the objects of the rows stand now, by place.
    func standings(
        _ protection: any FieldProtection, in transaction: Transaction
    ) throws -> [Int: ImportTouch.Standing] {
        let known = try RegulatedSubject.byIdentity(new.records, protection: protection, in: transaction)
        var standings: [Int: ImportTouch.Standing] = [:]
        for (place, record) in new.records.enumerated() {
            guard let subject = known[SubjectIdentity(record, protection)] else { continue }
            standings[place] = ImportTouch.Standing(subject.id, version: subject.version)
        }
        return standings
    }

    /// What would become of each row, found without writing.
    func forecast(
        _ scope: Scope, _ protection: any FieldProtection, in transaction: Transaction
    ) throws -> ImportLook {
        var look = ImportLook()
        for (place, standing) in try standings(scope, protection, in: transaction).enumerated() {
            switch standing {
            case .unknown: look.outcomes.append(.created)
            case .same: look.outcomes.append(.unchanged)
            case .known(let former):
                let record = onto(place, former.record)
                look.outcomes.append(try forecast(former, record, scope, in: transaction))
                guard look.outcomes.last == .changed else { continue }
                look.changes += record.changes(from: former.record).compactMap { detail in
                    detail.before.map {
                        ImportChange(name: former.record.name, column: detail.label, before: $0, after: detail.after ?? "")
                    }
                }
            }
        }
        return look
    }

    private func forecast(
        _ former: RegulatedSubject, _ record: SubjectRecord, _ scope: Scope, in transaction: Transaction
    ) throws -> ImportOutcome {
        guard try scope.covers(former.record.jurisdiction, in: transaction) else {
            return .refused(SubjectRefused.exists(former.record.name).message)
        }
        guard record != former.record else { return .unchanged }
        do throws(SubjectRefused) {
            try SubjectChange(of: former.id, version: former.version, to: record).permit(former)
            return .changed
        } catch {
            return .refused(error.message)
        }
    }

    /// What the library knows of the object of a row.
    private enum Standing {
        case unknown
        /// Everything that the row says.
        case same
        case known(RegulatedSubject)
    }

    private func standings(
        _ scope: Scope, _ protection: any FieldProtection, in transaction: Transaction
    ) throws -> [Standing] {
        var standings = [Standing](repeating: .unknown, count: new.records.count)
        let marks = try RegulatedSubject.marks(new.records.compactMap { $0.code?.description }, in: transaction)
        var covered: [Organization.ID: Bool] = [:]
        var asked: [Int] = []
        for (place, record) in new.records.enumerated() {
            guard let code = record.code else {
                asked.append(place)
                continue
            }
            guard let mark = marks[code.description] else { continue }
            if covered[mark.jurisdiction] == nil {
                covered[mark.jurisdiction] = try scope.covers(mark.jurisdiction, in: transaction)
            }
            if covered[mark.jurisdiction] == true, let digest = new.digests[place], mark.content == digest.mark(version: mark.version) {
                standings[place] = .same
            } else {
                asked.append(place)
            }
        }
        let known = try RegulatedSubject.byIdentity(asked.map { new.records[$0] }, protection: protection, in: transaction)
        guard !known.isEmpty else { return standings }
        for place in asked {
            if let former = known[SubjectIdentity(new.records[place], protection)] { standings[place] = .known(former) }
        }
        return standings
    }

    private func update(
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

import Ledger
import Spreadsheets
import Storage
import Timekeeping

extension ImportJob {
    /// Applies the next good rows; the cursor moves in the same transaction.
    func apply<Sheet: SheetImport>(
        _ sheet: Sheet, _ run: ImportRun, _ place: inout ImportPlace, _ known: ImportContext
    ) async throws -> JobStep {
        let batch = try await batch(sheet, &place, known)
        let (job, order, clock, former) = (run.job, run.order, run.context.clock, run.state)
        place.phase = .applying
        guard batch.last > 0 else {
            return try await run.context.commit { transaction in
                var state = former
                state.phase = .ended
                try ImportFacts.finished(sheet.label, order, state, job, known.actor, at: clock.now(), in: transaction)
                if state.created > Self.manyRows { try transaction.refreshStatistics() }
                return .finished(result: try state.json(), message: "导入完成：" + state.outcome)
            }
        }
        place.row = batch.last
        return try await run.context.commit { transaction in
            var state = former
            (state.phase, state.row) = (.applying, batch.last)
            let bad = state.bad == 0 ? [] : try ImportProblem.rows(job.id, from: batch.first, to: batch.last, in: transaction)
            let outcomes = try Self.apply(batch, without: bad, sheet, known, at: clock, in: transaction)
            for (_, outcome) in outcomes { state.count(outcome) }
            let refused = outcomes.compactMap { row, outcome -> (row: Int, problem: ImportProblem)? in
                if case .refused(let message) = outcome { (row, ImportProblem("", message)) } else { nil }
            }
            try ImportProblem.insert(refused, job: job.id, in: transaction)
            return .proceed(
                cursor: try state.json(), done: state.applied, total: state.good,
                message: "正在导入，已完成\(state.applied)行")
        }
    }

    /// The next rows, and a start on those after them.
    private func batch<Sheet: SheetImport>(
        _ sheet: Sheet, _ place: inout ImportPlace, _ known: ImportContext
    ) async throws -> ImportBatch<Sheet.Record> {
        let held = try await place.ahead?.value
        let batch: ImportBatch<Sheet.Record>
        if let held = held as? ImportBatch<Sheet.Record> {
            batch = held
        } else {
            batch = try await Self.read(appliedPerStep, sheet, place.stream, known)
        }
        let (stream, count) = (place.stream, appliedPerStep)
        place.ahead = batch.last == 0 ? nil : Task { try await Self.read(count, sheet, stream, known) }
        return batch
    }

    private static func read<Sheet: SheetImport>(
        _ count: Int, _ sheet: Sheet, _ stream: SheetStream, _ known: ImportContext
    ) async throws -> ImportBatch<Sheet.Record> {
        let records = try await stream.next(count)
        var batch = ImportBatch<Sheet.Record>(first: records.first?.row ?? 0, last: records.last?.row ?? 0)
        batch.rows.reserveCapacity(records.count)
        for record in records {
            switch sheet.read(record.cells, context: known) {
            case .success(let good): batch.rows.append(ImportRow(number: record.row, record: good))
            case .failure(let problems):
                batch.refused.append((record.row, problems.all.map(\.message).joined(separator: "；")))
            }
        }
        return batch
    }

    /// Rows were good when they were checked; what has changed since (an agency was closed) refuses the row alone.
    private static func apply<Sheet: SheetImport>(
        _ batch: ImportBatch<Sheet.Record>, without bad: Set<Int>, _ sheet: Sheet, _ known: ImportContext, at clock: Clock,
        in transaction: Transaction
    ) throws -> [(row: Int, outcome: ImportOutcome)] {
        let rows = bad.isEmpty ? batch.rows : batch.rows.filter { !bad.contains($0.number) }
        let refused = batch.refused.filter { !bad.contains($0.row) }
        let outcomes = refused.map { (row: $0.row, outcome: ImportOutcome.refused($0.message)) }
        guard !rows.isEmpty else { return outcomes }
        let applied = try sheet.apply(rows, by: known.actor, at: clock.now(), context: known, in: transaction)
        guard applied.count == rows.count else { throw StorageError.broken("an import lost count of its rows") }
        return outcomes + zip(rows, applied).map { ($0.number, $1) }
    }
}

/// Rows of a file, read and ready to be applied.
private struct ImportBatch<Record: Sendable>: Sendable {
    /// Their first and last number in the file; zero at its end.
    let first: Int
    let last: Int
    var rows: [ImportRow<Record>] = []
    /// What no longer reads, and why.
    var refused: [(row: Int, message: String)] = []
}

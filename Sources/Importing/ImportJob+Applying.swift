import Ledger
import Spreadsheets
import Storage
import Timekeeping

extension ImportJob {
    /// Applies the next good rows; the cursor moves in the same transaction.
    package func apply<Sheet: SheetImport>(
        _ sheet: Sheet, _ run: ImportRun, _ place: inout ImportPlace, _ known: ImportContext
    ) async throws -> JobStep {
        let batch = try await batch(sheet, run, &place, known)
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
            let outcomes = try Self.apply(
                batch, sheet, known, job: order.isAttended == true ? job.id : nil, at: clock, in: transaction)
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
        _ sheet: Sheet, _ run: ImportRun, _ place: inout ImportPlace, _ known: ImportContext
    ) async throws -> ImportBatch<Sheet.Batch> {
        let held = try await place.ahead?.value
        let stream = place.stream
        let batch: ImportBatch<Sheet.Batch>
        if let held = held as? ImportBatch<Sheet.Batch> {
            batch = held
        } else {
            batch = try await read(sheet, stream, run, known)
        }
        place.ahead = batch.last == 0 ? nil : Task { try await self.read(sheet, stream, run, known) }
        return batch
    }

    private func read<Sheet: SheetImport>(
        _ sheet: Sheet, _ stream: SheetStream, _ run: ImportRun, _ known: ImportContext
    ) async throws -> ImportBatch<Sheet.Batch> {
        let records = try await stream.next(appliedPerStep)
        let (first, last, job) = (records.first?.row ?? 0, records.last?.row ?? 0, run.job.id)
        let bad = run.state.bad == 0 ? [] : try await run.context.database.read {
            try ImportProblem.rows(job, from: first, to: last, in: $0)
        }
        var rows: [ImportRow<Sheet.Record>] = []
        var refused: [(row: Int, message: String)] = []
        rows.reserveCapacity(records.count)
        for record in records where !bad.contains(record.row) {
            switch sheet.reading(record.cells, context: known) {
            case .success(let good): rows.append(ImportRow(number: record.row, record: good))
            case .failure(let problems): refused.append((record.row, problems.all.map(\.message).joined(separator: "；")))
            }
        }
        return ImportBatch(
            last: last, numbers: rows.map(\.number), rows: try sheet.ready(rows, at: run.context.clock.now(), context: known),
            refused: refused)
    }

    /// Rows were good when they were checked; what has changed since (an agency was closed) refuses the row alone.
    private static func apply<Sheet: SheetImport>(
        _ batch: ImportBatch<Sheet.Batch>, _ sheet: Sheet, _ known: ImportContext, job: Job.ID?, at clock: Clock,
        in transaction: Transaction
    ) throws -> [(row: Int, outcome: ImportOutcome)] {
        let outcomes = batch.refused.map { (row: $0.row, outcome: ImportOutcome.refused($0.message)) }
        guard !batch.numbers.isEmpty else { return outcomes }
        let before = try job.flatMap { _ in try sheet.standings(batch.rows, context: known, in: transaction) }
        let applied = try sheet.apply(batch.rows, by: known.actor, at: clock.now(), context: known, in: transaction)
        if let job, let before, let after = try sheet.standings(batch.rows, context: known, in: transaction) {
            try ImportTouch.insert(ImportTouch.between(before, after), job: job, protection: known.protection, in: transaction)
        }
        guard applied.count == batch.numbers.count else { throw StorageError.broken("an import lost count of its rows") }
        return outcomes + zip(batch.numbers, applied).map { ($0, $1) }
    }
}

/// Rows of a file, read and ready to be applied.
private struct ImportBatch<Rows: Sendable>: Sendable {
    /// The last of them in the file, good or bad; zero at its end.
    let last: Int
    /// Of those that are applied.
    let numbers: [Int]
    let rows: Rows
    /// What no longer reads, and why.
    let refused: [(row: Int, message: String)]
}

import Ledger
import Spreadsheets
import Storage
import Timekeeping

extension ImportJob {
    /// Applies the next good rows; the cursor moves in the same transaction.
    func apply<Sheet: SheetImport>(
        _ sheet: Sheet, _ run: ImportRun, _ place: inout ImportPlace, _ known: ImportContext
    ) async throws -> JobStep {
        let records = try await place.stream.next(Self.appliedPerStep)
        let (job, order, clock, former) = (run.job, run.order, run.context.clock, run.state)
        place.phase = .applying
        guard let last = records.last else {
            return try await run.context.commit { transaction in
                var state = former
                state.phase = .ended
                try ImportFacts.finished(sheet.label, order, state, job, known.actor, at: clock.now(), in: transaction)
                if state.created > Self.manyRows { try transaction.refreshStatistics() }
                return .finished(result: try state.json(), message: "导入完成：" + state.outcome)
            }
        }
        place.row = last.row
        return try await run.context.commit { transaction in
            var state = former
            (state.phase, state.row) = (.applying, last.row)
            let bad = try ImportProblem.rows(job.id, from: records[0].row, to: last.row, in: transaction)
            let outcomes = try Self.apply(records.filter { !bad.contains($0.row) }, sheet, known, at: clock, in: transaction)
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

    /// Rows were good when they were checked; what has changed since (an agency was closed) refuses the row alone.
    private static func apply<Sheet: SheetImport>(
        _ records: [SheetStream.Record], _ sheet: Sheet, _ known: ImportContext, at clock: Clock, in transaction: Transaction
    ) throws -> [(row: Int, outcome: ImportOutcome)] {
        var rows: [ImportRow<Sheet.Record>] = []
        var outcomes: [(row: Int, outcome: ImportOutcome)] = []
        for record in records {
            switch sheet.read(record.cells, context: known) {
            case .success(let good): rows.append(ImportRow(number: record.row, record: good))
            case .failure(let problems):
                outcomes.append((record.row, .refused(problems.all.map(\.message).joined(separator: "；"))))
            }
        }
        guard !rows.isEmpty else { return outcomes }
        let applied = try sheet.apply(rows, by: known.actor, at: clock.now(), context: known, in: transaction)
        guard applied.count == rows.count else { throw StorageError.broken("an import lost count of its rows") }
        return outcomes + zip(rows, applied).map { ($0.number, $1) }
    }
}

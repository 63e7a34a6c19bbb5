import Ledger
import Spreadsheets
import Storage

extension ImportJob {
    /// Checks the next rows and keeps what is wrong with them.
    package func check<Sheet: SheetImport>(
        _ sheet: Sheet, _ run: ImportRun, _ place: inout ImportPlace, _ known: ImportContext
    ) async throws -> JobStep {
        let atOnce = sheet.checkedTogether ?? checkedPerStep
        let records = try await place.stream.next(atOnce)
        let isStart = place.row == 0
        var state = isStart ? ImportState() : run.state
        var found: [(row: Int, problem: ImportProblem)] = []
        var good: [ImportRow<Sheet.Record>] = []
        for record in records {
            state.rows += 1
            switch Self.checked(record, sheet, known, &place.seen) {
            case .success(let one): if run.order.isAttended == true { good.append(ImportRow(number: record.row, record: one)) }
            case .failure(let problems):
                found += problems.all.map { (record.row, $0) }
                state.bad += 1
            }
        }
        state.row = records.last?.row ?? state.row
        let isEnd = records.count < atOnce
        if !isEnd, let most = sheet.checkedTogether { throw ImportRefused.tooManyRowsTogether(most) }
        if isEnd, state.rows == 0 { throw ImportRefused.noRows }
        // the next phase opens the file anew, because this stream has been read to its end
        place.row = state.row
        let (problems, counted) = (found, state)
        let look = try await Look(good, sheet, run, known)
        return try await run.context.commit { transaction in
            if isStart { try ImportProblem.clear(run.job.id, in: transaction) }
            if isStart { try ImportChange.clear(run.job.id, in: transaction) }
            try ImportProblem.insert(problems, job: run.job.id, in: transaction)
            var state = counted
            try look?.count(in: &state, transaction)
            let progress = try isEnd ? Self.verdict(&state, run) : .proceed(
                cursor: state.json(), done: state.rows, total: nil, message: "正在核对第\(state.row)行，错误\(state.bad)行")
            if state.phase == .ended {
                try ImportFacts.finished(
                    sheet.label, run.order, state, run.job, known.actor, at: run.context.clock.now(), in: transaction)
            }
            return progress
        }
    }

    private static func checked<Sheet: SheetImport>(
        _ record: SheetStream.Record, _ sheet: Sheet, _ known: ImportContext, _ seen: inout [Int: Int32]
    ) -> Result<Sheet.Record, ImportProblems> {
        sheet.reading(record.cells, context: known).flatMap { good in
            let hash = sheet.key(good).hashValue
            if let earlier = seen[hash] { return .failure([ImportProblem("", "与第\(earlier)行重复")]) }
            seen[hash] = Int32(truncatingIfNeeded: record.row)
            return .success(good)
        }
    }

    /// A look ahead at the good rows of a step.
    private struct Look<Sheet: SheetImport>: Sendable {
        let sheet: Sheet
        let run: ImportRun
        let known: ImportContext
        let numbers: [Int]
        let batch: Sheet.Batch
        /// What was found by reading alone.
        let found: ImportLook?

        /// Nil where nobody looks.
        init?(_ rows: [ImportRow<Sheet.Record>], _ sheet: Sheet, _ run: ImportRun, _ known: ImportContext) async throws {
            guard run.order.isAttended == true else { return nil }
            let now = run.context.clock.now()
            let batch = try sheet.ready(rows, at: now, context: known)
            (self.sheet, self.run, self.known, self.batch, numbers) = (sheet, run, known, batch, rows.map(\.number))
            found = sheet.forecastsByReading
                ? try await run.context.database.read {
                    try sheet.forecast(batch, by: known.actor, at: now, context: known, in: $0)
                } : nil
        }

        /// Rows that would be refused are wrong; of what would change the first are kept.
        func count(in state: inout ImportState, _ transaction: Transaction) throws {
            var forecast = state.forecast ?? ImportForecast()
            defer { state.forecast = forecast }
            guard !numbers.isEmpty else { return }
            let look = try found ?? sheet.forecast(
                batch, by: known.actor, at: run.context.clock.now(), context: known, in: transaction)
            var refused: [(row: Int, problem: ImportProblem)] = []
            for (row, outcome) in zip(numbers, look.outcomes) {
                forecast.add(outcome)
                if case .refused(let message) = outcome { refused.append((row, ImportProblem("", message))) }
            }
            state.bad += refused.count
            try ImportProblem.insert(refused, job: run.job.id, in: transaction)
            let kept = forecast.columns.values.reduce(0, +)
            forecast.add(look.changes)
            try ImportChange.insert(look.changes.prefix(max(0, ImportChange.shown - kept)), job: run.job.id, in: transaction)
        }
    }

    /// Asks, unless that was answered beforehand: with the command line, and there only about wrong rows. Nothing to be
    /// done, or all wrong: ends.
    private static func verdict(_ state: inout ImportState, _ run: ImportRun) throws -> JobProgress {
        let goesOn = run.order.isAttended != true && (state.bad == 0 || run.order.acceptsGood)
        if let forecast = state.forecast, state.bad == 0, forecast.created + forecast.changed == 0 {
            state.phase = .ended
            state.unchanged = forecast.unchanged
            return .finished(result: try state.json(), message: state.findings + "，没有需要写入的内容")
        }
        if state.good == 0 {
            state.phase = .ended
            return .finished(result: try state.json(), message: state.findings + "，没有导入任何一行")
        }
        state.phase = goesOn ? .applying : .confirming
        state.row = 0
        if goesOn {
            return .proceed(cursor: try state.json(), done: 0, total: state.good, message: state.findings)
        }
        return .awaiting(cursor: try state.json(), message: state.findings)
    }
}

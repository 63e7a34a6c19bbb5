import Ledger
import Spreadsheets
import Storage

extension ImportJob {
    /// Checks the next rows and keeps what is wrong with them.
    func check<Sheet: SheetImport>(
        _ sheet: Sheet, _ run: ImportRun, _ place: inout ImportPlace, _ known: ImportContext
    ) async throws -> JobStep {
        let records = try await place.stream.next(checkedPerStep)
        let isStart = place.row == 0
        var state = isStart ? ImportState() : run.state
        var found: [(row: Int, problem: ImportProblem)] = []
        for record in records {
            let problems = Self.problems(of: record, sheet, known, &place.seen)
            found += problems.map { (record.row, $0) }
            state.rows += 1
            if !problems.isEmpty { state.bad += 1 }
        }
        state.row = records.last?.row ?? state.row
        let isEnd = records.count < checkedPerStep
        if isEnd, state.rows == 0 { throw ImportRefused.noRows }
        let progress = try isEnd ? Self.verdict(&state, run) : .proceed(
            cursor: state.json(), done: state.rows, total: nil, message: "正在核对第\(state.row)行，错误\(state.bad)行")
        // the next phase opens the file anew, because this stream has been read to its end
        place.row = state.row
        let (job, problems, clock, order) = (run.job, found, run.context.clock, run.order)
        let ended = state
        return try await run.context.commit { transaction in
            if isStart { try ImportProblem.clear(job.id, in: transaction) }
            try ImportProblem.insert(problems, job: job.id, in: transaction)
            if ended.phase == .ended {
                try ImportFacts.finished(
                    sheet.label, order, ended, job, known.actor, at: clock.now(), in: transaction)
            }
            return progress
        }
    }

    private static func problems<Sheet: SheetImport>(
        of record: SheetStream.Record, _ sheet: Sheet, _ known: ImportContext, _ seen: inout [Int: Int32]
    ) -> [ImportProblem] {
        switch sheet.read(record.cells, context: known) {
        case .failure(let problems): return problems.all
        case .success(let good):
            let hash = sheet.key(good).hashValue
            if let earlier = seen[hash] { return [ImportProblem("", "与第\(earlier)行重复")] }
            seen[hash] = Int32(truncatingIfNeeded: record.row)
            return []
        }
    }

    /// All rows good: goes straight on. Some wrong: asks, unless that was answered beforehand. All wrong: ends.
    private static func verdict(_ state: inout ImportState, _ run: ImportRun) throws -> JobProgress {
        let goesOn = state.bad == 0 || run.order.acceptsGood
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

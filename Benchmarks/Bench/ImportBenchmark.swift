import Foundation
import Probing
import Spreadsheets
import Storage

/// P8: a file of enterprises enters the library through `mingcha import`, checked and searchable, new rows first and the
/// same file again (nothing changes). Beside it the same file read and loaded into a bare table with a key and two indexes.
struct ImportBenchmark {
    let installation: Installation
    let engine: EngineKind
    let rows: Int

    init(_ installation: Installation, _ engine: EngineKind, rows: Int) {
        (self.installation, self.engine, self.rows) = (installation, engine, rows)
    }

    func figures() async throws -> [Figure] {
        let path = installation.data + "/enterprises.csv"
        try EnterpriseRows.write(rows, .csv, to: path)
        let plain = try await plainLoad(path)
        let agency = try await agencyName()
        let first = try await importing(path, agency), again = try await importing(path, agency)
        let goal: Double = engine == .sqlite ? 150_000 : 80_000
        let what = "CSV \(rows)行×15列"
        return [
            Figure(
                name: "P8", what: what + "核对并导入，均为新对象；对照：同样的行直接装入有主键和两个索引的空表", unit: .perSecond,
                values: [Double(rows) / first.seconds], references: [Double(rows) / plain.seconds], goal: goal, database: engine.rawValue),
            Figure(
                name: "P8", what: what + "再次导入，均未变化", unit: .perSecond, values: [Double(rows) / again.seconds],
                references: [Double(rows) / plain.seconds], goal: goal, database: engine.rawValue),
            Figure(
                name: "P8", what: what + "均为新对象，每千行的CPU时间；对照：直接装入", unit: .cpuMilliseconds,
                values: [first.cpu * 1000 / Double(rows)], references: [plain.cpu * 1000 / Double(rows)], database: engine.rawValue),
            Figure(
                name: "P8", what: "导入程序的内存峰值（RSS）", unit: .megabytes, values: [max(first.megabytes, again.megabytes)], goal: 150,
                database: engine.rawValue),
        ]
    }

    private struct Effort {
        var seconds = 0.0
        /// In milliseconds, of the program and of its database.
        var cpu = 0.0
        var megabytes = 0.0
    }

    private func databaseCPU() async throws -> Double {
        let database = try Database(installation.database)
        defer { database.close() }
        guard let backend = try await database.read({ try Measured.backend(in: $0) }),
            let postmaster = ProcessFigures.parent(of: pid_t(backend))
        else { return 0 }
        return ProcessFigures.cpuMilliseconds(ProcessFigures.tree(of: postmaster))
    }

    private func importing(_ path: String, _ agency: String) async throws -> Effort {
        let start = ContinuousClock.now
        let before = try await databaseCPU()
        var own = 0.0
        let program = try Program(
            installation.program,
            ["import", "subjects", path, "--agency", agency, "--data", installation.data, "--database", installation.database],
            log: installation.data + "/import.log")
        var peak = 0.0
        var code = program.exitCode()
        while code == nil {
            peak = max(peak, ProcessFigures.peakMegabytes(program.process) ?? 0)
            own = max(own, ProcessFigures.cpuMilliseconds([program.process]))
            usleep(20_000)
            code = program.exitCode()
        }
        guard code == 0 else { throw ProbeFailure.programEnded(program.words) }
        let seconds = start.duration(to: .now).milliseconds / 1000
        return Effort(seconds: seconds, cpu: own + (try await databaseCPU()) - before, megabytes: peak)
    }

    private func agencyName() async throws -> String {
        let database = try Database(installation.database)
        defer { database.close() }
        return try await database.read { try DemoStore.Account.county.agencyName(in: $0) }
    }

    private func plainLoad(_ path: String) async throws -> Effort {
        let database = try Database(installation.database)
        defer { database.close() }
        try await database.write { try PlainTable.define(in: $0) }
        let start = ContinuousClock.now
        let before = try await databaseCPU() + ownCPUMilliseconds()
        let stream = SheetStream(path: path, headings: EnterpriseRows.layout.columns.map(\.heading))
        defer { stream.close() }
        while true {
            let records = try await stream.next(8192)
            if records.isEmpty { break }
            try await database.write { try PlainTable.load(records, in: $0) }
        }
        let seconds = start.duration(to: .now).milliseconds / 1000
        let cpu = try await databaseCPU() + ownCPUMilliseconds() - before
        try await database.write { try PlainTable.drop(in: $0) }
        return Effort(seconds: seconds, cpu: cpu)
    }
}

/// P9: the same rows as a workbook, written and read. Beside it the same as CSV.
struct WorkbookBenchmark {
    let rows: Int
    let runs: Int

    func figures() throws -> [Figure] {
        let paths = SheetFormat.allCases.map { NSTemporaryDirectory() + "mingcha-bench-\(UUID().uuidString).\($0.rawValue)" }
        defer { for path in paths { unlink(path) } }
        let made = (1...rows).map(EnterpriseRows.row)
        var written: [[Double]] = [[], []], read: [[Double]] = [[], []]
        for _ in 0..<runs {
            for (place, format) in SheetFormat.allCases.enumerated() {
                written[place].append(try perSecond {
                    let writer = try format.writer(path: paths[place], layout: EnterpriseRows.layout)
                    for row in made { try writer.append(row) }
                    try writer.finish()
                })
                read[place].append(try perSecond {
                    var count = 0
                    try SheetReader.open(path: paths[place]).forEachRow { _, cells in count += cells.count }
                    guard count > rows else { throw ProbeFailure.programEnded("rows are missing") }
                })
            }
        }
        return [
            Figure(
                name: "P9", what: "写出 XLSX，\(rows)行×20列；对照：CSV", unit: .perSecond, values: written[0], references: written[1],
                goal: 150_000),
            Figure(
                name: "P9", what: "读入 XLSX，\(rows)行×20列；对照：CSV", unit: .perSecond, values: read[0], references: read[1],
                goal: 180_000),
        ]
    }

    private func perSecond(_ body: () throws -> Void) rethrows -> Double {
        let before = ownCPUMilliseconds()
        try body()
        return Double(rows) * 1000 / (ownCPUMilliseconds() - before)
    }
}

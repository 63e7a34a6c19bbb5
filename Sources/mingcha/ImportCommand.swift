import ArgumentParser
import Authority
import Doors
import Foundation
import Importing
import Ledger
import Library
import Registry
import Spreadsheets
import Storage
import TaskingPages
import Timekeeping
import Vault

/// A filled template enters a library, by the same job as on the page (SUBJ-13, OFCR-05, ITEM-24).
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "把填好的模板（xlsx 或 csv）导入库",
        discussion: """
            先核对整个文件。有错误行时不导入任何一行，除非给出 --good-rows。中断后重新执行同一命令，接着导入，每行只导入一次。
            全部行导入时退出码为 0，有未导入的行时为 1。
            法律法规（laws）不用表格：每部一个 Markdown 或文本文件，给出文件夹、单个文件或 ZIP 文件。
            """)

    @OptionGroup var store: StoreOptions
    @Argument(help: "种类：\(Assembly.imports.map { "\($0.code)（\($0.label)）" }.joined(separator: " ")) \(OperatorLawImport.code)（法律法规）") var kind: String
    @Argument(help: "文件；法律法规可以是文件夹") var file: String
    @Option(help: "为哪个机构导入：机构全称或简称") var agency: String
    @Flag(help: "有错误行时只导入正确的行") var goodRows = false
    @Option(help: ArgumentHelp("把错误明细写入这个文件（.xlsx 或 .csv）", valueName: "FILE")) var problems: String?

    func validate() throws {
        guard kind == OperatorLawImport.code || Assembly.imports.contains(where: { $0.code == kind }) else { throw ValidationError("没有这种导入：\(kind)") }
        guard let problems, SheetFormat(rawValue: URL(filePath: problems).pathExtension) == nil else { return }
        throw ValidationError("错误明细的文件名应以 .xlsx 或 .csv 结尾")
    }

    func run() async throws {
        let database = try await store.open().database
        defer { database.close() }
        // an operator may import what is too large to send by a browser; the reader has its own limit
        let job = ImportJob(
            kinds: Assembly.imports, vault: try FileVault(folder: store.data + "/files", limit: SheetLimits().fileBytes),
            protection: try FieldCipher(keysIn: store.keyFolder))
        do {
            let actor = try await OperatorOptions.actor(of: agency, in: database)
            if kind == OperatorLawImport.code { return try await importLaws(by: actor, database) }
            let run = OperatorImport(database: database, job: job, actor: actor)
            let report = try await run.make(file, kind: kind, acceptsGood: goodRows)
            try await tell(report, database)
        } catch let refusal as any Refusal {
            throw ValidationError(refusal.message)
        }
    }

    private func importLaws(by actor: Actor, _ database: Database) async throws {
        let outcome = try await OperatorLawImport(database: database, actor: actor).make(file)
        print(outcome.message)
        for file in outcome.bad { print("\(file.name)：\(file.message)") }
        guard outcome.bad.isEmpty else { throw ExitCode.failure }
    }

    private func tell(_ result: OperatorImport.Result, _ database: Database) async throws {
        print(result.message)
        for line in result.report.problems { print("第\(line.row)行 \(line.column)：\(line.message)") }
        if result.report.problems.count == ImportReport.shown { print("……") }
        if let problems, let format = SheetFormat(rawValue: URL(filePath: problems).pathExtension) {
            let id = result.job.id
            try await database.read { transaction in
                let writer = try format.writer(path: problems, layout: ImportProblemLine.layout)
                try ImportProblemLine.write(id, to: writer, in: transaction)
                try writer.finish()
            }
        }
        let state = result.report.state
        guard result.job.state == .done, state.bad + state.refused == 0 else { throw ExitCode.failure }
    }
}

/// One import from the command line, from handing in to its end. A server may run beside it and do the work instead.
struct OperatorImport: Sendable {
    let database: Database
    let job: ImportJob
    let actor: Actor

    struct Result: Sendable {
        let job: Job
        let report: ImportReport
        var message: String
    }

    func make(_ path: String, kind: String, acceptsGood: Bool) async throws -> Result {
        let file = try Self.keep(path, in: job)
        let submission = try await ImportSubmission.prepare(file, kind: kind, for: job, acceptsGood: acceptsGood)
        let id = try await database.write { try submission.make(by: actor, at: Clock.system.now(), in: $0) }
        var result = try await work(id)
        if result.job.state == .awaiting {
            // nobody is there to be asked: nothing waits behind the operator's back
            try await database.write { transaction in
                try ImportCancellation(of: id).make(kinds: job, by: actor, at: Clock.system.now(), in: transaction)
            }
            result.message = result.report.state.findings + "，没有导入任何一行；加上 --good-rows 则只导入正确的行"
        }
        return result
    }

    private static func keep(_ path: String, in job: ImportJob) throws -> KeptFile {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw ValidationError("无法读取 \(path)") }
        defer { try? handle.close() }
        let writing = try job.receive()
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { try writing.append(Array(piece)) }
        do {
            return try writing.finish(named: URL(filePath: path).lastPathComponent)
        } catch UploadRefused.type {
            // the reader knows better why
            throw ImportRefused.unreadable(SheetReader.fault(path: path) ?? .unsupported)
        }
    }

    private func work(_ id: Job.ID) async throws -> Result {
        let line = ProgressLine(total: 0)
        defer { line.end() }
        let runner = JobRunner(database: database, kinds: [job], clock: .system) { error in
            FileHandle.standardError.write(Data((OperatorWords.sentence(error) + "\n").utf8))
        }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await runner.run() }
            defer { group.cancelAll() }
            while true {
                let result = try await look(id)
                line.show(result.job.message)
                if result.job.state.isFinal || result.job.state == .awaiting { return result }
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    private func look(_ id: Job.ID) async throws -> Result {
        try await database.read { transaction in
            let job = try Job.load(id, scope: actor.scope, in: transaction)
            guard let report = try ImportReport.load(job, in: transaction) else { throw NotFound() }
            return Result(job: job, report: report, message: job.message)
        }
    }
}

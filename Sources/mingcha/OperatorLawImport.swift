import ArgumentParser
import Authority
import Foundation
import Ledger
import Library
import RegistryPages
import Spreadsheets
import Storage
import TaskingPages
import Timekeeping

/// A folder of statutes from the command line, one text file a statute (LIB-03), by the same job as on the page. A server
/// may run beside it and do the work instead.
struct OperatorLawImport: Sendable {
    static let code = "laws"

    let database: Database
    let actor: Actor

    struct Outcome: Sendable {
        let message: String
        let bad: [StatuteFile]
    }

    /// - Parameter path: a folder with what lies below it, a text file, or a ZIP of text files.
    func make(_ path: String) async throws -> Outcome {
        let submission = LawImportSubmission(try Self.files(at: path), isAttended: false)
        let id = try await database.write { try submission.make(by: actor, at: Clock.system.now(), in: $0) }
        let runner = JobRunner(database: database, kinds: [LawImportJob()], clock: .system) { error in
            FileHandle.standardError.write(Data((OperatorWords.sentence(error) + "\n").utf8))
        }
        let line = ProgressLine(total: submission.files.count)
        defer { line.end() }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await runner.run() }
            defer { group.cancelAll() }
            while true {
                let job = try await database.read { try Job.load(id, scope: actor.scope, in: $0) }
                line.show(job.message)
                if job.state.isFinal {
                    let files = try await database.read { try StatuteFile.list(of: id, most: LawImportSubmission.most, in: $0) }
                    return Outcome(message: job.message, bad: files.filter { $0.outcome == .bad })
                }
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    private static func files(at path: String) throws -> [LawImportSubmission.File] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw ValidationError("无法读取 \(path)") }
        guard isFolder.boolValue else { return try texts(path) }
        let names = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted()
        return try names.filter { name in TextFile.endings.contains { name.lowercased().hasSuffix($0) } }.flatMap { try texts(path + "/" + $0) }
    }

    private static func texts(_ path: String) throws -> [LawImportSubmission.File] {
        guard let data = FileManager.default.contents(atPath: path) else { throw ValidationError("无法读取 \(path)") }
        return try TextFile.read(Array(data), named: URL(filePath: path).lastPathComponent).map { .init(name: $0.name, text: $0.text) }
    }
}

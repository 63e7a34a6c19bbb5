import ArgumentParser
import Authority
import Doors
import Foundation
import Registry
import Storage
import TaskingPages
import Timekeeping
import Vault

/// Invented libraries of any size, for trials and training.
struct SynthesizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synthesize", abstract: "载入虚构的监管对象和执法人员，用于容量试验和培训",
        discussion: "可重复执行：已有的不再添加，中断后接着添加。库中已有真实监管对象时拒绝执行。")

    @OptionGroup var store: StoreOptions
    @Option(help: "监管对象的家数") var subjects: Int
    @Option(help: "执法人员的人数") var officers = 0
    @Option(help: "机构全称或简称：数据归该机构及其下级的执法机构；不写则为全部执法机构") var agency: String?

    func run() async throws {
        let database = try await store.open().database
        defer { database.close() }
        let protection = try FieldCipher(keysIn: store.keyFolder)
        let progress = ProgressLine(total: subjects + officers)
        do {
            let synthesis = try LibrarySynthesis(subjects: subjects, officers: officers)
            let actor = try await OperatorOptions.actor(of: agency, in: database)
            let added = try await synthesis.run(in: database, by: actor, clock: .system, protection: protection) {
                progress.show($0)
            }
            progress.end()
            print("已添加虚构监管对象 \(added.subjects) 家、执法人员 \(added.officers) 名")
        } catch let refusal as any Refusal {
            throw ValidationError(refusal.message)
        }
    }
}

/// How far long work is, on standard error, and only where a person looks at it.
struct ProgressLine: Sendable {
    let total: Int
    private let isSeen = isatty(STDERR_FILENO) == 1

    init(total: Int) { self.total = total }

    func show(_ done: Int) { show("\(done) / \(total)") }

    func show(_ text: String) {
        if isSeen { FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8)) }
    }

    func end() {
        if isSeen { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}

/// For whom an operator works on the command line.
enum OperatorOptions {
    static func actor(of agency: String?, in database: Database) async throws -> Actor {
        guard let actor = try await database.read({ try Actor.operating(named: agency, in: $0) }) else {
            throw ValidationError(agency.map { "没有启用的机构“\($0)”，或有多个机构同名" } ?? "尚未建立机构")
        }
        return actor
    }
}

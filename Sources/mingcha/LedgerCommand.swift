import ArgumentParser
import Doors
import Foundation
import Ledger
import Paperwork
import Storage
import TaskingPages

/// `mingcha ledger …`: the proofs of the ledger (SEC-05, BEY-40).
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "账本：核验操作日志未被改动，输出签名检查点",
        subcommands: [VerifyLedger.self, PrintCheckpoint.self, CheckProof.self])
}

private struct VerifyLedger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "重新计算整个账本，指出每一处不符",
        discussion: """
            通过时退出码为 0，不通过为 1。核对检查点在数据库、数据文件夹（ledger.anchor）和已打印文书上的编号；尚未入链的记录由封印核对。
            用 --checkpoint 给出在别处保存的检查点，用 --printed 给出纸质文书上印的检查点，可证明其后无人改动或删除此前的记录。
            """)

    @OptionGroup var store: StoreOptions

    @Option(help: ArgumentHelp("在别处保存的检查点文件，可多次给出", valueName: "FILE"))
    var checkpoint: [String] = []

    @Option(help: ArgumentHelp("文书上“账本检查点”之后的内容，如 12/340/0123456789abcdef，可多次给出", valueName: "CODE"))
    var printed: [String] = []

    func run() async throws {
        let witnesses = try checkpoint.map(Self.read)
        let codes = try printed.map { text in
            guard let code = PrintedCheckpoint(text: text) else { throw ValidationError("不是文书上的检查点：\(text)") }
            return code
        }
        let database = try await store.open().database
        defer { database.close() }
        let onDocuments = try await database.read { try EnforcementDocument.printedCheckpoints(in: $0) }
        let verdict = try await LedgerVerification.run(
            database, keys: try LedgerKeys.load(folder: store.keyFolder), checkpoints: witnesses,
            printed: codes + onDocuments, anchor: try CheckpointAnchor(folder: store.data))
        guard verdict.isSound else {
            print("核验未通过：")
            for fault in verdict.faults { print(fault.message) }
            throw ExitCode(1)
        }
        print(
            """
            核验通过：\(verdict.size) 条记录，\(verdict.checkpoints) 个检查点
            根：\(verdict.root.hex)
            尚未签名 \(verdict.unsigned) 条，尚未入链 \(verdict.pending) 条
            """)
        if let caution = verdict.caution { print("注意：" + caution) }
    }

    private static func read(_ path: String) throws -> LedgerCheckpoint {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("检查点文件无法读取：\(path)")
        }
        guard let checkpoint = LedgerCheckpoint(text: String(decoding: data, as: UTF8.self)) else {
            throw ValidationError("不是检查点：\(path)")
        }
        return checkpoint
    }
}

private struct PrintCheckpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "输出最新的签名检查点；请保存在本系统之外")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let database = try await store.open().database
        defer { database.close() }
        try await Sequencer(
            database: database, keys: LedgerKeys.load(folder: store.keyFolder), anchor: CheckpointAnchor(folder: store.data)
        ).catchUp()
        guard let checkpoint = try await database.read({ try LedgerCheckpoint.last(in: $0) }) else {
            print("账本还没有记录")
            throw ExitCode(1)
        }
        print(checkpoint.text, terminator: "")
    }
}

private struct CheckProof: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof", abstract: "核对一条日志的存在证明；不需要数据库，任何人可用",
        discussion: "证明成立时退出码为 0，不成立为 1。请另行核对签名密钥的编号确属出具证明的平台。")

    @Argument(help: ArgumentHelp("在操作日志页面下载的存在证明", valueName: "FILE"))
    var file: String

    func run() throws {
        guard let data = FileManager.default.contents(atPath: file) else { throw ValidationError("文件无法读取：\(file)") }
        guard let proof = LedgerProof(text: String(decoding: data, as: UTF8.self)) else {
            throw ValidationError("不是存在证明：\(file)")
        }
        guard proof.isValid else {
            print("证明不成立：记录、路径、检查点或签名不相符")
            throw ExitCode(1)
        }
        print("证明成立：账本第 \(proof.inclusion.position + 1) 条，第 \(proof.checkpoint.number) 号检查点（\(proof.checkpoint.size) 条），签名密钥 \(proof.checkpoint.keyID)")
        for word in proof.words where !word.isEmpty { print(word) }
    }
}

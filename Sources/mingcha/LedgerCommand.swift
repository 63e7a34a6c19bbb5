import ArgumentParser
import Foundation
import Ledger
import Storage

/// `mingcha ledger …`: the proofs of the ledger (SEC-05, BEY-40).
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "账本：核验操作日志未被改动，输出签名检查点",
        subcommands: [VerifyLedger.self, PrintCheckpoint.self])
}

private struct VerifyLedger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "重新计算整个账本，指出第一处不符",
        discussion: "通过时退出码为 0，不通过为 1。用 --checkpoint 给出在别处保存的检查点，可证明其后无人改动或删除此前的记录。")

    @OptionGroup var store: StoreOptions

    @Option(help: ArgumentHelp("在别处保存的检查点文件，可多次给出", valueName: "FILE"))
    var checkpoint: [String] = []

    func run() async throws {
        let witnesses = try checkpoint.map(Self.read)
        let database = try store.openExisting()
        defer { database.close() }
        let keys = try LedgerKeys.load(folder: store.keyFolder)
        let verdict = try await LedgerVerification.run(database, keys: keys, checkpoints: witnesses)
        if let fault = verdict.fault {
            print("核验未通过：\(fault.message)")
            throw ExitCode(1)
        }
        print(
            """
            核验通过：\(verdict.size) 条记录，\(verdict.checkpoints) 个检查点
            根：\(verdict.root.hex)
            尚未签名 \(verdict.unsigned) 条，尚未入链 \(verdict.pending) 条
            """)
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
        let database = try store.openExisting()
        defer { database.close() }
        try await Sequencer(database: database, keys: LedgerKeys.load(folder: store.keyFolder)).catchUp()
        guard let checkpoint = try await database.read({ try LedgerCheckpoint.last(in: $0) }) else {
            print("账本还没有记录")
            throw ExitCode(1)
        }
        print(checkpoint.text, terminator: "")
    }
}

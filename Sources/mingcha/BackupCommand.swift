import ArgumentParser
import Authority
import Doors
import Foundation
import Ledger
import Storage
import TaskingPages
import Vault

/// `mingcha backup`: database, files, keys and settings into one folder, while the platform runs (SEC-11).
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "备份数据库、文件、密钥和配置到一个文件夹，运行中也可以",
        discussion: "备份含有密钥，请像密钥一样保管。缺少或损坏的文件会被指出，这时不留下备份。清单 manifest.sha256 也可用 sha256sum -c 核对。")

    @OptionGroup var store: StoreOptions

    @Option(help: ArgumentHelp("新的或空的文件夹", valueName: "FOLDER"))
    var to: String

    func run() async throws {
        let opened = try await store.open()
        defer { opened.database.close() }
        let check = await StoreCheck(opened: opened).surroundings()
        for line in check where line.verdict != .good { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
        let backup = try await Backup.make(of: opened.database, at: opened.location, data: opened.data, to: to) {
            try KeptHashes.all(in: $0)
        }
        print("已备份 \(backup.manifest.files.count) 个文件到 \(to)，账本 \(backup.checkpoint?.size ?? 0) 条")
    }
}

/// `mingcha restore`: checks every hash, brings everything back, and verifies the ledger.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "从备份恢复到空的数据文件夹和空的数据库，并核验账本",
        discussion: "备份中的 mingcha.json 恢复为 mingcha.json.from-backup：它可能指向原来的数据库，请核对后改名。")

    @OptionGroup var store: StoreOptions

    @Option(help: ArgumentHelp("mingcha backup 写出的文件夹", valueName: "FOLDER"))
    var from: String

    func run() async throws {
        try StoreOpening.refuseOtherOwner(store.data)
        let restored = try await Restoration.make(from: from, data: store.data, database: try store.location()) {
            DerivedRowSealing(try FieldCipher(keysIn: $0))
        }
        print("已恢复 \(restored.files) 个文件；账本核验通过，\(restored.verdict.size) 条记录")
        if let settings = restored.settings { print("备份中的配置在 \(settings)，请核对后改名为 mingcha.json") }
    }
}

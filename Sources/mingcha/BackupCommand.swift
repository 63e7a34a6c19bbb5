import ArgumentParser
import Authority
import Ledger
import Storage
import Vault

/// `mingcha backup`: database, files and keys into one folder, while the platform runs (SEC-11).
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "备份数据库、文件和密钥到一个文件夹，运行中也可以",
        discussion: "备份含有密钥，请像密钥一样保管。清单 manifest.sha256 也可用 sha256sum -c 核对。")

    @OptionGroup var store: StoreOptions

    @Option(help: ArgumentHelp("新的或空的文件夹", valueName: "FOLDER"))
    var to: String

    func run() async throws {
        let database = try store.openExisting()
        defer { database.close() }
        let backup = try await Backup.make(of: database, at: store.location, data: store.data, to: to)
        print("已备份 \(backup.manifest.files.count) 个文件到 \(to)，账本 \(backup.checkpoint?.size ?? 0) 条")
    }
}

/// `mingcha restore`: checks every hash, brings everything back, and verifies the ledger.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "从备份恢复到空的数据文件夹和空的数据库，并核验账本")

    @OptionGroup var store: StoreOptions

    @Option(help: ArgumentHelp("mingcha backup 写出的文件夹", valueName: "FOLDER"))
    var from: String

    func run() async throws {
        let restored = try await Restoration.make(from: from, data: store.data, database: store.location) {
            DerivedRowSealing(try FieldCipher(keysIn: $0))
        }
        print("已恢复 \(restored.files) 个文件；账本核验通过，\(restored.verdict.size) 条记录")
    }
}

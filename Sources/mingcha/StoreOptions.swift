import ArgumentParser
import Authority
import Foundation
import Storage
import Vault

/// Where the platform keeps its data; every command that needs a store takes these.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("数据文件夹：其中有 mingcha.sqlite、files/ 和 keys/", valueName: "DIR"))
    var data = ProcessInfo.processInfo.environment["MINGCHA_DATA"] ?? "./data"

    @Option(help: ArgumentHelp("数据库：sqlite:路径 或 postgres://…；默认为数据文件夹中的 mingcha.sqlite", valueName: "LOCATION"))
    var database: String?

    var location: String {
        database ?? ProcessInfo.processInfo.environment["MINGCHA_DATABASE"] ?? "sqlite:\(data)/mingcha.sqlite"
    }

    var keyFolder: String { data + "/keys" }

    /// Opens the store; the data folder is made at first use.
    func open() throws -> Database {
        try FileManager.default.createDirectory(
            atPath: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        // also what was there before
        guard chmod(data, 0o700) == 0 else { throw ValidationError("数据文件夹的权限无法收紧：\(data)") }
        let database = try Database(location)
        // what any command writes is sealed as the service seals it
        database.seal(with: DerivedRowSealing(try FieldCipher(keysIn: keyFolder)))
        return database
    }

    /// For commands that only look: SQLite would make an empty file out of a wrong path.
    func openExisting() throws -> Database {
        if location.hasPrefix("sqlite:"), access(String(location.dropFirst("sqlite:".count)), R_OK) != 0 {
            throw ValidationError("没有这个数据库：\(location)")
        }
        return try open()
    }
}

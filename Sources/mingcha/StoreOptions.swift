import ArgumentParser
import Glibc
import Storage

/// Where the platform keeps its data; every command that needs a store takes these.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("数据文件夹：其中有 mingcha.sqlite、files/ 和 keys/", valueName: "DIR"))
    var data = "./data"

    @Option(help: ArgumentHelp("数据库：sqlite:路径 或 postgres://…；默认为数据文件夹中的 mingcha.sqlite", valueName: "LOCATION"))
    var database: String?

    var location: String { database ?? "sqlite:\(data)/mingcha.sqlite" }

    var keyFolder: String { data + "/keys" }

    func open() throws -> Database { try Database(location) }

    /// For commands that only look: SQLite would make an empty file out of a wrong path.
    func openExisting() throws -> Database {
        if location.hasPrefix("sqlite:"), access(String(location.dropFirst("sqlite:".count)), R_OK) != 0 {
            throw ValidationError("没有这个数据库：\(location)")
        }
        return try open()
    }
}

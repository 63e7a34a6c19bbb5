import ArgumentParser
import Doors
import Foundation
import TaskingPages

/// Where the platform keeps its data; every command that needs a store takes these.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("数据文件夹：其中有 mingcha.json、mingcha.sqlite、files/ 和 keys/", valueName: "DIR"))
    var data = ProcessInfo.processInfo.environment["MINGCHA_DATA"] ?? "./data"

    @Option(help: ArgumentHelp("数据库：sqlite:路径 或 postgres://…；默认为 mingcha.json 中的 database，再则为数据文件夹中的 mingcha.sqlite", valueName: "LOCATION"))
    var database: String?

    /// A flag wins over the environment, the environment over `mingcha.json`, the file over the default.
    func location() throws -> String {
        let location = try database ?? ProcessInfo.processInfo.environment["MINGCHA_DATABASE"] ?? SettingsFile.read(folder: data).database
            ?? "sqlite:\(data)/mingcha.sqlite"
        guard ["sqlite:", "postgres://", "postgresql://"].contains(where: { location.hasPrefix($0) && location != $0 }) else {
            throw SettingRefused.database(SettingsFile.shown(location))
        }
        return location
    }

    var keyFolder: String { data + "/keys" }

    /// The file of an SQLite database; nil for PostgreSQL.
    static func file(of location: String) -> String? {
        location.hasPrefix("sqlite:") ? String(location.dropFirst("sqlite:".count)) : nil
    }

    /// A store that is there, after everything that could be wrong with it was looked at.
    func open() async throws -> OpenStore {
        let opened = try await StoreOpening(options: self).existing(upgrades: false)
        try TemporaryFolder.begin(in: data)
        return opened
    }
}

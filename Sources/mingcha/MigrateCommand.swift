import ArgumentParser
import Foundation
import Storage

/// Brings the schema up to date without starting the service; `serve` does the same at its start.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "migrate", abstract: "建立或升级数据库结构")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let database = try store.open()
        defer { database.close() }
        let applied = try await database.migrate(Assembly.migrations)
        print(applied.isEmpty ? "数据库结构已是最新" : "已执行：\n" + applied.joined(separator: "\n"))
    }
}

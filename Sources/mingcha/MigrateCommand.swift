import ArgumentParser
import Foundation
import Logging

/// Brings the schema up to date without starting the service, or begins a store; `serve` brings up to date at its start too.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "升级数据库结构；用 --new 在空处新建一个库",
        discussion: "升级可以随时中断，再次执行时从中断处继续。升级前请先备份。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var newStore: NewStoreOptions

    func run() async throws {
        let log = Logging.bootstrapped(level: .notice)
        let opened = try await newStore.open(store, upgrades: true, log: log)
        defer { opened.database.close() }
        print(opened.applied.isEmpty ? "数据库结构已是最新" : "已执行：\n" + opened.applied.joined(separator: "\n"))
    }
}

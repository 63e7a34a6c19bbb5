import ArgumentParser
import Authority
import Foundation
import Hummingbird
import Ledger
import Logging
import NIOCore
import Registry
import ServiceLifecycle
import Storage
import Timekeeping
import Vault
import Web

/// Runs the platform.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "启动平台服务")

    @OptionGroup var store: StoreOptions
    @OptionGroup var network: NetworkOptions
    @Flag(help: "数据文件夹为空时载入虚构的演示县") var demo = false
    @Flag(help: "首次启动时设为培训环境：载入虚构的演示县，每页每份文书标明“培训环境”；此后始终是培训环境") var training = false

    func run() async throws {
        var settings = try network.settings(data: store.data)
        let log = Logging.bootstrapped(level: settings.logLevel)
        if demo || training { try DemoMarker(store: store).removeHalf() }
        let database = try store.open()
        let applied = try await database.migrate(Assembly.migrations)
        if !applied.isEmpty { log.info("migrated", metadata: ["steps": "\(applied.joined(separator: " "))"]) }
        settings.platform.purpose = try await settle(in: database)
        try await database.write { transaction in
            try LawDelivery().make(at: Clock.system.now(), in: transaction)
            try BasicCheckMatterDelivery().make(at: Clock.system.now(), in: transaction)
        }
        let platform = try await Wiring(database: database, data: store.data, settings: settings.platform, log: log)
        if settings.platform.isDemo { try await DemoCounty.load(platform, marker: DemoMarker(store: store)) }
        // what a killed process left running goes on at once; with PostgreSQL another node may still be at it
        if database.engine == .sqlite { try await platform.jobs.takeOverAtStart() }
        try await serve(platform, settings, log)
        database.close()
        log.info("stopped")
    }

    /// What the store is for: decided at its first start (CONF-03).
    private func settle(in database: Database) async throws -> InstallationPurpose {
        let settling = InstallationSettling(asked: training ? .training : demo ? .demonstration : nil)
        do {
            return try await database.write { try settling.make(at: Clock.system.now(), in: $0) }
        } catch let refusal as InstallationSettling.Refused {
            throw ValidationError(refusal.message)
        }
    }

    private func serve(_ wiring: Wiring, _ settings: ServeSettings, _ log: Logger) async throws {
        let sweeping = Sweeping(platform: wiring.platform, vault: try wiring.platform.service())
        let server = Server(platform: wiring.platform, routes: Assembly.routes, menu: Assembly.menu, limits: settings.limits(log))
        let application = server.application(
            host: settings.host, port: settings.port, log: log, onServerRunning: { _ in Self.announce(settings) })
        let group = ServiceGroup(configuration: .init(
            services: [
                .init(service: Looping { await wiring.sequencer.run() }),
                .init(service: Looping { await wiring.jobs.run() }),
                .init(service: Looping { await sweeping.run() }),
                .init(service: application),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: log))
        try await group.run()
    }

    private static func announce(_ settings: ServeSettings) {
        var text = "明察已启动：\(settings.platform.publicURL)\n"
        if let warning = settings.platform.purpose.warning { text += warning + "\n" }
        if settings.platform.isDemo { text += "演示账号列在登录页上，密码均为 \(DemoAccounts.password)；数据均为虚构。\n" }
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}

/// A loop that works until the process is asked to stop.
private struct Looping: Service {
    let body: @Sendable () async -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown { await body() }
    }
}

import ArgumentParser
import Authority
import AuthorityPages
import Doors
import Foundation
import Hummingbird
import Ledger
import Library
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
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "启动平台服务",
        discussion: "只使用已有的库；新建用 mingcha migrate --new，或 --demo、--training。数据库暂时不能连接时等待两分钟。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var network: NetworkOptions
    @Flag(help: "数据文件夹为空时载入虚构的演示县") var demo = false
    @Flag(help: "首次启动时设为培训环境：载入虚构的演示县，每页每份文书标明“培训环境”；此后始终是培训环境") var training = false

    func run() async throws {
        var settings = try network.settings(data: store.data)
        try settings.requireFiles()
        let log = Logging.bootstrapped(level: settings.logLevel)
        for warning in settings.warnings { log.warning("\(warning)") }
        if demo || training { try DemoMarker(store: store).removeHalf() }
        let opening = StoreOpening(options: store, log: log, patience: .seconds(120), holdsAlone: true)
        let begins = (demo || training) ? try await !opening.isThere() : false
        let opened = begins ? try await opening.new() : try await opening.existing(upgrades: true)
        let database = opened.database
        defer { opened.lock?.release() }
        try TemporaryFolder.begin(in: store.data)
        for line in await StoreCheck(opened: opened).surroundings() where line.verdict != .good { log.warning("\(line.label)：\(line.words)") }
        let presence = database.engine == .postgresql ? NodePresence(database: database, data: store.data, log: log) : nil
        try await presence?.begin()
        settings.platform.purpose = try await settle(in: database)
        try await database.write { transaction in
            try LawDelivery().make(at: Clock.system.now(), in: transaction)
            try BasicCheckMatterDelivery().make(at: Clock.system.now(), in: transaction)
        }
        let platform = try await Wiring(database: database, data: store.data, settings: settings.platform, log: log)
        if settings.platform.isDemo { try await DemoCounty.load(platform, marker: DemoMarker(store: store)) }
        // what a killed process left running goes on at once; with PostgreSQL another node may still be at it
        if database.engine == .sqlite { try await platform.jobs.takeOverAtStart() }
        try await serve(platform, settings, presence, log)
        database.close()
        log.notice("服务已停止")
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

    private func serve(_ wiring: Wiring, _ settings: ServeSettings, _ presence: NodePresence?, _ log: Logger) async throws {
        let sweeping = Sweeping(platform: wiring.platform, vault: try wiring.platform.service())
        let server = Server(platform: wiring.platform, routes: Assembly.routes, menu: Assembly.menu, limits: settings.limits(log))
        let application = server.application(
            host: settings.host, port: settings.port, log: log,
            onServerRunning: { _ in Self.announce(settings, wiring.platform.database.engine, log) })
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: Looping { await wiring.sequencer.run() }),
            .init(service: Looping { await wiring.jobs.run() }),
            .init(service: Looping { await sweeping.run() }),
        ]
        if let presence { services.append(.init(service: Looping { await presence.run() })) }
        services.append(.init(service: application))
        let group = ServiceGroup(configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: log))
        do { try await group.run() } catch {
            // whatever else ends the service is told as what it is
            guard let reason = Self.cannotListen(error) else { throw error }
            throw SettingRefused.cannotListen("\(settings.host):\(settings.port)", reason: reason)
        }
    }

    private static func cannotListen(_ error: any Error) -> String? {
        if error is SocketAddressError || error is SocketAddressError.UnknownHost { return "不认识这个主机名" }
        guard let error = error as? IOError else { return nil }
        return error.errnoCode == EACCES ? "没有权限使用该端口" : SystemWords.of(error.errnoCode)
    }

    private static func announce(_ settings: ServeSettings, _ engine: EngineKind, _ log: Logger) {
        log.notice("服务已启动", metadata: [
            "version": "\(Release.version)", "host": "\(settings.host)", "port": .stringConvertible(settings.port),
            "publicURL": "\(settings.platform.publicURL)", "database": "\(engine.rawValue)",
            "trustedProxies": "\(settings.platform.trust.proxies.map(\.description).joined(separator: " "))",
        ])
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

import ArgumentParser
import Foundation
import Logging
import Vault
import Web

/// Where and how the platform is reached. A flag wins over the environment (`MINGCHA_…`), the environment over the
/// file `mingcha.json` in the data folder, the file over the default.
struct NetworkOptions: ParsableArguments {
    @Option(help: "监听地址") var host: String?
    @Option(help: "监听端口") var port: Int?
    @Option(help: "对外访问地址，文书上的二维码指向它") var publicURL: String?
    @Option(help: "图标与字体文件夹") var assets: String?
    @Option(help: "clamd 的套接字，如 /run/clamav/clamd.ctl；不设则上传的文件不查毒") var clamd: String?
    @Option(help: "日志级别：trace debug info notice warning error") var logLevel: String?

    func settings(data: String) throws -> ServeSettings {
        let file = try SettingsFile.read(folder: data)
        let environment = ProcessInfo.processInfo.environment
        let host = host ?? environment["MINGCHA_HOST"] ?? file.host ?? "127.0.0.1"
        let port = port ?? environment["MINGCHA_PORT"].flatMap { Int($0) } ?? file.port ?? 8080
        let level = logLevel ?? environment["MINGCHA_LOG_LEVEL"] ?? file.logLevel ?? "notice"
        guard let logLevel = Logger.Level(rawValue: level) else { throw ValidationError("日志级别不正确：\(level)") }
        var platform = Platform.Settings()
        platform.publicURL = publicURL ?? environment["MINGCHA_PUBLIC_URL"] ?? file.publicURL ?? "http://\(host):\(port)"
        platform.assets = assets ?? environment["MINGCHA_ASSETS"] ?? file.assets ?? ".assets"
        platform.trustsProxy = (environment["MINGCHA_TRUST_PROXY"].map { $0 == "1" } ?? file.trustsProxy) ?? false
        platform.malware = try malware(environment, file)
        var settings = ServeSettings(host: host, port: port, logLevel: logLevel, platform: platform)
        settings.connections = environment["MINGCHA_CONNECTIONS"].flatMap { Int($0) } ?? file.connections
        settings.connectionsPerOrigin = environment["MINGCHA_CONNECTIONS_PER_ORIGIN"].flatMap { Int($0) } ?? file.connectionsPerOrigin
        return settings
    }

    /// Uploads are refused when the scanner does not answer, unless the operator says otherwise.
    private func malware(_ environment: [String: String], _ file: SettingsFile) throws -> MalwareProtection {
        guard let socket = clamd ?? environment["MINGCHA_CLAMD"] ?? file.clamd, !socket.isEmpty else { return .none }
        let whenDown = environment["MINGCHA_CLAMD_WHEN_DOWN"] ?? file.clamdWhenDown ?? "refuse"
        guard ["refuse", "accept"].contains(whenDown) else {
            throw ValidationError("clamdWhenDown 应为 refuse（拒绝上传）或 accept（不查毒即保存），现为：\(whenDown)")
        }
        return .scanner(ClamdScanner(socket: socket), acceptsUnscanned: whenDown == "accept")
    }
}

struct ServeSettings: Sendable {
    let host: String
    let port: Int
    let logLevel: Logger.Level
    var platform: Platform.Settings
    /// Of all, and of one address; nil leaves what the platform finds right.
    var connections: Int?
    var connectionsPerOrigin: Int?

    /// As set, within what the system lets one process open.
    func limits(_ log: Logger) -> EdgeLimits {
        var limits = EdgeLimits()
        limits.connections = connections ?? limits.connections
        limits.connectionsPerOrigin = connectionsPerOrigin ?? limits.connectionsPerOrigin
        let most = OpenFileLimit.raise() - OpenFileLimit.ours
        if limits.connections > most {
            log.warning("fewer connections than set: the system lets this process open too few files (LimitNOFILE)", metadata: ["connections": "\(most)"])
            limits.connections = max(16, most)
        }
        limits.connectionsPerOrigin = min(limits.connectionsPerOrigin, limits.connections)
        return limits
    }
}

/// `mingcha.json`; every entry may be missing.
private struct SettingsFile: Decodable {
    var host: String?
    var port: Int?
    var publicURL: String?
    var assets: String?
    var logLevel: String?
    var trustsProxy: Bool?
    var connections: Int?
    var connectionsPerOrigin: Int?
    var clamd: String?
    var clamdWhenDown: String?

    static func read(folder: String) throws -> SettingsFile {
        guard let data = FileManager.default.contents(atPath: folder + "/mingcha.json") else { return SettingsFile() }
        do { return try JSONDecoder().decode(SettingsFile.self, from: data) } catch {
            throw ValidationError("配置文件 \(folder)/mingcha.json 有误：\(error)")
        }
    }
}

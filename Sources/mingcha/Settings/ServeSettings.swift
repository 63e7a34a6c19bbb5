import ArgumentParser
import Doors
import Foundation
import Logging
import TaskingPages
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
    @Option(help: "日志级别：trace debug info notice warning error critical") var logLevel: String?
    @Option(help: ArgumentHelp("反向代理的地址，逗号分隔，可写网段；只有它们的 X-Forwarded-For 被采信", valueName: "ADDRESSES")) var trustedProxies: String?
    @Option(help: ArgumentHelp("除本机外可读取 /metrics 的地址，逗号分隔，可写网段", valueName: "ADDRESSES")) var metricsFrom: String?

    /// - Throws: `SettingRefused`, by name.
    func settings(data: String) throws -> ServeSettings {
        try Variables.refuseUnknown()
        let file = try SettingsFile.read(folder: data)
        var warnings: [String] = []
        let host = host ?? Variables.host.value ?? file.host ?? "127.0.0.1"
        let port = try port ?? Self.number(.port) ?? file.port ?? 8080
        guard (1...65535).contains(port) else { throw SettingRefused.port("\(port)") }
        let level = logLevel ?? Variables.logLevel.value ?? file.logLevel ?? "notice"
        guard let logLevel = Logger.Level(rawValue: level) else { throw SettingRefused.logLevel(level) }
        var platform = Platform.Settings()
        platform.publicURL = try Self.publicURL(publicURL ?? Variables.publicURL.value ?? file.publicURL ?? "http://\(host):\(port)", &warnings)
        platform.assets = assets ?? Variables.assets.value ?? file.assets ?? ".assets"
        platform.trust = ProxyTrust(
            proxies: try Self.addresses("trustedProxies", try proxies(file, &warnings)),
            readers: try Self.addresses("metricsFrom", Self.list(metricsFrom) ?? Variables.metricsFrom.list ?? file.metricsFrom ?? []),
            own: NetworkAddress(host))
        platform.malware = try malware(file)
        return ServeSettings(
            host: host, port: port, logLevel: logLevel, platform: platform, warnings: warnings,
            connections: try Self.count("connections", .connections, file.connections),
            connectionsPerOrigin: try Self.count("connectionsPerOrigin", .connectionsPerOrigin, file.connectionsPerOrigin))
    }

    /// Uploads are refused when the scanner does not answer, unless the operator says otherwise.
    private func malware(_ file: SettingsFile) throws -> MalwareProtection {
        guard let socket = clamd ?? Variables.clamd.value ?? file.clamd, !socket.isEmpty else { return .none }
        guard socket.hasPrefix("/") else { throw SettingRefused.clamd(socket) }
        let whenDown = Variables.clamdWhenDown.value ?? file.clamdWhenDown ?? "refuse"
        guard ["refuse", "accept"].contains(whenDown) else { throw SettingRefused.clamdWhenDown(whenDown) }
        return .scanner(ClamdScanner(socket: socket), acceptsUnscanned: whenDown == "accept")
    }

    private static func count(_ name: String, _ variable: Variables, _ inFile: Int?) throws -> Int? {
        guard let count = try number(variable) ?? inFile else { return nil }
        guard count > 0 else { throw SettingRefused.connections("\(name)（\(variable.rawValue)）", count) }
        return count
    }

    private func proxies(_ file: SettingsFile, _ warnings: inout [String]) throws -> [String] {
        if let given = Self.list(trustedProxies) ?? Variables.trustedProxies.list ?? file.trustedProxies { return given }
        let former = Variables.trustProxy.value
        if let former, !["0", "1"].contains(former) { throw SettingRefused.flag(Variables.trustProxy.rawValue, former) }
        guard former.map({ $0 == "1" }) ?? file.trustsProxy ?? false else { return [] }
        warnings.append("trustsProxy（MINGCHA_TRUST_PROXY）已由 trustedProxies 取代，现按 trustedProxies = [\"127.0.0.0/8\", \"::1\"] 处理；代理不在本机时请写明其地址")
        return ["127.0.0.0/8", "::1"]
    }

    private static func publicURL(_ text: String, _ warnings: inout [String]) throws -> String {
        let bare = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let url = URL(string: bare), let scheme = url.scheme, ["http", "https"].contains(scheme), let host = url.host, !host.isEmpty,
            url.path.isEmpty, url.query == nil
        else { throw SettingRefused.publicURL(text) }
        if scheme == "http", !["127.0.0.1", "localhost", "::1"].contains(host) {
            warnings.append("publicURL 是 http:// 地址：登录和数据不加密，现场端的拍照、定位和离线功能在浏览器中不可用")
        }
        return bare
    }

    private static func number(_ variable: Variables) throws -> Int? {
        guard let text = variable.value else { return nil }
        guard let number = Int(text) else { throw SettingRefused.number(variable.rawValue, text) }
        return number
    }

    private static func list(_ text: String?) -> [String]? {
        text.map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty } }
    }

    private static func addresses(_ name: String, _ texts: [String]) throws -> [AddressRange] {
        try texts.map { text in
            guard let range = AddressRange(text) else { throw SettingRefused.address(name, text) }
            return range
        }
    }
}

struct ServeSettings: Sendable {
    let host: String
    let port: Int
    let logLevel: Logger.Level
    var platform: Platform.Settings
    /// What works and is not as it should be.
    let warnings: [String]
    /// Of all, and of one address; nil leaves what the platform finds right.
    let connections: Int?
    let connectionsPerOrigin: Int?

    /// As set, within what the system lets one process open.
    func limits(_ log: Logger) -> EdgeLimits {
        var limits = EdgeLimits()
        limits.connections = connections ?? limits.connections
        limits.connectionsPerOrigin = connectionsPerOrigin ?? limits.connectionsPerOrigin
        let most = max(16, OpenFileLimit.raise() - OpenFileLimit.ours)
        if limits.connections > most {
            log.warning("系统允许本进程打开的文件太少（LimitNOFILE），连接数低于设置", metadata: ["connections": .stringConvertible(most)])
            limits.connections = most
        }
        limits.connectionsPerOrigin = min(limits.connectionsPerOrigin, limits.connections)
        return limits
    }

    /// What the program needs beside it.
    func requireFiles() throws {
        let assets = platform.assets
        guard access(assets + "/icons.svg", R_OK) == 0, access(assets + "/fonts/fandol", R_OK | X_OK) == 0 else {
            throw SettingRefused.missingAssets(assets)
        }
        let resources = Bundle.main.bundleURL.appendingPathComponent("mingcha_Web.resources").path
        guard access(resources + "/Assets", R_OK | X_OK) == 0 else { throw SettingRefused.missingResources(resources) }
    }
}

import Doors
import Foundation
import Spreadsheets

/// `mingcha.json` in the data folder; every entry may be missing, and none may be misspelt.
struct SettingsFile: Decodable, Sendable {
    var database: String?
    var host: String?
    var port: Int?
    var publicURL: String?
    var assets: String?
    var logLevel: String?
    var trustedProxies: [String]?
    var metricsFrom: [String]?
    var connections: Int?
    var connectionsPerOrigin: Int?
    var clamd: String?
    var clamdWhenDown: String?
    /// Of former releases, when a proxy could only be believed or not.
    var trustsProxy: Bool?

    /// Every entry there is; what is not here is refused by name.
    enum CodingKeys: String, CodingKey, CaseIterable {
        case database, host, port, publicURL, assets, logLevel, trustedProxies, metricsFrom, connections, connectionsPerOrigin, clamd, clamdWhenDown, trustsProxy
    }

    static let name = "mingcha.json"

    init() {}

    static func read(folder: String) throws -> SettingsFile {
        let path = folder + "/" + name
        guard FileManager.default.fileExists(atPath: path) else { return SettingsFile() }
        guard let data = FileManager.default.contents(atPath: path) else { throw SettingRefused.unreadableFile(path) }
        try scan(Array(data), path)
        guard let object = try? JSONSerialization.jsonObject(with: data), let entries = object as? [String: Any] else {
            throw SettingRefused.malformedFile(path, line: nil)
        }
        let known = CodingKeys.allCases.map(\.rawValue)
        if let stranger = entries.keys.sorted().first(where: { !known.contains($0) }) {
            throw SettingRefused.unknown(stranger, in: path, known: known.filter { $0 != CodingKeys.trustsProxy.rawValue })
        }
        do {
            return try JSONDecoder().decode(SettingsFile.self, from: data)
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            throw SettingRefused.wrongKind(context.codingPath.first?.stringValue ?? "", in: path)
        } catch {
            throw SettingRefused.malformedFile(path, line: nil)
        }
    }

    /// Foundation passes over names that are there twice, and does not say where it stopped.
    private static func scan(_ data: [UInt8], _ path: String) throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = data.starts(with: mark) ? Array(data.dropFirst(mark.count)) : data
        do {
            try JSONScanner.scan(bytes, .init(depth: 8, pieces: 10_000, text: 10_000)) { _ in }
        } catch JSONScanner.Refused.twice(let name) {
            throw SettingRefused.twice(name, in: path)
        } catch JSONScanner.Refused.malformed(let offset) {
            throw SettingRefused.malformedFile(path, line: 1 + bytes.prefix(offset).count { $0 == 0x0A })
        } catch {
            throw SettingRefused.malformedFile(path, line: nil)
        }
    }

    /// A database address as it may be shown: without its password.
    static func shown(_ location: String) -> String {
        let location = location.replacing(/([?&]password=)[^&]*/) { "\($0.1)…" }
        guard let start = location.range(of: "://"), let at = location[start.upperBound...].lastIndex(of: "@"),
            let colon = location[start.upperBound..<at].firstIndex(of: ":")
        else { return location }
        return String(location[..<colon] + ":…" + location[at...])
    }

    /// What a library said, without the password it may have repeated.
    static func withoutPassword(_ text: String, of location: String) -> String {
        text.replacingOccurrences(of: location, with: shown(location))
            .split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
    }
}

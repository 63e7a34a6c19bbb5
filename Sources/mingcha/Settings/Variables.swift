import Foundation

/// The settings that may stand in the environment.
enum Variables: String, CaseIterable {
    case data = "MINGCHA_DATA"
    case database = "MINGCHA_DATABASE"
    case host = "MINGCHA_HOST"
    case port = "MINGCHA_PORT"
    case publicURL = "MINGCHA_PUBLIC_URL"
    case assets = "MINGCHA_ASSETS"
    case logLevel = "MINGCHA_LOG_LEVEL"
    case trustedProxies = "MINGCHA_TRUSTED_PROXIES"
    case metricsFrom = "MINGCHA_METRICS_FROM"
    case connections = "MINGCHA_CONNECTIONS"
    case connectionsPerOrigin = "MINGCHA_CONNECTIONS_PER_ORIGIN"
    case clamd = "MINGCHA_CLAMD"
    case clamdWhenDown = "MINGCHA_CLAMD_WHEN_DOWN"
    /// Of former releases.
    case trustProxy = "MINGCHA_TRUST_PROXY"

    var value: String? { ProcessInfo.processInfo.environment[rawValue] }

    /// Addresses, one behind the other with commas between.
    var list: [String]? {
        value.map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty } }
    }

    /// `MINGCHA_TEST_…` belongs to the tests.
    static func refuseUnknown() throws {
        let known = allCases.map(\.rawValue)
        let names = ProcessInfo.processInfo.environment.keys.filter { $0.hasPrefix("MINGCHA_") && !$0.hasPrefix("MINGCHA_TEST_") }
        guard let stranger = names.sorted().first(where: { !known.contains($0) }) else { return }
        throw SettingRefused.unknownVariable(stranger, known: known.filter { $0 != trustProxy.rawValue })
    }
}

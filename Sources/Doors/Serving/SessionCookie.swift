import Authority

/// The cookies that hold a login, one for each side of the platform. Behind TLS their names carry the prefix by which
/// browsers take them from this host alone, for every path, and never over plain HTTP (RFC 6265bis, `__Host-`).
package enum SessionCookie: CaseIterable, Sendable {
    case agency, enterprise

    package func name(isSecure: Bool) -> String {
        let plain =
            switch self {
            case .agency: "mingcha-session"
            case .enterprise: "mingcha-enterprise"
            }
        return isSecure ? "__Host-" + plain : plain
    }

    /// The cookie names the channel before the token: `desktop.…` or `mobile.…`.
    package static func value(_ channel: Channel, _ token: SessionToken) -> String { channel.rawValue + "." + token.text }

    package static func read(_ value: String) -> (channel: Channel, token: SessionToken)? {
        let parts = value.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let channel = Channel(rawValue: String(parts[0])) else { return nil }
        return (channel, SessionToken(String(parts[1])))
    }
}

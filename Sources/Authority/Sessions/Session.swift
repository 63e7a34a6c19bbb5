import Cryptography
import Storage
import Timekeeping

/// Where somebody works from; an account has at most one login on each (SEC-03).
package enum Channel: String, CaseIterable, Sendable, SQLConvertible {
    case desktop, mobile

    /// Without action for longer, the login has ended (SEC-03).
    var idleMinutes: Int64 {
        switch self {
        case .desktop: Int64(Parameter.idleMinutes.standard)
        case .mobile: 8 * 60
        }
    }

    /// However much somebody does, the login ends after so many hours; on the phone it lasts for the days without network.
    var longestHours: Int64 {
        switch self {
        case .desktop: 12
        case .mobile: 7 * 24
        }
    }

    package var label: String {
        switch self {
        case .desktop: "PC端"
        case .mobile: "APP端"
        }
    }
}

/// The secret a browser or a phone holds while somebody is logged in: 256 random bits. Only its hash is stored.
package struct SessionToken: Sendable, Hashable {
    package let text: String

    /// From a cookie; any text will do, because it only has to match.
    package init(_ text: String) { self.text = text }

    static func random() -> SessionToken { SessionToken(SecureRandom.hex(byteCount: 32)) }

    var digest: [UInt8] { Digest.sha256(text).bytes }

    /// What forms send along against forged requests (SEC-04): bound to the login, and useless without it.
    var csrfToken: String { MessageAuthentication.code(for: "csrf", key: text.utf8).hex }
}

/// A login that goes on, as one request sees it.
package struct CurrentSession: Sendable {
    /// Without any permission until the first password is set (ORG-11).
    package let actor: Actor
    package let channel: Channel
    package let mustChangePassword: Bool
    package let csrfToken: String
    let digest: [UInt8]
    /// 每页条数 as this person has chosen it (PORT-19); nil for the standard.
    package var pageSize: Int? = nil

    package func isForged(csrfToken sent: String) -> Bool { !constantTimeEqual(sent, csrfToken) }
}

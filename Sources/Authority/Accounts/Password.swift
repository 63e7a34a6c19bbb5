import Cryptography
import Storage

/// The rules for passwords that people choose (SEC-01).
package enum Password {
    package enum Refused: Refusal, Equatable {
        case tooWeak
        /// Guessed among the first, for all its kinds of characters.
        case tooCommon
        case wrongPresent
        case tooOften

        package var code: String {
            switch self {
            case .tooWeak: "authority.password.tooWeak"
            case .tooCommon: "authority.password.tooCommon"
            case .wrongPresent: "authority.password.wrongPresent"
            case .tooOften: "authority.password.tooOften"
            }
        }

        package var message: String {
            switch self {
            case .tooWeak: "密码不符合安全要求"
            case .tooCommon: "密码不符合安全要求：该密码过于常见或有规律，请换一个不易猜到的"
            case .wrongPresent: "原密码错误"
            case .tooOften: "原密码连续错误，请15分钟后再试"
            }
        }

        package var field: String? {
            switch self {
            case .tooWeak, .tooCommon: "new"
            case .wrongPresent, .tooOften: "present"
            }
        }
    }

    static let shortest = Parameter.passwordLength.standard
    /// Longer ones are refused before they are hashed.
    static let longest = 128
    /// Passwords that take fewer guesses than two to this power are known to everybody who tries.
    static let leastBits = 20.0
    /// How many of the last passwords can't be chosen again, the present one among them.
    static let kept = 5

    /// At least 8 characters of three kinds, nothing of the account in it, and not easily guessed. Whether it was used before is
    /// checked beside, against the hashes.
    /// - Parameter shortest: what the agency demands (CONF-04).
    static func permit(
        _ password: String, mobile: String, name: String, shortest: Int = shortest
    ) throws(Refused) {
        guard password.count >= shortest, password.count <= longest else { throw .tooWeak }
        guard (Self.shortest...longest).contains(password.count) else { throw .tooWeak }
        var kinds: Set<Int> = []
        for character in password {
            kinds.insert(character.isLowercase ? 0 : character.isUppercase ? 1 : character.isNumber ? 2 : 3)
        }
        guard kinds.count >= 3, !password.contains(mobile), password != name else { throw .tooWeak }
        guard PasswordGuessing.bits(password, known: [mobile, name]) >= leastBits else { throw .tooCommon }
    }
}

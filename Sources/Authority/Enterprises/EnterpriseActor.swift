import Cryptography
import Storage

/// Who of an enterprise does something, as known from the session of the request. It has neither permissions nor a
/// scope: what an enterprise may see is its own file.
package struct EnterpriseActor: Sendable {
    package let account: EnterpriseAccount.ID
    package let kind: EnterpriseAccount.Kind
    package let name: String
    package let enterprise: Identifier<EnterpriseMark>
    package let enterpriseName: String
    package let code: String
    /// Where the request came from, for the operation log (SEC-05).
    package let origin: String

    /// As the log names the person.
    var logName: String { "\(name)（\(enterpriseName)）" }
}

/// A login of an enterprise that goes on, as one request sees it.
package struct EnterpriseSession: Sendable {
    package let actor: EnterpriseActor
    package let channel: Channel
    package let mustChangePassword: Bool
    package let csrfToken: String
    let digest: [UInt8]

    package func isForged(csrfToken sent: String) -> Bool { !constantTimeEqual(sent, csrfToken) }
}

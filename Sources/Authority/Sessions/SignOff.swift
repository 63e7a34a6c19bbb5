import Storage
import Timekeeping

/// 注销: the login ends (SEC-03).
package struct SignOff: Sendable {
    package let session: CurrentSession

    package init(_ session: CurrentSession) { self.session = session }

    package static let signedOff = FactKind(code: "authority.session.signedOff", sentence: "{actor}退出登录（{channel}）")

    package func make(at now: Instant, in transaction: Transaction) throws {
        try session.end(in: transaction)
        try Fact(
            kind: Self.signedOff, actor: session.actor, at: now, organization: session.actor.organization,
            noun: "Account", record: session.actor.account.bytes, values: ["channel": session.channel.label]
        ).record(in: transaction)
    }
}

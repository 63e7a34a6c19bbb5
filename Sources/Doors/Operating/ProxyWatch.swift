import Authority
import Logging
import Storage
import Synchronization
import Timekeeping

/// Notices proxies that nobody declared: behind one, all people have one address, and one of them can lock out all.
package final class ProxyWatch: Sendable {
    private let told = Mutex<[String: Instant]>([:])
    /// More at once are no proxies but an attack; what is known by then is enough.
    private static let most = 50
    private static let seconds: Int64 = 3600

    package init() {}

    /// True at the first sight within an hour.
    func isNews(_ address: String, at now: Instant) -> Bool {
        told.withLock { told in
            if let last = told[address], now < last.advanced(seconds: Self.seconds), last <= now { return false }
            if told.count >= Self.most { told = told.filter { $0.value.advanced(seconds: Self.seconds) > now } }
            guard told.count < Self.most else { return false }
            told[address] = now
            return true
        }
    }

    package func note(_ address: String, _ platform: Platform) {
        let now = platform.clock.now()
        guard isNews(address, at: now) else { return }
        platform.log.warning(
            "收到带 X-Forwarded-For 等转发标记的请求，但来源不在 trustedProxies 中：标记不予采信，所有访问者都会记为这个地址。如是您的代理，请把它写入 trustedProxies",
            metadata: ["peer": "\(address)"])
        Task {
            // a notice that could not be kept is in the log all the same
            try? await platform.database.write { try UndeclaredProxy.keep(address, at: now, in: $0) }
        }
    }
}

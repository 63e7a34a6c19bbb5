import Foundation
import Logging
import Vault
import Web

/// Clears away, hour by hour, what is of no use any more: uploads that broke off, and old idempotency keys.
struct Sweeping: Sendable {
    let platform: Platform
    let vault: FileVault

    func run() async {
        do { try await vault.closeToOthers() } catch {
            platform.log.error("vault", metadata: ["cause": "\(error)"])
        }
        while !Task.isCancelled {
            do {
                try await sweep()
            } catch {
                platform.log.error("sweeping", metadata: ["cause": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(3600))
        }
    }

    func sweep() async throws {
        let now = platform.clock.now()
        try vault.removeAbandoned(before: Date(timeIntervalSince1970: Double(now.advanced(days: -1).milliseconds) / 1000))
        try await platform.database.write { try IdempotencyKey.forgetOld(at: now, in: $0) }
    }
}

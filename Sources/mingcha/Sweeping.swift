import Authority
import Doors
import Foundation
import Logging
import Tasking
import Vault
import Web

/// Clears away, every few minutes, what is of no use any more: test tasks whose end has come (TASK-08), invitations that
/// nobody answered in time (JOIN-07), uploads that broke off, old idempotency keys, and counts of failed logins.
struct Sweeping: Sendable {
    let platform: Platform
    let vault: FileVault

    func run() async {
        do { try await vault.closeToOthers() } catch {
            platform.log.error("文件库的权限未能收紧", metadata: ["cause": "\(OperatorWords.sentence(error))"])
        }
        while !Task.isCancelled {
            do {
                try await sweep()
            } catch {
                platform.log.error("清理未完成，几分钟后再试", metadata: ["cause": "\(OperatorWords.sentence(error))"])
            }
            try? await Task.sleep(for: .seconds(300))
        }
    }

    func sweep() async throws {
        let now = platform.clock.now()
        try vault.removeAbandoned(before: Date(timeIntervalSince1970: Double(now.advanced(days: -1).milliseconds) / 1000))
        try await platform.database.write { transaction in
            try IdempotencyKey.forgetOld(at: now, in: transaction)
            try LoginThrottle.forget(before: now, in: transaction)
        }
        try await InvitationExpiry().run(platform.database, clock: platform.clock)
        try await TestTaskPurge(keepers: Assembly.taskData).run(platform.database, clock: platform.clock)
    }
}

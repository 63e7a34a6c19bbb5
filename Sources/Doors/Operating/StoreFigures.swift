import Ledger
import Storage
import Vault

/// Figures of what is stored, for /metrics: whether the ledger keeps up, and what the folder of files was found to be.
enum StoreFigures {
    static func all(_ platform: Platform) async throws -> [Figure] {
        let (sequencer, vault): (Sequencer, FileVault) = (try platform.service(), try platform.service())
        let files = vault.watch.figures
        var gauges = [
            Figure("mingcha_ledger_stopped", .gauge, "1 while the ledger is not carried on because it does not hold.", sequencer.standing.problem == nil ? 0 : 1),
            Figure("mingcha_vault_damaged_files", .gauge, "Files that are missing or not what was kept, since the start.", Double(files.damaged.count)),
            Figure("mingcha_vault_infected_files", .gauge, "Uploads refused for malware, since the start.", Double(files.infected)),
            Figure("mingcha_vault_unscanned_files", .gauge, "Uploads that could not be scanned, since the start.", Double(files.unscanned)),
            Figure(
                "mingcha_work_waiting", .gauge, "Pieces of blocking work that wait for a thread.",
                Double(WorkerPool.Lane.allCases.map(WorkerPool.shared.depth).reduce(0, +))),
        ]
        // a store that does not answer must not take the other figures away
        if let lag = try? await sequencer.lag() {
            gauges.append(Figure("mingcha_ledger_waiting", .gauge, "Entries of the log that wait to be linked, at most.", Double(lag.facts)))
            gauges.append(Figure("mingcha_ledger_lag_seconds", .gauge, "For how long the oldest of them has waited.", Double(lag.seconds)))
        }
        return gauges
    }
}

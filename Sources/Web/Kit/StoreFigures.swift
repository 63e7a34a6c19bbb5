import Ledger
import Storage
import Vault

/// Figures of what is stored, for /metrics: whether the ledger keeps up, and what the folder of files was found to be.
enum StoreFigures {
    static func text(_ platform: Platform) async throws -> String {
        let (sequencer, vault): (Sequencer, FileVault) = (try platform.service(), try platform.service())
        let files = vault.watch.figures
        var gauges: [(name: String, help: String, value: String)] = [
            ("mingcha_ledger_stopped", "1 while the ledger is not carried on because it does not hold", sequencer.standing.problem == nil ? "0" : "1"),
            ("mingcha_vault_damaged_files", "Files that are missing or not what was kept, since the start", "\(files.damaged.count)"),
            ("mingcha_vault_infected_files", "Uploads refused for malware, since the start", "\(files.infected)"),
            ("mingcha_vault_unscanned_files", "Uploads that could not be scanned, since the start", "\(files.unscanned)"),
            ("mingcha_work_waiting", "Pieces of blocking work that wait for a thread", "\(WorkerPool.Lane.allCases.map(WorkerPool.shared.depth).reduce(0, +))"),
        ]
        // a store that does not answer must not take the other figures away
        if let lag = try? await sequencer.lag() {
            gauges.append(("mingcha_ledger_waiting", "Entries of the log that wait to be linked, at most", "\(lag.facts)"))
            gauges.append(("mingcha_ledger_lag_seconds", "For how long the oldest of them has waited", "\(lag.seconds)"))
        }
        return gauges.map { "# HELP \($0.name) \($0.help)\n# TYPE \($0.name) gauge\n\($0.name) \($0.value)\n" }.joined()
    }
}

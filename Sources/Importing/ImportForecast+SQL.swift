import Authority
import Ledger
import Storage

extension ImportChange {
    /// The last fact of the person so far.
    package static func latest(of actor: Actor, in transaction: Transaction) throws -> Int64 {
        try transaction.value("SELECT serial FROM fact WHERE actor_id = \(actor.account) ORDER BY serial DESC LIMIT 1") ?? 0
    }

    /// What the facts after that one say of values that were there and are others now.
    static func recorded(by actor: Actor, after serial: Int64, in transaction: Transaction) throws -> [ImportChange] {
        let payloads = try transaction.all(
            "SELECT payload FROM fact WHERE actor_id = \(actor.account) AND serial > \(serial) ORDER BY serial"
        ) { try $0.next(String.self) }
        return try payloads.flatMap { json in
            let payload = try FactPayload(json: json)
            let name = payload.values["name"] ?? payload.values["item"] ?? payload.values["form"] ?? payload.values["agency"] ?? ""
            return payload.details.compactMap { detail in
                detail.before.map { ImportChange(name: name, column: detail.label, before: $0, after: detail.after ?? "") }
            }
        }
    }

    package static func clear(_ job: Job.ID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM import_change WHERE job_id = \(job)")
    }

    package static func insert(_ changes: some Collection<ImportChange>, job: Job.ID, in transaction: Transaction) throws {
        guard !changes.isEmpty else { return }
        let values = changes.map { change -> SQL in "(\(job), \(change.name), \(change.column), \(change.before), \(change.after))" }
        try transaction.execute(
            "INSERT INTO import_change (job_id, name, column_name, former, later) VALUES \(values.joinedByComma())")
    }

    /// In the order of the file.
    package static func list(_ job: Job.ID, in transaction: Transaction) throws -> [ImportChange] {
        try transaction.all(
            "SELECT name, column_name, former, later FROM import_change WHERE job_id = \(job) ORDER BY serial LIMIT \(shown)"
        ) { ImportChange(name: try $0.next(), column: try $0.next(), before: try $0.next(), after: try $0.next()) }
    }
}

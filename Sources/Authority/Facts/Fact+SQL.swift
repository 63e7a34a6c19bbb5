import Storage

extension Fact {
    /// Writes the fact; it stands or falls with the transaction of its act.
    @discardableResult
    package func record(in transaction: Transaction) throws -> Fact.ID {
        let id = Fact.ID(at: at)
        try transaction.execute(
            """
            INSERT INTO fact (id, recorded_at, kind, actor_id, actor_name, actor_organization_id, organization_id,
                origin, noun, record_id, payload)
            VALUES (\(id), \(at), \(kind.code), \(actor?.account ?? enterprise?.account.as(Account.self)), \(actorName), \(actor?.organization), \(organization),
                \(origin), \(noun.description), \(record), \(payload.canonicalJSON))
            """)
        return id
    }
}

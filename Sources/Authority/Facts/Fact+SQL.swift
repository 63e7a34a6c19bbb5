import Storage

extension Fact {
    /// Writes the fact; it stands or falls with the transaction of its act, at whose end it is sealed.
    @discardableResult
    package func record(in transaction: Transaction) throws -> Fact.ID {
        let id = Fact.ID(at: at)
        let (account, json) = (actor?.account ?? enterprise?.account.as(Account.self), payload.canonicalJSON)
        let row = FactRow { serial in
            RecordedFact(
                serial: serial, id: id, at: at, kind: kind.code, actor: account, actorName: actorName,
                actorOrganization: actor?.organization, organization: organization, origin: origin,
                noun: noun.description, record: record, payload: json)
        }
        try transaction.later(
            """
            INSERT INTO fact (id, recorded_at, kind, actor_id, actor_name, actor_organization_id, organization_id,
                origin, noun, record_id, payload)
            VALUES (\(id), \(at), \(kind.code), \(account), \(actorName), \(actor?.organization), \(organization),
                \(origin), \(noun.description), \(record), \(json))
            RETURNING serial
            """) { row.serial = try $0.next() }
        if transaction.sealing != nil { transaction.atEnd(FactSealing.self) { $0.add(row) } }
        return id
    }
}

import Storage

extension RecordedFact {
    /// The columns of table `fact` under the alias `t`, in the order `init(_:)` reads them.
    package static var columns: SQL {
        """
        t.serial, t.id, t.recorded_at, t.kind, t.actor_id, t.actor_name, t.actor_organization_id, t.organization_id,
        t.origin, t.noun, t.record_id, t.payload
        """
    }

    package init(_ row: inout Row) throws {
        try self.init(
            serial: row.next(), id: row.next(), at: row.next(), kind: row.next(), actor: row.next(),
            actorName: row.next(), actorOrganization: row.next(), organization: row.next(), origin: row.next(),
            noun: row.next(), record: row.next(), payload: row.next())
    }
}

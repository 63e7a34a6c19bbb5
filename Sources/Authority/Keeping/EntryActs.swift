import Storage

/// An entry enters the library of the actor's agency.
package struct EntryAddition<Record: EntryRecord>: Sendable {
    package let record: Record

    package init(_ record: Record) { self.record = record }

    @discardableResult
    package func make(in act: ActContext) throws -> AgencyEntry<Record>.ID {
        try act.actor.require(Record.library.keptBy)
        try record.permit()
        let entry = AgencyEntry(record, in: act)
        try act.add(entry)
        return entry.id
    }
}

/// Its fields become these.
package struct EntryChange<Record: EntryRecord>: Sendable {
    package let entry: AgencyEntry<Record>.ID
    package let version: Int
    package let record: Record

    package init(of entry: AgencyEntry<Record>.ID, version: Int, to record: Record) {
        (self.entry, self.version, self.record) = (entry, version, record)
    }

    package func make(in act: ActContext) throws {
        try act.actor.require(Record.library.keptBy)
        let former = try AgencyEntry<Record>.load(entry, in: act)
        try record.permit()
        try act.change(former, fields: record, expecting: version)
    }
}

/// Somebody looks at the personal data of an entry, whole; each look is a fact (SEC-06).
package struct EntryFullView<Record: EntryRecord>: Sendable {
    package let entry: AgencyEntry<Record>.ID

    package init(of entry: AgencyEntry<Record>.ID) { self.entry = entry }

    package func make(in act: ActContext) throws -> AgencyEntry<Record> {
        try act.actor.require(.readFullData)
        guard let viewed = Record.library.facts.viewed else { throw NotFound() }
        let found = try AgencyEntry<Record>.load(entry, scope: act.actor.scope, protection: act.protection, in: act.transaction)
        try act.record(viewed, of: found)
        return found
    }
}

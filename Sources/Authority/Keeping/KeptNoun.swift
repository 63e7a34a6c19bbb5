import Storage

/// A noun whose fields people fill in: how its row is written, and what its facts are called. Its rows are written by
/// `ActContext.add` and `change` alone, so that none is written without its fact, nor changed without its version. Permission,
/// scope and rules stand before them, in the act.
package protocol KeptNoun: Recorded {
    associatedtype Record: DeclaredRecord

    static var added: FactKind { get }
    static var changed: FactKind { get }
    /// Which rule each constraint of its table holds.
    static var refusals: KeyValuePairs<String, any Refusal> { get }

    var record: Record { get set }
    func insert(in act: ActContext) throws
    /// Writes the row as it is to be, unless somebody was faster.
    func update(expecting version: Int, in act: ActContext) throws
}

/// One that is taken away altogether; the log keeps what it was.
package protocol RemovableNoun: KeptNoun {
    static var removed: FactKind { get }
    func delete(expecting version: Int, in act: ActContext) throws
}

extension ActContext {
    /// Writes a new one and the fact with all that is filled in.
    package func add<Noun: KeptNoun>(_ new: Noun) throws {
        try transaction.refusing(Noun.refusals) { try new.insert(in: self) }
        try record(Noun.added, of: new, Noun.Record.changes(from: nil, to: new.record))
    }

    /// Its fields become these.
    /// - Returns: what it has become.
    @discardableResult
    package func change<Noun: KeptNoun>(_ former: Noun, fields record: Noun.Record, expecting version: Int) throws -> Noun {
        var changed = former
        changed.record = record
        try change(former, to: changed, expecting: version)
        return changed
    }

    /// Writes what it is to be and the fact with every field that differs, before and after.
    package func change<Noun: KeptNoun>(_ former: Noun, to changed: Noun, expecting version: Int) throws {
        try transaction.refusing(Noun.refusals) { try changed.update(expecting: version, in: self) }
        try record(Noun.changed, of: changed, Noun.Record.changes(from: former.record, to: changed.record))
    }

    /// Deletes it and writes the fact with all that was filled in.
    package func remove<Noun: RemovableNoun>(_ noun: Noun, expecting version: Int) throws {
        try noun.delete(expecting: version, in: self)
        try record(Noun.removed, of: noun, Noun.Record.changes(from: noun.record, to: nil))
    }
}

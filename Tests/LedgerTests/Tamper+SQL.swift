import Authority
import Ledger
import Storage

/// One thing that somebody with the database, and without the keys, does to it.
struct Tamper {
    let name: String
    let statements: [SQL]

    /// - Parameters:
    ///   - facts: how many there are; their serials are 1 to that.
    ///   - linked: how many of them are in the ledger.
    static func random(
        facts: Int64, linked: Int64, checkpoints: Int64, using random: inout some RandomNumberGenerator
    ) -> Tamper {
        let one = Int64.random(in: 1...facts, using: &random)
        var other = Int64.random(in: 1..<facts, using: &random)
        if other >= one { other += 1 }
        let entry = Int64.random(in: 0..<linked, using: &random)
        let otherEntry = (entry + Int64.random(in: 1..<linked, using: &random)) % linked
        let checkpoint = Int64.random(in: 1...checkpoints, using: &random)
        let strand = Int64.random(in: 1...32, using: &random)
        let all = flips(one, entry, checkpoint, strand) + deletions(one, entry, checkpoint, strand)
            + swaps(one, other, entry, otherEntry) + insertions(one, entry, checkpoint) + truncations(one, linked)
        return all[Int.random(in: 0..<all.count, using: &random)]
    }

    private static func flips(_ fact: Int64, _ entry: Int64, _ checkpoint: Int64, _ strand: Int64) -> [Tamper] {
        let changes: [(SQL, String)] = [
            ("UPDATE fact SET payload = payload || ' ' WHERE serial = \(fact)", "payload"),
            ("UPDATE fact SET kind = kind || 'x' WHERE serial = \(fact)", "kind"),
            ("UPDATE fact SET actor_name = '张三' WHERE serial = \(fact)", "actor"),
            ("UPDATE fact SET recorded_at = recorded_at - 1 WHERE serial = \(fact)", "time"),
            ("UPDATE fact SET origin = '10.0.0.1' WHERE serial = \(fact)", "origin"),
            ("UPDATE fact SET organization_id = id WHERE serial = \(fact)", "organization"),
            ("UPDATE fact SET serial = serial + 1000 WHERE serial = \(fact)", "serial"),
            ("UPDATE fact SET id = \(Fact.ID()) WHERE serial = \(fact)", "id"),
            ("UPDATE ledger_entry SET leaf = \([UInt8](repeating: 9, count: 32)) WHERE position = \(entry)", "leaf"),
            ("UPDATE ledger_entry SET leaf = \([UInt8](repeating: 9, count: 3)) WHERE position = \(entry)", "short leaf"),
            ("UPDATE ledger_entry SET fact_id = \(Fact.ID()) WHERE position = \(entry)", "entry of another fact"),
            ("UPDATE ledger_entry SET position = position + 1000 WHERE position = \(entry)", "position"),
            ("UPDATE ledger_checkpoint SET root = \([UInt8](repeating: 9, count: 32)) WHERE number = \(checkpoint)", "root"),
            ("UPDATE ledger_checkpoint SET root = \([UInt8](repeating: 9, count: 5)) WHERE number = \(checkpoint)", "short root"),
            ("UPDATE ledger_checkpoint SET signed_at = signed_at + 1 WHERE number = \(checkpoint)", "signed at"),
            ("UPDATE ledger_checkpoint SET size = size + 1 WHERE number = \(checkpoint)", "checkpoint size"),
            ("UPDATE ledger_checkpoint SET number = number + 100 WHERE number = \(checkpoint)", "checkpoint number"),
            ("UPDATE ledger_checkpoint SET format = 1 WHERE number = \(checkpoint)", "checkpoint format"),
            ("UPDATE ledger_checkpoint SET key_id = 'x' WHERE number = \(checkpoint)", "key"),
            ("UPDATE ledger_checkpoint SET signature = root WHERE number = \(checkpoint)", "signature"),
            ("UPDATE ledger_state SET settled_serial = settled_serial - 1", "settled"),
            ("UPDATE ledger_state SET highest_serial = highest_serial + 1", "highest"),
            ("UPDATE ledger_state SET checkpoints = checkpoints - 1", "count of checkpoints"),
            ("UPDATE ledger_state SET size = size - 1", "size"),
            ("UPDATE ledger_state SET code = NULL", "seal of the state"),
            ("UPDATE fact_seal SET code = \([UInt8](repeating: 9, count: 32)) WHERE serial = \(fact)", "seal"),
            ("UPDATE fact_seal SET number = number + 1000 WHERE serial = \(fact)", "number of a seal"),
            ("UPDATE fact_seal SET strand = 33 WHERE serial = \(fact)", "strand of a seal"),
            ("UPDATE fact_seal SET serial = serial + 1000 WHERE serial = \(fact)", "serial of a seal"),
            ("UPDATE fact_strand SET count = count + 1 WHERE strand = \(strand)", "count of a strand"),
            ("UPDATE fact_strand SET strand = 40 WHERE strand = \(strand)", "strand"),
        ]
        return changes.map { Tamper(name: "flip \($0.1)", statements: [$0.0]) }
    }

    private static func deletions(_ fact: Int64, _ entry: Int64, _ checkpoint: Int64, _ strand: Int64) -> [Tamper] {
        [
            Tamper(name: "delete a fact", statements: ["DELETE FROM fact WHERE serial = \(fact)"]),
            Tamper(name: "delete a fact and its seal", statements: [
                "DELETE FROM fact WHERE serial = \(fact)", "DELETE FROM fact_seal WHERE serial = \(fact)",
            ]),
            Tamper(name: "delete a seal", statements: ["DELETE FROM fact_seal WHERE serial = \(fact)"]),
            Tamper(name: "delete an entry", statements: ["DELETE FROM ledger_entry WHERE position = \(entry)"]),
            Tamper(name: "delete a checkpoint", statements: ["DELETE FROM ledger_checkpoint WHERE number = \(checkpoint)"]),
            Tamper(name: "delete the last checkpoint", statements: [
                "DELETE FROM ledger_checkpoint WHERE number = (SELECT max(number) FROM ledger_checkpoint)"
            ]),
            Tamper(name: "delete a strand", statements: ["DELETE FROM fact_strand WHERE strand = \(strand)"]),
            Tamper(name: "delete the state", statements: ["DELETE FROM ledger_state"]),
        ]
    }

    private static func swaps(_ one: Int64, _ other: Int64, _ entry: Int64, _ otherEntry: Int64) -> [Tamper] {
        [
            Tamper(name: "swap two facts", statements: [
                "UPDATE fact SET serial = -1 WHERE serial = \(one)", "UPDATE fact SET serial = \(one) WHERE serial = \(other)",
                "UPDATE fact SET serial = \(other) WHERE serial = -1",
            ]),
            Tamper(name: "swap two facts with their seals", statements: [
                "UPDATE fact SET serial = -1 WHERE serial = \(one)", "UPDATE fact SET serial = \(one) WHERE serial = \(other)",
                "UPDATE fact SET serial = \(other) WHERE serial = -1",
                "UPDATE fact_seal SET serial = -1 WHERE serial = \(one)",
                "UPDATE fact_seal SET serial = \(one) WHERE serial = \(other)",
                "UPDATE fact_seal SET serial = \(other) WHERE serial = -1",
            ]),
            Tamper(name: "swap two entries", statements: [
                "UPDATE ledger_entry SET position = -1 WHERE position = \(entry)",
                "UPDATE ledger_entry SET position = \(entry) WHERE position = \(otherEntry)",
                "UPDATE ledger_entry SET position = \(otherEntry) WHERE position = -1",
            ]),
        ]
    }

    private static func insertions(_ fact: Int64, _ entry: Int64, _ checkpoint: Int64) -> [Tamper] {
        let copied: (Int64) -> SQL = { serial in
            """
            INSERT INTO fact (serial, id, recorded_at, kind, actor_name, origin, noun, payload)
            SELECT \(serial), \(Fact.ID()), recorded_at, kind, actor_name, origin, noun, payload FROM fact WHERE serial = \(fact)
            """
        }
        return [
            Tamper(name: "insert a fact at the end", statements: [copied(5000)]),
            Tamper(name: "insert a fact before all", statements: [copied(-5)]),
            Tamper(name: "insert a fact with a copied seal", statements: [
                copied(5000),
                "INSERT INTO fact_seal (serial, strand, number, code) SELECT 5000, 2, 1, code FROM fact_seal WHERE serial = \(fact)",
            ]),
            Tamper(name: "insert an entry", statements: [
                "INSERT INTO ledger_entry (position, fact_id, leaf) SELECT 1000, \(Fact.ID()), leaf FROM ledger_entry WHERE position = \(entry)"
            ]),
            Tamper(name: "insert a checkpoint", statements: [
                """
                INSERT INTO ledger_checkpoint (number, format, size, root, signed_at, key_id, signature)
                SELECT 99, 2, 2, root, signed_at, key_id, signature FROM ledger_checkpoint WHERE number = \(checkpoint)
                """
            ]),
        ]
    }

    private static func truncations(_ fact: Int64, _ linked: Int64) -> [Tamper] {
        [
            Tamper(name: "truncate the facts", statements: ["DELETE FROM fact WHERE serial >= \(fact)"]),
            Tamper(name: "truncate the facts with their seals", statements: [
                "DELETE FROM fact WHERE serial >= \(fact)", "DELETE FROM fact_seal WHERE serial >= \(fact)",
            ]),
            Tamper(name: "truncate everything", statements: [
                "DELETE FROM fact WHERE serial >= \(fact)", "DELETE FROM fact_seal WHERE serial >= \(fact)",
                "DELETE FROM ledger_entry WHERE position >= \(fact - 1)", "DELETE FROM ledger_checkpoint WHERE size >= \(fact)",
            ]),
        ]
    }
}

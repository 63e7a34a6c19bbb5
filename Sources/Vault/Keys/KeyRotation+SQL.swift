import Cryptography
import Storage
import Timekeeping

extension KeyRotation {
    package static func unfinished(in transaction: Transaction) throws -> KeyRotation? {
        try transaction.locked(
            "SELECT serial, key_id, place, resealed FROM key_rotation WHERE ended_at IS NULL ORDER BY serial DESC LIMIT 1"
        ) { row in
            let (serial, key, place, count): (Int64, String, String, Int) = try (row.next(), row.next(), row.next(), row.next())
            let parts = place.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            return KeyRotation(
                serial: serial, key: key, column: parts.first ?? "", record: parts.count > 1 ? Hex.bytes(parts[1]) ?? [] : [], count: count,
                before: parts.count > 2 ? Int(parts[2]) ?? 0 : 0)
        }
    }

    package static func begin(_ key: String, at now: Instant, in transaction: Transaction) throws -> KeyRotation {
        try transaction.execute(
            "INSERT INTO key_rotation (key_id, begun_at, place, resealed) VALUES (\(key), \(now), '', 0)")
        guard let begun = try unfinished(in: transaction) else { throw StorageError.broken("the change of keys just begun is not there") }
        return begun
    }

    package func save(in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE key_rotation SET place = \("\(column)/\(Hex.string(record))/\(before)"), resealed = \(count) WHERE serial = \(serial)")
    }

    package func end(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("UPDATE key_rotation SET ended_at = \(now), resealed = \(count) WHERE serial = \(serial)")
    }
}

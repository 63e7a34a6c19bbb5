import Authority
import Cryptography
import Storage
import Tasking
import Timekeeping

extension FieldDelivery.Head {
    static func load(_ device: FieldDevice.ID, in transaction: Transaction) throws -> FieldDelivery.Head {
        try transaction.first(
            "SELECT seq, hash, at, account_id FROM field_event WHERE device_id = \(device) ORDER BY seq DESC LIMIT 1"
        ) { row in
            FieldDelivery.Head(
                seq: try row.next(), hash: try Digest.read(&row), at: try row.next(), account: try row.next())
        } ?? FieldDelivery.Head()
    }
}

extension FieldDelivery {
    /// An event the server has already.
    struct Known {
        let hash: Digest
        let rejection: Rejection?

        static func find(_ id: FieldEvent.ID, in transaction: Transaction) throws -> Known? {
            try transaction.first("SELECT hash, refusal_code, refusal_message FROM field_event WHERE id = \(id)") { row in
                let hash = try Digest.read(&row)
                let code: String = try row.next()
                let message: String = try row.next()
                return Known(hash: hash, rejection: code.isEmpty ? nil : Rejection(event: id, code: code, message: message))
            }
        }
    }

    func insert(
        _ event: FieldEvent, _ rejection: Rejection?, by actor: Actor, at now: Instant, protection: any FieldProtection,
        in transaction: Transaction
    ) throws {
        let payload = String(decoding: event.payload.canonical, as: UTF8.self)
        try transaction.execute(
            """
            INSERT INTO field_event (id, device_id, seq, visit_id, kind, at, payload_sealed, prev, hash, account_id,
                received_at, refusal_code, refusal_message)
            VALUES (\(event.id), \(device), \(event.seq), \(visit), \(event.kind), \(event.at),
                \(try protection.seal(payload, field: FieldEvent.sealedField, record: event.id.bytes)), \(event.prev.bytes),
                \(event.hash.bytes), \(actor.account), \(now), \(rejection?.code ?? ""), \(rejection?.message ?? ""))
            """)
        if rejection == nil, let file = event.payload["sha256"]?.text.flatMap(Digest.init(hex:)) {
            try FieldFile.note(file, of: visit, in: transaction)
        }
    }
}

extension FieldEvent {
    static let sealedField: StaticString = "field_event.payload"

    /// The events that count, of one visit, in the order of arrival; `except` leaves those of one device out.
    package static func of(
        _ visit: TaskSubject.ID, except device: FieldDevice.ID? = nil, protection: any FieldProtection,
        in transaction: Transaction
    ) throws -> [FieldEvent] {
        let others: SQL = if let device { "AND device_id <> \(device)" } else { "" }
        return try transaction.all(
            """
            SELECT id, device_id, seq, kind, at, payload_sealed, prev, hash FROM field_event
            WHERE visit_id = \(visit) AND refusal_code = '' \(others) ORDER BY serial
            """
        ) { row in
            let id: ID = try row.next()
            let device: FieldDevice.ID = try row.next()
            let seq: Int64 = try row.next()
            let kind: String = try row.next()
            let at: Int64 = try row.next()
            let payload = try protection.open(try row.next([UInt8].self), field: sealedField, record: id.bytes)
            return FieldEvent(
                id: id, device: device, seq: seq, visit: visit, kind: kind, at: at,
                payload: try JSONReader.read(Array(payload.utf8)), prev: try Digest.read(&row), hash: try Digest.read(&row))
        }
    }
}

/// A file that an event of a visit speaks of; its officers may fetch it.
package enum FieldFile {
    static func note(_ file: Digest, of visit: TaskSubject.ID, in transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO field_file (hash, visit_id) VALUES (\(file.bytes), \(visit)) ON CONFLICT (hash, visit_id) DO NOTHING")
    }

    /// Whether the officer has a visit that refers to it.
    package static func isOpen(
        _ file: Digest, to officer: Identifier<OfficerMark>, in transaction: Transaction
    ) throws -> Bool {
        try transaction.value(
            """
            SELECT 1 FROM field_file f JOIN task_subject_officer o ON o.task_subject_id = f.visit_id
            WHERE f.hash = \(file.bytes) AND o.officer_id = \(officer) LIMIT 1
            """, as: Int.self) != nil
    }
}

extension Digest {
    static func read(_ row: inout Row) throws -> Digest {
        guard let digest = Digest(bytes: try row.next([UInt8].self)) else {
            throw StorageError.broken("a stored hash is not 32 bytes")
        }
        return digest
    }
}

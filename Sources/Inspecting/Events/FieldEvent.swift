import Cryptography
import Storage
import Tasking
import Timekeeping

/// A browser profile with an account on a phone; its events form one chain.
package enum FieldDevice {
    package typealias ID = Identifier<FieldDevice>
}

/// One step an officer took on site, as the phone recorded it (ADR 0002). Kept as it came, for ever.
package struct FieldEvent: Sendable, Equatable {
    package typealias ID = Identifier<FieldEvent>

    package let id: ID
    package let device: FieldDevice.ID
    package let seq: Int64
    package let visit: TaskSubject.ID
    /// Text and not the enum: an event of an unknown kind is stored as refused.
    package let kind: String
    package let at: Int64
    package let payload: JSONValue
    package let prev: Digest
    package let hash: Digest

    package init(
        id: ID, device: FieldDevice.ID, seq: Int64, visit: TaskSubject.ID, kind: String, at: Int64, payload: JSONValue,
        prev: Digest, hash: Digest
    ) {
        (self.id, self.device, self.seq, self.visit, self.kind) = (id, device, seq, visit, kind)
        (self.at, self.payload, self.prev, self.hash) = (at, payload, prev, hash)
    }

    /// What stands before the first event of a device.
    package static let genesis = Digest(bytes: [UInt8](repeating: 0, count: Digest.byteCount)) ?? .sha256("")

    /// The hash this event must carry.
    package var computedHash: Digest { .sha256(JSONValue.object(hashedMembers).canonical) }

    package var json: JSONValue { .object(hashedMembers + [.init("hash", .text(hash.hex))]) }

    private var hashedMembers: [JSONValue.Member] {
        [
            .init("at", .integer(at)), .init("device", .text(device.description)), .init("id", .text(id.description)),
            .init("kind", .text(kind)), .init("payload", payload), .init("prev", .text(prev.hex)),
            .init("seq", .integer(seq)), .init("visit", .text(visit.description)),
        ]
    }

    /// Nil when a field is missing or of another type.
    package init?(_ json: JSONValue) {
        guard let id = json["id"]?.text.flatMap(ID.init), let device = json["device"]?.text.flatMap(FieldDevice.ID.init),
            let seq = json["seq"]?.integer, seq >= 1, let visit = json["visit"]?.text.flatMap(TaskSubject.ID.init),
            let kind = json["kind"]?.text, kind.utf8.count <= 40, let at = json["at"]?.integer, let payload = json["payload"],
            payload.members != nil, let prev = json["prev"]?.text.flatMap(Digest.init(hex:)),
            let hash = json["hash"]?.text.flatMap(Digest.init(hex:))
        else { return nil }
        self.init(
            id: id, device: device, seq: seq, visit: visit, kind: kind, at: at, payload: payload, prev: prev, hash: hash)
    }
}

extension [FieldEvent] {
    /// The order in which the events of all devices count: time, then device as text, then sequence.
    package var merged: [FieldEvent] {
        sorted { ($0.at, $0.device, $0.seq) < ($1.at, $1.device, $1.seq) }
    }
}

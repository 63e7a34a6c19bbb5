import Cryptography
import Storage
import Tasking

@testable import Inspecting

/// A phone that writes events, one chain a device.
struct Phone {
    let device: FieldDevice.ID
    let visit: TaskSubject.ID
    private(set) var events: [FieldEvent] = []
    var time: Int64 = 1_772_413_200_000

    init(_ visit: TaskSubject.ID, device: FieldDevice.ID = FieldDevice.ID()) { (self.visit, self.device) = (visit, device) }

    @discardableResult
    mutating func write(_ kind: String, _ payload: JSONValue.Member...) -> FieldEvent {
        time += 1000
        let bare = FieldEvent(
            id: FieldEvent.ID(), device: device, seq: Int64(events.count) + 1, visit: visit, kind: kind, at: time,
            payload: .object(payload), prev: events.last?.hash ?? FieldEvent.genesis, hash: FieldEvent.genesis)
        let event = FieldEvent(
            id: bare.id, device: device, seq: bare.seq, visit: visit, kind: kind, at: bare.at, payload: bare.payload,
            prev: bare.prev, hash: bare.computedHash)
        events.append(event)
        return event
    }

    @discardableResult
    mutating func answer(_ content: String, _ mark: AnswerMark, settles: [FieldEvent.ID] = []) -> FieldEvent {
        write(
            "answered", .init("content", .text(content)), .init("equipment", .null), .init("answer", .text(mark.rawValue)),
            .init("settles", .list(settles.map { .text($0.description) })))
    }

    mutating func note(_ content: String, _ text: String) {
        write("noted", .init("content", .text(content)), .init("equipment", .null), .init("text", .text(text)))
    }

    mutating func measure(_ content: String, _ kind: MeasureKind, on: Bool = true, amount: Int64? = nil, due: String? = nil) {
        write(
            "measureSet", .init("content", .text(content)), .init("equipment", .null), .init("kind", .text(kind.rawValue)),
            .init("on", .flag(on)), .init("amountFen", amount.map(JSONValue.integer) ?? .null),
            .init("due", due.map(JSONValue.text) ?? .null))
    }

    mutating func basics(_ field: VisitBasics.Field, _ value: String) {
        write("basicsChanged", .init("field", .text(field.rawValue)), .init("value", .text(value)))
    }

    mutating func photo(_ content: String, _ hash: String) {
        write(
            "photoAdded", .init("content", .text(content)), .init("equipment", .null), .init("sha256", .text(hash)),
            .init("bytes", .integer(1000)), .init("type", .text("image/jpeg")), .init("width", .integer(800)),
            .init("height", .integer(600)), .init("takenAt", .integer(time)), .init("place", .null))
    }

    mutating func sign(_ signer: String, _ name: String, _ digest: Digest, file: String) {
        write(
            "signed", .init("signer", .text(signer)), .init("name", .text(name)), .init("digest", .text(digest.hex)),
            .init("sha256", .text(file)), .init("bytes", .integer(900)), .init("type", .text("image/png")))
    }

    mutating func giveNotice() {
        write("noticeGiven", .init("certificatesShown", .flag(true)), .init("rightsTold", .flag(true)))
    }

    mutating func dispose(_ disposal: Disposal) {
        write("disposalSet", .init("disposal", .text(disposal.rawValue)), .init("note", .text("")))
    }
}

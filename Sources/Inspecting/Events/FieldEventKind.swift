import Cryptography
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// The closed list of kinds of ADR 0002, each with the keys its payload has.
package enum FieldEventKind: String, CaseIterable, Sendable {
    case basicsChanged, noticeGiven, answered, noted, measureSet, photoAdded, photoRemoved
    case otherProblemSet, otherProblemRemoved, fieldFilled, concluded, disposalSet, notInspectable, signed, refusedToSign, submitted

    /// What a value of a payload has to be.
    enum Shape {
        case text(Int), flag, content, equipment, problem, ids, hash, count, millis
        case optionalAmount, optionalDate, optionalPlace
        case oneOf([String])
    }

    /// Characters of one of the basics, and of the name of somebody who signs.
    static let longestBasics = 500, longestName = 60

    var shapes: [(key: String, shape: Shape)] {
        switch self {
        case .basicsChanged: [("field", .oneOf(VisitBasics.Field.allCases.map(\.rawValue))), ("value", .text(Self.longestBasics))]
        case .noticeGiven: [("certificatesShown", .flag), ("rightsTold", .flag)]
        case .answered:
            [("content", .content), ("equipment", .equipment), ("answer", .oneOf(AnswerMark.allCases.map(\.rawValue))), ("settles", .ids)]
        case .noted: [("content", .content), ("equipment", .equipment), ("text", .text(500))]
        case .measureSet:
            [
                ("content", .content), ("equipment", .equipment), ("kind", .oneOf(MeasureKind.allCases.map(\.rawValue))),
                ("on", .flag), ("amountFen", .optionalAmount), ("due", .optionalDate),
            ]
        case .photoAdded:
            [
                ("content", .content), ("equipment", .equipment), ("sha256", .hash), ("bytes", .count), ("type", .text(40)),
                ("width", .count), ("height", .count), ("takenAt", .millis), ("place", .optionalPlace),
            ]
        case .photoRemoved: [("content", .content), ("equipment", .equipment), ("sha256", .hash)]
        case .otherProblemSet: [("problem", .problem), ("text", .text(500)), ("place", .text(200)), ("provision", .text(500))]
        case .otherProblemRemoved: [("problem", .problem)]
        case .fieldFilled: [("field", .content), ("value", .text(500))]
        case .concluded: [("conclusion", .text(100))]
        case .disposalSet: [("disposal", .oneOf(Disposal.allCases.map(\.rawValue) + [""])), ("note", .text(500))]
        case .notInspectable:
            [("on", .flag), ("reason", .oneOf(NotInspectableReason.allCases.map(\.rawValue) + [""])), ("text", .text(500))]
        case .signed:
            [
                ("signer", .content), ("name", .text(Self.longestName)), ("digest", .hash), ("sha256", .hash), ("bytes", .count),
                ("type", .text(40)),
            ]
        case .refusedToSign: [("reason", .text(200)), ("witness", .text(60)), ("witnessUnit", .text(100)), ("digest", .hash)]
        case .submitted: [("digest", .hash)]
        }
    }

    /// Kinds that write a field. A word for it may name the last words of other devices that its writer had before him.
    private var isOfField: Bool {
        switch self {
        case .basicsChanged, .noticeGiven, .noted, .measureSet, .otherProblemSet, .fieldFilled, .concluded, .disposalSet, .notInspectable: true
        case .answered, .photoAdded, .photoRemoved, .otherProblemRemoved, .signed, .refusedToSign, .submitted: false
        }
    }

    /// Every key is there, none besides, and each value is what it has to be.
    func admits(_ payload: JSONValue) -> Bool {
        guard let members = payload.members else { return false }
        var wanted = shapes
        if isOfField, payload["settles"] != nil { wanted.append(("settles", .ids)) }
        return members.count == wanted.count && wanted.allSatisfy { key, shape in payload[key].map(shape.admits) ?? false }
    }
}

extension FieldEventKind.Shape {
    func admits(_ value: JSONValue) -> Bool {
        switch self {
        case .text(let limit): value.text.map { $0.count <= limit } ?? false
        case .flag: value.flag != nil
        case .content: value.text.map { (1...60).contains($0.utf8.count) } ?? false
        case .equipment: value.isNull || value.text.map { (1...60).contains($0.utf8.count) } ?? false
        case .problem: value.text.flatMap(InspectionProblem.ID.init) != nil
        case .ids: value.list.map { $0.count <= 20 && $0.allSatisfy { $0.text.flatMap(FieldEvent.ID.init) != nil } } ?? false
        case .hash: value.text.map { $0.utf8.count == 64 && Digest(hex: $0)?.hex == $0 } ?? false
        case .count: value.integer.map { (0...100_000_000).contains($0) } ?? false
        case .millis: value.integer.map { $0 > 0 } ?? false
        case .optionalAmount: value.isNull || value.integer.map { $0 >= 0 } ?? false
        case .optionalDate: value.isNull || value.text.flatMap { CalendarDate($0) } != nil
        case .optionalPlace: value.isNull || Self.isPlace(value)
        case .oneOf(let words): value.text.map(words.contains) ?? false
        }
    }

    /// WGS-84 in 10⁻⁷ degrees.
    private static func isPlace(_ value: JSONValue) -> Bool {
        guard value.members?.count == 3, let latitude = value["latitudeE7"]?.integer, let longitude = value["longitudeE7"]?.integer,
            let accuracy = value["accuracyM"]?.integer
        else { return false }
        return abs(latitude) <= 900_000_000 && abs(longitude) <= 1_800_000_000 && accuracy >= 0
    }
}

import Cryptography
import Foundation
import Storage
import Typesetting

/// What a document says, typed by its kind. It is frozen as JSON when the document is confirmed, and everything
/// printed later is made from that JSON.
package enum DocumentContent: Sendable, Equatable {
    case inspectionRecord(InspectionRecordContent)

    package var kind: DocumentKind {
        switch self {
        case .inspectionRecord: .inspectionRecord
        }
    }

    /// 当事人: who the document is about.
    package var partyName: String {
        switch self {
        case .inspectionRecord(let content): content.unit
        }
    }

    /// As it is printed.
    func sheet(_ stamp: DocumentStamp, images: [String: [UInt8]]) -> Sheet {
        switch self {
        case .inspectionRecord(let content): InspectionRecordSheet.make(content, stamp, images: images)
        }
    }

    /// The same with every character that no font has spelled as its number. Records from before such characters were
    /// refused are printed so.
    func spelled(by characters: PrintableCharacters) throws -> DocumentContent {
        var spelled = ""
        var rest = json.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let kind = rest.popFirst() else {
                spelled += characters.contains(scalar) ? String(scalar) : Self.spelling(scalar.value)
                continue
            }
            // JSON escapes control characters, which stand nowhere as they are
            switch kind {
            case "u":
                let value = UInt32(String(String.UnicodeScalarView(rest.prefix(4))), radix: 16) ?? 0xFFFD
                rest = rest.dropFirst(4)
                spelled += Self.spelling(value)
            case "b": spelled += Self.spelling(8)
            case "f": spelled += Self.spelling(12)
            case "r": spelled += Self.spelling(13)
            case _: spelled += "\\" + String(kind)
            }
        }
        return try DocumentContent(json: spelled, kind: kind)
    }

    private static func spelling(_ value: UInt32) -> String { "［U+\(String(value, radix: 16, uppercase: true))］" }

    /// The pictures it shows, by the hash of their files in the vault.
    package var images: Set<String> {
        switch self {
        case .inspectionRecord(let content): content.images
        }
    }

    /// Evidence in its annex.
    var photos: [InspectionRecordContent.EvidencePhoto] {
        switch self {
        case .inspectionRecord(let content): content.photos ?? []
        }
    }

    func checkComplete() throws {
        switch self {
        case .inspectionRecord(let content): try content.checkComplete()
        }
    }

    /// Keys in order, so that equal contents have equal bytes and hashes.
    var json: String {
        switch self {
        case .inspectionRecord(let content): String(decoding: content.frozen, as: UTF8.self)
        }
    }

    init(json: String, kind: DocumentKind) throws {
        let data = Data(json.utf8)
        switch kind {
        case .inspectionRecord: self = .inspectionRecord(try JSONDecoder().decode(InspectionRecordContent.self, from: data))
        }
    }
}

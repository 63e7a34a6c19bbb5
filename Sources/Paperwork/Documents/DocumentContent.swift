import Cryptography
import Foundation
import Storage

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

    /// The pictures it shows, by the hash of their files in the vault.
    package var images: Set<String> {
        switch self {
        case .inspectionRecord(let content): content.images
        }
    }

    func checkComplete() throws {
        switch self {
        case .inspectionRecord(let content): try content.checkComplete()
        }
    }

    /// Keys in order, so that equal contents have equal bytes and hashes.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            switch self {
            case .inspectionRecord(let content): return String(decoding: try encoder.encode(content), as: UTF8.self)
            }
        }
    }

    init(json: String, kind: DocumentKind) throws {
        let data = Data(json.utf8)
        switch kind {
        case .inspectionRecord: self = .inspectionRecord(try JSONDecoder().decode(InspectionRecordContent.self, from: data))
        }
    }
}

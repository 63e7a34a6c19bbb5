import Cryptography
import Storage
import Timekeeping

/// A fact as it stands in its row, every column of it.
package struct RecordedFact: Sendable, Equatable {
    package let serial: Int64
    package let id: Fact.ID
    package let at: Instant
    package let kind: String
    package let actor: Account.ID?
    package let actorName: String
    package let actorOrganization: Organization.ID?
    package let organization: Organization.ID?
    package let origin: String
    package let noun: String
    package let record: [UInt8]?
    package let payload: String

    /// What the chain is made over: every column in a fixed order, each with its type and length, so that no two
    /// facts share their bytes. The order and the first line are part of the format and never change.
    package var canonicalBytes: [UInt8] {
        var bytes = Array("mingcha-fact/1\n".utf8)
        let columns: [SQLValue] = [
            serial.sqlValue, id.sqlValue, at.sqlValue, kind.sqlValue, actor.sqlValue, actorName.sqlValue,
            actorOrganization.sqlValue, organization.sqlValue, origin.sqlValue, noun.sqlValue, record.sqlValue,
            payload.sqlValue,
        ]
        for column in columns {
            switch column {
            case .null: bytes.append(0)
            case .integer(let number):
                bytes.append(1)
                withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
            case .text(let text): Self.append(Array(text.utf8), kind: 2, to: &bytes)
            case .bytes(let data): Self.append(data, kind: 3, to: &bytes)
            }
        }
        return bytes
    }

    private static func append(_ data: [UInt8], kind: UInt8, to bytes: inout [UInt8]) {
        bytes.append(kind)
        withUnsafeBytes(of: UInt32(data.count).bigEndian) { bytes += $0 }
        bytes += data
    }
}

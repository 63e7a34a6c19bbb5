import Cryptography
import Foundation
import Storage

/// What a stranger needs to check that one record stands in the ledger (BEY-40): the record itself, its way to the
/// root, the signed checkpoint with that root, and the public key.
package struct LedgerProof: Sendable, Equatable {
    /// The record as `RecordedFact.canonicalBytes` writes it.
    package let record: [UInt8]
    package let inclusion: InclusionProof
    package let checkpoint: LedgerCheckpoint
    package let key: [UInt8]

    package enum Refused: Refusal, Equatable {
        case notYet
        case broken

        package var code: String {
            switch self {
            case .notYet: "ledger.proof.notYet"
            case .broken: "ledger.proof.broken"
            }
        }

        package var message: String {
            switch self {
            case .notYet: "该记录尚未入链，请几秒后再下载"
            case .broken: "该记录与账本的检查点不符，无法出具存在证明；请告知管理员立即核验账本"
            }
        }
    }

    package init(record: [UInt8], inclusion: InclusionProof, checkpoint: LedgerCheckpoint, key: [UInt8]) {
        (self.record, self.inclusion, self.checkpoint, self.key) = (record, inclusion, checkpoint, key)
    }

    private static let format = "mingcha-proof/1"

    /// Lines of a word and its value; the checkpoint stands at the end as it is.
    package var text: String {
        let head = [Self.format, "record " + Data(record).base64EncodedString(), "position \(inclusion.position)"]
        let lines = head + inclusion.path.map { "path " + $0.hex } + ["key " + Hex.string(key)]
        return lines.map { $0 + "\n" }.joined() + checkpoint.text
    }

    package init?(text: String) {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        guard lines.first == Self.format, let end = lines.firstIndex(where: { $0.hasPrefix("key ") }),
            let checkpoint = LedgerCheckpoint(text: lines[(end + 1)...].joined(separator: "\n")),
            let key = Hex.bytes(String(lines[end].dropFirst(4)))
        else { return nil }
        var record: [UInt8]?
        var position: Int?
        var path: [Digest] = []
        for line in lines[1..<end] {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 2 else { return nil }
            switch words[0] {
            case "record": record = Data(base64Encoded: words[1]).map { Array($0) }
            case "position": position = Int(words[1])
            case "path":
                guard let step = Digest(hex: words[1]) else { return nil }
                path.append(step)
            case _: return nil
            }
        }
        guard let record, let position, let size = Int(exactly: checkpoint.size) else { return nil }
        self.init(
            record: record, inclusion: InclusionProof(position: position, size: size, path: path),
            checkpoint: checkpoint, key: key)
    }

    /// Whether the record stands under the checkpoint, and the checkpoint is signed by the key that is given with it.
    /// Whose key that is, the reader compares by `keyID`.
    package var isValid: Bool {
        guard let verifier = try? VerificationKey(bytes: key), LedgerKeys.id(of: verifier) == checkpoint.keyID else {
            return false
        }
        return verifier.isValid(checkpoint.signature, for: checkpoint.statement)
            && inclusion.proves(MerkleTree.leaf(record), under: checkpoint.root)
    }

    /// The texts of the record, for reading.
    package var words: [String] {
        var rest = record.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
        var words: [String] = []
        while let kind = rest.popFirst() {
            switch kind {
            case 1: rest = rest.dropFirst(8)
            case 2, 3:
                let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
                let value = rest.dropFirst(4).prefix(length)
                if kind == 2 { words.append(String(decoding: value, as: UTF8.self)) }
                rest = rest.dropFirst(4 + length)
            case _: break
            }
        }
        return words
    }
}

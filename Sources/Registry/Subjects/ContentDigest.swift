import Cryptography
import Storage

/// What an object's record says, as a keyed digest: together with the version that said so it tells whether an object still
/// is what a row of a file would make of it, without reading and opening the object (SUBJ-13).
struct ContentDigest: Sendable, Equatable {
    private let words: (UInt64, UInt64)

    static func == (one: Self, other: Self) -> Bool { one.words == other.words }

    /// As the object keeps it: true of this version only, so that whoever changes the object without writing a new mark
    /// makes the old one say nothing.
    func mark(version: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 24) { out, count in
            let raw = UnsafeMutableRawBufferPointer(out)
            raw.storeBytes(of: words.0, as: UInt64.self)
            raw.storeBytes(of: words.1, toByteOffset: 8, as: UInt64.self)
            raw.storeBytes(of: UInt64(version).littleEndian, toByteOffset: 16, as: UInt64.self)
            count = 24
        }
    }

    /// Makes digests under the key of the installation: without it nobody can try telephone numbers.
    struct Maker {
        private let prefix: DigestPrefix
        private var content: [UInt8] = []

        init(_ protection: any FieldProtection) {
            prefix = DigestPrefix(Hex.string(protection.blindIndex("content", field: "regulated_subject.content_mark")), by: .sha256)
        }

        /// - Parameters:
        ///   - fields: the columns of the record that stand in the clear.
        ///   - sealed: what stands sealed beside them.
        mutating func digest(_ fields: UnsafeRawBufferPointer, sealed: String) -> ContentDigest {
            content.removeAll(keepingCapacity: true)
            content.append(contentsOf: fields)
            content.append(contentsOf: sealed.utf8)
            return content.withUnsafeBufferPointer { content in
                prefix.digest(content).bytes.withUnsafeBytes { bytes in
                    ContentDigest(words: (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
                }
            }
        }
    }
}

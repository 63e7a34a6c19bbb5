import Cryptography
import Foundation

/// What the database knows of the keys beside it: enough to tell one key from another, too little to learn anything of it.
package struct KeyFingerprint: Sendable, Hashable {
    /// The file in the folder of keys, and for a file of several keys which of them: `ledger.pem`, `field.keys/1`.
    package let name: String
    package let print: String

    package init(name: String, print: String) { (self.name, self.print) = (name, print) }

    private init(_ name: String, of secret: [UInt8]) {
        self.init(name: name, print: Digest.sha256(Array("mingcha-key/1\n\(name)\n".utf8) + secret).hex)
    }

    /// The files that hold keys. Whatever else somebody lays beside them, a copy perhaps, is no key: if it counted as one, the
    /// store would not open any more when it is taken away.
    private static func isKey(_ file: String) -> Bool {
        file == FieldCipher.fileName || file == "ledger.pem" || file.hasPrefix("ledger-") && file.hasSuffix(".pub.pem")
    }

    /// What lies in `folder` and is no key.
    package static func strangers(in folder: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !isKey($0) && !$0.hasPrefix(".") }.sorted()
    }

    /// Whether a name that the database knows is that of a key; former releases noted copies too.
    var isOfKey: Bool { Self.isKey(name.split(separator: "/").first.map(String.init) ?? name) }

    /// Every key that lies in `folder`, none when the folder is not there.
    package static func all(in folder: String) throws -> [KeyFingerprint] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        return try names.filter(isKey).flatMap { name -> [KeyFingerprint] in
            let path = folder + "/" + name
            guard let data = FileManager.default.contents(atPath: path) else { throw VaultFailure.unreadableKeys(path: path) }
            guard name == FieldCipher.fileName else { return [KeyFingerprint(name, of: Array(data))] }
            // a further key is added to this file from time to time; the others stay
            let keys = try FieldKeys(text: String(decoding: data, as: UTF8.self), path: path)
            return [KeyFingerprint(name + "/index", of: keys.index)] + keys.seals.map { KeyFingerprint("\(name)/\($0.id)", of: $0.bytes) }
        }
    }
}

/// The keys of a folder beside those that the database expects.
package struct KeyComparison: Sendable, Equatable {
    /// Expected and not there, by file.
    package let missing: [String]
    /// There, and another key than expected.
    package let foreign: [String]
    /// There, and not known to the database yet.
    package let new: [KeyFingerprint]

    package init(expected: [KeyFingerprint], found: [KeyFingerprint]) {
        let expected = expected.filter(\.isOfKey)
        let present = Dictionary(found.map { ($0.name, $0.print) }) { first, _ in first }
        missing = expected.filter { present[$0.name] == nil }.map(\.name)
        foreign = expected.filter { present[$0.name] != nil && present[$0.name] != $0.print }.map(\.name)
        let known = Set(expected.map(\.name))
        new = found.filter { !known.contains($0.name) }
    }

    package var fits: Bool { missing.isEmpty && foreign.isEmpty }
}

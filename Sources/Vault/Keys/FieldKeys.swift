import Cryptography
import Foundation

/// The keys of an installation, as they stand in `keys/field.keys` outside the database (SEC-06): one line
/// `index HEX`, then one line `seal ID HEX` a key, the newest last. Losing the file means losing the fields.
struct FieldKeys: Sendable {
    /// Kept for ever: changing it would need every blind index written anew.
    let index: [UInt8]
    /// Oldest first, never empty.
    let seals: [SealingKey]

    var ring: SealingKeyRing? {
        seals.last.map { SealingKeyRing(current: $0, former: seals.dropLast()) }
    }

    static func random() throws -> FieldKeys {
        FieldKeys(index: SecureRandom.bytes(32), seals: [try SealingKey.random(id: "1")])
    }

    /// With a new key for everything written from now on; what was written before stays readable.
    func rotated() throws -> FieldKeys {
        FieldKeys(index: index, seals: seals + [try SealingKey.random(id: String(seals.count + 1))])
    }

    init(index: [UInt8], seals: [SealingKey]) { (self.index, self.seals) = (index, seals) }

    init(at path: String) throws {
        guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self)
        else { throw VaultFailure.unreadableKeys(path: path) }
        try self.init(text: text, path: path)
    }

    init(text: String, path: String) throws {
        var index: [UInt8]?
        var seals: [SealingKey] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            switch (words.first, words.count) {
            case ("index", 2): index = Hex.bytes(words[1])
            case ("seal", 3):
                guard let key = try? SealingKey(id: words[1], bytes: Hex.bytes(words[2]) ?? []) else { throw VaultFailure.unreadableKeys(path: path) }
                seals.append(key)
            case _: throw VaultFailure.unreadableKeys(path: path)
            }
        }
        guard let index, index.count == 32, !seals.isEmpty else { throw VaultFailure.unreadableKeys(path: path) }
        self.init(index: index, seals: seals)
    }

    var text: String {
        (["index \(Hex.string(index))"] + seals.map { "seal \($0.id) \(Hex.string($0.bytes))" })
            .map { $0 + "\n" }.joined()
    }
}

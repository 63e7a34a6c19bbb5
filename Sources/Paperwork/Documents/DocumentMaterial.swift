import Cryptography
import Storage
import Synchronization
import Typesetting
import Vault

/// What a document relies on outside the database: its files, and the fonts it is printed with. Asked before anything is
/// confirmed, so that what has been signed can always be printed.
package protocol DocumentMaterial: Sendable {
    func holds(_ file: Digest) -> Bool
    /// Whether a file is the picture of a signature, with ink on it (INSP-20).
    func isSignature(_ file: Digest) -> Bool
    /// The first character of a text that no font has.
    func firstUnprintable(in text: String) -> Unicode.Scalar?
}

/// The vault of the platform and the fonts of the machine.
package final class StoredMaterial: DocumentMaterial {
    package let characters: PrintableCharacters
    private let vault: FileVault
    /// A file never changes, so it is looked at once.
    private let verdicts = Mutex<[Digest: Bool]>([:])
    private static let mostVerdicts = 10_000

    package init(_ vault: FileVault, _ characters: PrintableCharacters) { (self.vault, self.characters) = (vault, characters) }

    package func holds(_ file: Digest) -> Bool { vault.holds(file) }

    package func isSignature(_ file: Digest) -> Bool {
        if let known = verdicts.withLock({ $0[file] }) { return known }
        guard let bytes = try? vault.contents(of: file) else { return false }
        return note(file, bytes)
    }

    package func firstUnprintable(in text: String) -> Unicode.Scalar? { characters.firstMissing(in: text) }

    /// Looks at a file as it arrives, outside any transaction.
    @discardableResult
    package func note(_ file: Digest, _ bytes: [UInt8]) -> Bool {
        let isSigned = (try? Handwriting.isSigned(bytes)) ?? false
        verdicts.withLock { verdicts in
            if verdicts.count >= Self.mostVerdicts { verdicts.removeAll() }
            verdicts[file] = isSigned
        }
        return isSigned
    }
}

extension Unicode.Scalar {
    /// 字符“😀”（U+1F600）; what has no shape has only its number.
    package var printedName: String {
        let digits = String(value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return properties.generalCategory == .control ? "控制字符（\(code)）" : "字符“\(Character(self))”（\(code)）"
    }
}

/// What a file is, by its first bytes.
enum FileKind: Equatable {
    case zip, text
    /// An Office file under a password is a compound file around an encrypted package.
    case encryptedOffice
    case oldOffice
    case foreign

    static func recognise(_ file: ByteFile) throws(SpreadsheetError) -> FileKind {
        let head = try file.read(at: 0)
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .zip }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            return try mentions(file, Array("EncryptedPackage".utf8.flatMap { [$0, 0] })) ? .encryptedOffice : .oldOffice
        }
        // BIFF 2 to 4 without a compound file around it
        if head.count > 1, head[0] == 0x09, [0x00, 0x02, 0x04].contains(head[1]), head.count > 3, head[3] == 0 { return .oldOffice }
        if head.starts(with: Array("%PDF".utf8)) { return .foreign }
        let firstVisible = head.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
        return firstVisible == UInt8(ascii: "<") ? .foreign : .text
    }

    private static func mentions(_ file: ByteFile, _ needle: [UInt8]) throws(SpreadsheetError) -> Bool {
        var offset = 0
        while offset < file.size {
            let piece = try file.read(at: offset)
            if piece.isEmpty { break }
            for index in piece.indices where piece[index] == needle[0] && piece[index...].starts(with: needle) { return true }
            // Pieces overlap so that a name across two of them is found.
            offset += max(1, piece.count - needle.count)
        }
        return false
    }
}

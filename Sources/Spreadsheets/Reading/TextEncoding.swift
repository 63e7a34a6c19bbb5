/// The encoding of a text table, found by looking at the whole file.
enum TextEncoding: String {
    case utf8 = "UTF-8"
    case gb18030 = "GB18030"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"

    /// Read as UTF-16 it would lose all beyond the first plane without a word.
    static func isUTF32(_ head: some Sequence<UInt8>) -> Bool {
        let first = Array(head.prefix(4))
        return first == [0xFF, 0xFE, 0, 0] || first == [0, 0, 0xFE, 0xFF]
    }

    /// Also the number of bytes of the byte order mark. Throws when the file is not text at all.
    static func recognise(_ file: ByteFile) throws(SpreadsheetError) -> (encoding: TextEncoding, mark: Int) {
        let head = try file.read(at: 0)
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if isUTF32(head) { throw .unsupported }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        var census = UTF8Census()
        var order = WideOrder()
        var hasZeros = false
        var offset = 0
        while offset < file.size {
            let piece = try file.read(at: offset)
            if piece.isEmpty { break }
            hasZeros = hasZeros || piece.contains(0)
            census.take(piece)
            order.take(piece)
            offset += piece.count
        }
        if hasZeros {
            guard let wide = order.encoding else { throw .unsupported }
            return (wide, 0)
        }
        return (census.isUTF8 ? .utf8 : .gb18030, 0)
    }
}

/// The order of the bytes of UTF-16 that has no mark, as some programs write it: its spaces, commas and ends of lines tell.
struct WideOrder {
    private var former: UInt8?
    private var little = 0
    private var big = 0

    /// Nil for what is no UTF-16.
    var encoding: TextEncoding? { former != nil || little == big ? nil : little > big ? .utf16LittleEndian : .utf16BigEndian }

    mutating func take(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            guard let first = former else {
                former = byte
                continue
            }
            former = nil
            if byte == 0, Self.isSeparator(first) { little += 1 }
            if first == 0, Self.isSeparator(byte) { big += 1 }
        }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { [0x09, 0x0A, 0x0D, 0x20, 0x2C].contains(byte) }
}

/// Counts what is and what is not UTF-8.
private struct UTF8Census {
    private var characters = 0
    private var errors = 0
    private var awaited = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// One name cut in the middle of a character must not turn the whole file into another encoding:
    /// GB18030 text read as UTF-8 has far more errors than characters.
    var isUTF8: Bool { errors + (awaited > 0 ? 1 : 0) <= characters / 20 }

    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        for byte in bytes {
            if awaited == 0 {
                if byte >= 0x80 { begin(byte) }
            } else if byte >= lowest, byte <= highest {
                awaited -= 1
                (lowest, highest) = (0x80, 0xBF)
                if awaited == 0 { characters += 1 }
            } else {
                errors += 1
                awaited = 0
                if byte >= 0x80 { begin(byte) }
            }
        }
    }

    private mutating func begin(_ byte: UInt8) {
        (lowest, highest) = (0x80, 0xBF)
        switch byte {
        case 0xC2...0xDF: awaited = 1
        case 0xE0...0xEF:
            awaited = 2
            if byte == 0xE0 { lowest = 0xA0 }
            if byte == 0xED { highest = 0x9F }
        case 0xF0...0xF4:
            awaited = 3
            if byte == 0xF0 { lowest = 0x90 }
            if byte == 0xF4 { highest = 0x8F }
        default: errors += 1
        }
    }
}

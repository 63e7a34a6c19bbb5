/// Tells the type of a file by its content; the name is believed only between CSV and plain text.
struct FileRecognition {
    /// The first bytes, as many as any signature needs.
    private var head: [UInt8] = []
    private var isFirst = true
    private var looksLikeText = true
    /// Only where the first bytes hold zeros.
    private var wide: WideText?
    private static let headLength = 64

    /// More pixels than any camera makes; a picture that unpacks to more is an attack.
    static let mostPixels = 120_000_000

    mutating func see(_ chunk: [UInt8]) {
        if head.count < Self.headLength { head += chunk.prefix(Self.headLength - head.count) }
        if isFirst, chunk.contains(0) { wide = WideText() }
        isFirst = false
        wide?.see(chunk)
        if looksLikeText, !isUTF16 { looksLikeText = !chunk.contains { Self.isControl($0) } }
    }

    /// - Parameter directory: of a ZIP file, read only when the signature is one.
    func type(named name: String, directory: () throws -> ZipDirectory?) throws -> FileType? {
        if head.starts(with: "%PDF-".utf8) { return .pdf }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return isReasonablePNG ? .png : nil }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return try directory()?.officeType() }
        guard looksLikeText || wide?.isText == true, !beginsWithMarkup else { return nil }
        return name.lowercased().hasSuffix(".csv") ? .csv : .text
    }

    /// Every second byte of such a text may be zero.
    private var isUTF16: Bool { head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) }

    private var isReasonablePNG: Bool {
        guard head.count >= 24, Array(head[12..<16]) == Array("IHDR".utf8) else { return false }
        func number(at start: Int) -> Int { head[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
        let (width, height) = (number(at: 16), number(at: 20))
        return width > 0 && height > 0 && width < 100_000 && height < 100_000 && width * height <= Self.mostPixels
    }

    /// HTML, SVG and XML, with or without a byte order mark before.
    private var beginsWithMarkup: Bool {
        let marks: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0x00, 0x20, 0x09, 0x0A, 0x0D]
        return head.first { !marks.contains($0) } == UInt8(ascii: "<")
    }

    /// UTF-8 and GB 18030 use no control characters but tab and ends of lines.
    private static func isControl(_ byte: UInt8) -> Bool {
        byte == 0x7F || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D)
    }
}

/// Text in UTF-16 without a mark: as units in one order of bytes it has no control characters, and it has ends of lines or
/// blanks. What is no text has control characters in either.
struct WideText {
    private var former: UInt8?
    private var orders = [Order(), Order()]

    private struct Order {
        var isClean = true
        var hasSeparators = false

        mutating func see(_ unit: UInt16) {
            switch unit {
            case 0x09, 0x0A, 0x0D, 0x20, 0x2C: hasSeparators = true
            case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: isClean = false
            case _: break
            }
        }
    }

    var isText: Bool { former == nil && orders.contains { $0.isClean && $0.hasSeparators } }

    mutating func see(_ bytes: [UInt8]) {
        guard orders.contains(where: \.isClean) else { return }
        for byte in bytes {
            guard let first = former else {
                former = byte
                continue
            }
            former = nil
            orders[0].see(UInt16(first) | UInt16(byte) << 8)
            orders[1].see(UInt16(first) << 8 | UInt16(byte))
        }
    }
}

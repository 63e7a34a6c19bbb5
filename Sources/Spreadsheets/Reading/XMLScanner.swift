import Glibc

/// A fast reader of the two large parts, sheet and shared strings: there expat alone would take more time
/// than the goal allows for everything (docs/adr/0003). It knows elements, attributes, text, the five entities and
/// character references, CDATA, comments; a document type is refused, nesting and the length of mark-up
/// are bounded, every byte is looked at inside a buffer of known size.
struct XMLScanner<Listener: XMLListener> {
    private var listener: Listener
    private var unread: [UInt8] = []
    private var open: [XMLTag] = []
    private var hasRoot = false
    private let attributes = UnsafeMutableBufferPointer<UnsafePointer<CChar>?>.allocate(capacity: 65)

    /// Reads the whole part `name`; answers the listener as it has become.
    static func parse(_ name: String, in archive: ZipArchive, _ listener: Listener) throws -> Listener {
        var scanner = XMLScanner(listener: listener)
        defer { scanner.attributes.deallocate() }
        try archive.read(name) { piece, isLast in try scanner.feed(piece, isLast: isLast) }
        return scanner.listener
    }

    private init(listener: Listener) {
        self.listener = listener
    }

    private mutating func feed(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool) throws {
        unread.append(contentsOf: piece)
        var bytes: [UInt8] = []
        swap(&bytes, &unread)
        let consumed = try bytes.withUnsafeMutableBufferPointer { try scan($0) }
        bytes.removeFirst(consumed)
        swap(&bytes, &unread)
        guard unread.count <= XMLBounds.longestMarkup else { throw SpreadsheetError.damaged }
        if isLast, !unread.isEmpty || !open.isEmpty || !hasRoot { throw SpreadsheetError.damaged }
    }

    /// Answers how many bytes need not be seen again.
    private mutating func scan(_ bytes: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
        var start = 0
        while start < bytes.count {
            let mark = bytes.find(UInt8(ascii: "<"), from: start)
            let read = try text(bytes, start, mark ?? bytes.count, isWhole: mark != nil)
            guard let mark, mark + 1 < bytes.count else { return mark ?? read }
            guard let next = try markup(bytes, at: mark) else { return mark }
            start = next
        }
        return start
    }

    /// One piece of mark-up; answers where it ends, or nil when its end has not been read.
    private mutating func markup(_ bytes: UnsafeMutableBufferPointer<UInt8>, at mark: Int) throws -> Int? {
        switch bytes[mark + 1] {
        case UInt8(ascii: "/"):
            guard let end = bytes.find(UInt8(ascii: ">"), from: mark) else { return nil }
            try endTag(bytes, mark + 2, end)
            return end + 1
        case UInt8(ascii: "?"): return bytes.find("?>", from: mark).map { $0 + 2 }
        case UInt8(ascii: "!"): return try declaration(bytes, at: mark)
        default:
            guard let end = try bytes.tagEnd(from: mark + 1) else { return nil }
            try startTag(bytes, mark + 1, end)
            return end + 1
        }
    }

    private mutating func declaration(_ bytes: UnsafeMutableBufferPointer<UInt8>, at mark: Int) throws -> Int? {
        if bytes.has("<!--", at: mark) { return bytes.find("-->", from: mark + 4).map { $0 + 3 } }
        if bytes.has("<![CDATA[", at: mark) {
            guard let end = bytes.find("]]>", from: mark + 9) else { return nil }
            try deliver(bytes, mark + 9, end)
            return end + 3
        }
        if bytes.count - mark < 9 { return nil }
        throw SpreadsheetError.forbiddenContent
    }

    private mutating func startTag(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ close: Int) throws {
        let isEmpty = bytes[close - 1] == UInt8(ascii: "/")
        let end = isEmpty ? close - 1 : close
        var index = start
        while index < end, bytes[index] > 0x20 { index += 1 }
        guard index > start, let name = bytes.terminated(start, index) else { throw SpreadsheetError.damaged }
        let tag = XMLTag(name)
        var count = 0
        // The byte at `index` may have become the end of the name.
        index += 1
        while let pair = try bytes.attribute(&index, end) {
            guard count + 2 < attributes.count else { throw SpreadsheetError.damaged }
            attributes[count] = pair.name
            attributes[count + 1] = pair.value
            count += 2
        }
        attributes[count] = nil
        guard open.count < XMLBounds.deepest, !open.isEmpty || !hasRoot else { throw SpreadsheetError.damaged }
        hasRoot = true
        listener.begin(tag, XMLAttributes(attributes.baseAddress))
        if isEmpty { listener.end(tag) } else { open.append(tag) }
        if let failure = listener.failure { throw failure }
    }

    private mutating func endTag(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ close: Int) throws {
        var end = close
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        guard end > start, let name = bytes.terminated(start, end) else { throw SpreadsheetError.damaged }
        let tag = XMLTag(name)
        guard open.popLast() == tag else { throw SpreadsheetError.damaged }
        listener.end(tag)
        if let failure = listener.failure { throw failure }
    }

    /// Hands over text with its references resolved; answers where it stopped, before a cut reference.
    private mutating func text(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int, isWhole: Bool) throws -> Int {
        var start = start
        while start < end {
            let mark = bytes.find(UInt8(ascii: "&"), from: start, to: end)
            try deliver(bytes, start, mark ?? end)
            guard let mark else { return end }
            guard let stop = bytes.find(UInt8(ascii: ";"), from: mark, to: min(end, mark + XMLBounds.longestReference)) else {
                if isWhole || end - mark >= XMLBounds.longestReference { throw SpreadsheetError.damaged }
                return mark
            }
            guard let scalar = XMLReference.scalar(bytes, mark + 1, stop) else { throw SpreadsheetError.damaged }
            Array(String(Character(scalar)).utf8).withUnsafeBufferPointer { listener.read($0) }
            start = stop + 1
        }
        return end
    }

    private mutating func deliver(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int) throws {
        guard start < end else { return }
        listener.read(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        if let failure = listener.failure { throw failure }
    }
}

/// What no workbook needs more of.
enum XMLBounds {
    static let deepest = 64
    static let longestMarkup = 1 << 20
    static let longestReference = 12
}

/// `amp`, `#13`, `#xD`: what stands between & and ;
enum XMLReference {
    static func scalar(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Unicode.Scalar? {
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#"), !name.contains("+"), !name.contains("-") else { return nil }
            let number = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
            return number.flatMap { Unicode.Scalar($0) }
        }
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    fileprivate func find(_ byte: UInt8, from start: Int, to end: Int? = nil) -> Int? {
        let end = end ?? count
        guard start < end, let base = baseAddress, let found = memchr(base + start, Int32(byte), end - start) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    fileprivate func has(_ text: StaticString, at start: Int) -> Bool {
        guard count - start >= text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { $0.elementsEqual(self[start..<(start + $0.count)]) }
    }

    fileprivate func find(_ text: StaticString, from start: Int) -> Int? {
        let first = text.utf8Start.pointee
        var start = start
        while let found = find(first, from: start) {
            if has(text, at: found) { return found }
            start = found + 1
        }
        return nil
    }

    /// The > of a start tag; one in quotes belongs to a value.
    fileprivate func tagEnd(from start: Int) throws(SpreadsheetError) -> Int? {
        var quote: UInt8 = 0
        for index in start..<count {
            let byte = self[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: ">") {
                return index
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "<") {
                throw .damaged
            }
        }
        return nil
    }

    /// The bytes as a C string: what follows them is replaced by its end.
    fileprivate func terminated(_ start: Int, _ end: Int) -> UnsafePointer<CChar>? {
        guard start <= end, end < count, let base = baseAddress else { return nil }
        self[end] = 0
        return UnsafeRawPointer(base + start).assumingMemoryBound(to: CChar.self)
    }

    /// The next `name="value"` before `end`; nil when there is no more.
    fileprivate func attribute(
        _ index: inout Int, _ end: Int
    ) throws(SpreadsheetError) -> (name: UnsafePointer<CChar>, value: UnsafePointer<CChar>)? {
        skipSpace(&index, end)
        guard index < end else { return nil }
        let start = index
        while index < end, self[index] > 0x20, self[index] != UInt8(ascii: "=") { index += 1 }
        let nameEnd = index
        skipSpace(&index, end)
        guard nameEnd > start, index < end, self[index] == UInt8(ascii: "=") else { throw .damaged }
        index += 1
        skipSpace(&index, end)
        guard index < end, self[index] == UInt8(ascii: "\"") || self[index] == UInt8(ascii: "'") else { throw .damaged }
        let quote = self[index]
        guard let close = find(quote, from: index + 1, to: end) else { throw .damaged }
        guard let name = terminated(start, nameEnd), let value = terminated(index + 1, close) else { throw .damaged }
        index = close + 1
        return (name, value)
    }

    private func skipSpace(_ index: inout Int, _ end: Int) {
        while index < end, self[index] <= 0x20 { index += 1 }
    }
}

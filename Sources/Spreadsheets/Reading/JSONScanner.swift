/// JSON from strangers, taken apart piece by piece: its grammar, depth and size are known to be right before anything
/// is built of it. No recursion, and nothing is kept but the names of the objects that are open.
package struct JSONScanner {
    package enum Piece: Equatable {
        case object, endOfObject, list, endOfList
        case name(String), text(String), flag(Bool), null
        /// As it stands there; its grammar is that of JSON, its size is not known to fit any type.
        case number(String)
    }

    package struct Limits: Sendable {
        package var depth: Int
        /// Names and values together.
        package var pieces: Int
        /// Bytes of one text or name.
        package var text: Int
        package init(depth: Int, pieces: Int, text: Int) { (self.depth, self.pieces, self.text) = (depth, pieces, text) }
    }

    package enum Refused: Error, Equatable {
        case malformed(offset: Int)
        case tooDeep, tooMany, tooLong
        case twice(name: String)
    }

    private let bytes: [UInt8]
    private let limits: Limits
    private var at = 0
    private var pieces = 0
    /// The containers that are open: the names an object has so far, nil for a list.
    private var open: [Set<String>?] = []

    package static func scan(_ bytes: [UInt8], _ limits: Limits, _ visit: (Piece) throws -> Void) throws {
        var scanner = JSONScanner(bytes, limits)
        try scanner.document(visit)
    }

    private init(_ bytes: [UInt8], _ limits: Limits) { (self.bytes, self.limits) = (bytes, limits) }

    private var malformed: Refused { .malformed(offset: at) }
    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func document(_ visit: (Piece) throws -> Void) throws {
        try value(visit)
        while let container = open.last {
            skipBlanks()
            if next == (container == nil ? UInt8(ascii: "]") : UInt8(ascii: "}")) {
                at += 1
                open.removeLast()
                isAtStart = false
                try visit(container == nil ? .endOfList : .endOfObject)
                continue
            }
            if !isAtStart { try step(over: UInt8(ascii: ",")) }
            isAtStart = false
            if container != nil { try name(visit) }
            try value(visit)
        }
        skipBlanks()
        guard at == bytes.count else { throw malformed }
    }

    /// Nothing stands yet in the innermost container.
    private var isAtStart = false

    private mutating func value(_ visit: (Piece) throws -> Void) throws {
        skipBlanks()
        try count()
        switch next {
        case UInt8(ascii: "{"): try begin([], .object, visit)
        case UInt8(ascii: "["): try begin(nil, .list, visit)
        case UInt8(ascii: "\""): try visit(.text(try text()))
        case UInt8(ascii: "t"): try visit(.flag(try word("true", means: true)))
        case UInt8(ascii: "f"): try visit(.flag(try word("false", means: false)))
        case UInt8(ascii: "n"):
            _ = try word("null", means: false)
            try visit(.null)
        case _: try visit(.number(try number()))
        }
    }

    private mutating func begin(_ names: Set<String>?, _ piece: Piece, _ visit: (Piece) throws -> Void) throws {
        at += 1
        guard open.count < limits.depth else { throw Refused.tooDeep }
        open.append(names)
        isAtStart = true
        try visit(piece)
    }

    private mutating func name(_ visit: (Piece) throws -> Void) throws {
        skipBlanks()
        guard next == UInt8(ascii: "\"") else { throw malformed }
        try count()
        let name = try text()
        guard open[open.count - 1]?.insert(name).inserted == true else { throw Refused.twice(name: name) }
        skipBlanks()
        try step(over: UInt8(ascii: ":"))
        try visit(.name(name))
    }

    private mutating func count() throws {
        pieces += 1
        guard pieces <= limits.pieces else { throw Refused.tooMany }
    }

    private mutating func step(over sign: UInt8) throws {
        guard next == sign else { throw malformed }
        at += 1
    }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private mutating func word(_ word: StaticString, means value: Bool) throws -> Bool {
        let length = word.utf8CodeUnitCount
        guard at + length <= bytes.count else { throw malformed }
        for offset in 0..<length where bytes[at + offset] != word.utf8Start[offset] { throw malformed }
        at += length
        return value
    }

    /// `-12.5e+3`
    private mutating func number() throws -> String {
        let start = at
        if next == UInt8(ascii: "-") { at += 1 }
        let whole = try digits()
        guard whole.count == 1 || bytes[whole.lowerBound] != 0x30 else { throw malformed }
        if next == UInt8(ascii: ".") {
            at += 1
            _ = try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            at += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
            _ = try digits()
        }
        guard at - start <= limits.text else { throw Refused.tooLong }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func digits() throws -> Range<Int> {
        let start = at
        while let byte = next, (0x30...0x39).contains(byte) { at += 1 }
        guard at > start else { throw malformed }
        return start..<at
    }
}

extension JSONScanner {
    private mutating func text() throws -> String {
        at += 1
        let start = at
        var out: [UInt8] = []
        // what stands between two escapes is taken over in one piece
        var from = at
        while true {
            guard let byte = next, byte >= 0x20 else { throw malformed }
            guard at - start <= limits.text else { throw Refused.tooLong }
            at += 1
            if byte == UInt8(ascii: "\"") {
                out += bytes[from..<at - 1]
                break
            }
            if byte == UInt8(ascii: "\\") {
                out += bytes[from..<at - 1]
                try escape(into: &out)
                from = at
            }
        }
        guard let text = String(validating: out, as: UTF8.self) else { throw Refused.malformed(offset: start) }
        return text
    }

    private mutating func escape(into out: inout [UInt8]) throws {
        guard let sign = next else { throw malformed }
        at += 1
        switch sign {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(sign)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"): out += String(Character(try codePoint())).utf8
        case _: throw malformed
        }
    }

    /// Half a surrogate pair is no character.
    private mutating func codePoint() throws -> Unicode.Scalar {
        let first = try fourDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00 else { throw malformed }
        try step(over: UInt8(ascii: "\\"))
        try step(over: UInt8(ascii: "u"))
        let second = try fourDigits()
        guard (0xDC00...0xDFFF).contains(second), let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw malformed }
        return scalar
    }

    private mutating func fourDigits() throws -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            switch next {
            case let digit? where (0x30...0x39).contains(digit): number = number << 4 | UInt32(digit - 0x30)
            case let digit? where (0x41...0x46).contains(digit): number = number << 4 | UInt32(digit - 0x37)
            case let digit? where (0x61...0x66).contains(digit): number = number << 4 | UInt32(digit - 0x57)
            case _: throw malformed
            }
            at += 1
        }
        return number
    }
}

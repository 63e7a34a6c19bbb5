/// Why bytes are not the JSON of ADR 0002.
package struct JSONFault: Error, Equatable, Sendable {
    package let offset: Int
}

/// Reads JSON by hand: Foundation's decoding costs several times the whole way through HTTP (limits, P1).
/// Refuses what has no canonical form — fractions, exponents, keys beyond printable ASCII, keys twice — and what is
/// nested deeper than any record of ours.
package struct JSONReader: ~Copyable {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var count = 0
    private static let greatestDepth = 12
    /// Members and elements of a whole document: more than the longest visit with all its answers has.
    private static let greatestCount = 100_000
    private static let greatestInteger: Int64 = (1 << 53) - 1

    package static func read(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        var outcome: Result<JSONValue, JSONFault> = .failure(JSONFault(offset: 0))
        bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(buffer)
            do throws(JSONFault) {
                outcome = .success(try reader.document())
            } catch {
                outcome = .failure(error)
            }
        }
        return try outcome.get()
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func document() throws(JSONFault) -> JSONValue {
        let value = try value(depth: 0)
        skipBlanks()
        guard at == bytes.count else { throw fault }
        return value
    }

    private var fault: JSONFault { JSONFault(offset: at) }
    private var next: UInt8 { at < bytes.count ? bytes[at] : 0 }

    private mutating func skipBlanks() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 { at += 1 }
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        skipBlanks()
        guard depth <= Self.greatestDepth else { throw fault }
        switch next {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try list(depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"):
            try word("true")
            return .flag(true)
        case UInt8(ascii: "f"):
            try word("false")
            return .flag(false)
        case UInt8(ascii: "n"):
            try word("null")
            return .null
        case _: return .integer(try integer())
        }
    }

    private mutating func word(_ word: StaticString) throws(JSONFault) {
        let length = word.utf8CodeUnitCount
        guard at + length <= bytes.count else { throw fault }
        for offset in 0..<length where bytes[at + offset] != word.utf8Start[offset] { throw fault }
        at += length
    }

    private mutating func object(_ depth: Int) throws(JSONFault) -> JSONValue {
        at += 1
        var members: [JSONValue.Member] = []
        var known: Set<String> = []
        skipBlanks()
        if next == UInt8(ascii: "}") {
            at += 1
            return .object([])
        }
        while true {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw fault }
            let key = try text()
            guard !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), known.insert(key).inserted else { throw fault }
            try countOne()
            skipBlanks()
            guard next == UInt8(ascii: ":") else { throw fault }
            at += 1
            members.append(JSONValue.Member(key, try value(depth: depth + 1)))
            if try isLast(closing: UInt8(ascii: "}")) { return .object(members) }
        }
    }

    private mutating func list(_ depth: Int) throws(JSONFault) -> JSONValue {
        at += 1
        var values: [JSONValue] = []
        skipBlanks()
        if next == UInt8(ascii: "]") {
            at += 1
            return .list([])
        }
        while true {
            try countOne()
            values.append(try value(depth: depth + 1))
            if try isLast(closing: UInt8(ascii: "]")) { return .list(values) }
        }
    }

    private mutating func countOne() throws(JSONFault) {
        count += 1
        guard count <= Self.greatestCount else { throw fault }
    }

    /// Steps over the comma or the closing sign.
    private mutating func isLast(closing sign: UInt8) throws(JSONFault) -> Bool {
        skipBlanks()
        guard next == sign || next == UInt8(ascii: ",") else { throw fault }
        at += 1
        return bytes[at - 1] == sign
    }

    private mutating func integer() throws(JSONFault) -> Int64 {
        let isNegative = next == UInt8(ascii: "-")
        if isNegative { at += 1 }
        let start = at
        var number: Int64 = 0
        while case 0x30...0x39 = next {
            number = number * 10 + Int64(next - 0x30)
            at += 1
            guard number <= Self.greatestInteger else { throw fault }
        }
        guard at > start, at == start + 1 || bytes[start] != 0x30 else { throw fault }
        guard next != UInt8(ascii: "."), next != UInt8(ascii: "e"), next != UInt8(ascii: "E") else { throw fault }
        return isNegative ? -number : number
    }

    private mutating func text() throws(JSONFault) -> String {
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"), bytes[at] >= 0x20 { at += 1 }
        guard at < bytes.count, bytes[at] >= 0x20 else { throw fault }
        let plain = UnsafeBufferPointer(rebasing: bytes[start..<at])
        if bytes[at] == UInt8(ascii: "\"") {
            at += 1
            return String(decoding: plain, as: UTF8.self)
        }
        var out = Array(plain)
        while true {
            guard at < bytes.count, bytes[at] >= 0x20 else { throw fault }
            let byte = bytes[at]
            at += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: out, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") { try escape(into: &out) } else { out.append(byte) }
        }
    }

    private mutating func escape(into out: inout [UInt8]) throws(JSONFault) {
        let sign = next
        at += 1
        switch sign {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(sign)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"): out += String(Character(try codePoint())).utf8
        case _: throw fault
        }
    }

    /// Half a surrogate pair becomes U+FFFD, as on the phone.
    private mutating func codePoint() throws(JSONFault) -> Unicode.Scalar {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        let first = try fourDigits()
        guard (0xD800...0xDFFF).contains(first) else { return Unicode.Scalar(first) ?? replacement }
        guard first < 0xDC00, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
        else { return replacement }
        let back = at
        at += 2
        let second = try fourDigits()
        guard (0xDC00...0xDFFF).contains(second) else {
            at = back
            return replacement
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? replacement
    }

    private mutating func fourDigits() throws(JSONFault) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            switch next {
            case 0x30...0x39: number = number << 4 | UInt32(next - 0x30)
            case 0x41...0x46: number = number << 4 | UInt32(next - 0x37)
            case 0x61...0x66: number = number << 4 | UInt32(next - 0x57)
            case _: throw fault
            }
            at += 1
        }
        return number
    }
}

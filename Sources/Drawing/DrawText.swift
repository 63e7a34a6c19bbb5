import Cryptography

/// Walks the lines of one file and refuses what no file of a draw may hold: control characters (so no CR and no
/// tab), bytes that are not UTF-8, a last line without LF.
struct LineCursor {
    let file: DrawFile
    let bytes: [UInt8]
    /// The number of the line read last; 0 before the first.
    private(set) var number = 0
    private var position = 0

    init(_ file: DrawFile, _ bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }

    mutating func next() throws(DrawFailure) -> Range<Int>? {
        guard position < bytes.count else { return nil }
        number += 1
        let start = position
        var isASCII = true
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
            let byte = bytes[position]
            guard byte >= 0x20, byte != 0x7F else { throw failure(.controlCharacter, lineEnd(from: start)) }
            if byte >= 0x80 { isASCII = false }
            position += 1
        }
        let line = start..<position
        guard isASCII || String(validating: bytes[line], as: UTF8.self) != nil else { throw failure(.notText, line) }
        guard position < bytes.count else { throw failure(.noLineEnd, line) }
        position += 1
        return line
    }

    /// The parts of a line between the bars; there must be `count` of them.
    func fields(of line: Range<Int>, count: Int) throws(DrawFailure) -> [Range<Int>] {
        var fields: [Range<Int>] = []
        fields.reserveCapacity(count)
        var start = line.lowerBound
        for position in line where bytes[position] == UInt8(ascii: "|") {
            fields.append(start..<position)
            start = position + 1
        }
        fields.append(start..<line.upperBound)
        guard fields.count == count else { throw failure(.fieldCount, line) }
        return fields
    }

    func failure(_ problem: DrawMalformation, _ found: Range<Int>) -> DrawFailure {
        .malformed(file: file, line: number, problem: problem, found: bytes[found].shown)
    }

    private func lineEnd(from start: Int) -> Range<Int> {
        start..<(bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count)
    }
}

extension Collection<UInt8> {
    /// 1…64 of 0-9 A-Z . _ -
    var isIdentifier: Bool {
        (1...64).contains(count)
            && allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
                default: false
                }
            }
    }

    /// Text that can stand in a field.
    var isFieldText: Bool { !isEmpty && !contains(UInt8(ascii: "|")) }

    /// Text that can also stand in the quota: the name of a stratum.
    var isStratumName: Bool { isFieldText && !contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ":") } }

    /// A number as it must be written: no sign, no leading zero, at most nine digits.
    var decimalNumber: Int? {
        guard (1...9).contains(count), first != UInt8(ascii: "0") || count == 1 else { return nil }
        var number = 0
        for byte in self {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }

    /// A hash or nonce as it must be written: 64 lowercase digits.
    var lowercaseDigest: Digest? {
        guard count == 64, let digest = Digest(hex: text), digest.hex.utf8.elementsEqual(self) else { return nil }
        return digest
    }

    var text: String { String(decoding: self, as: UTF8.self) }

    /// As text in a message: control characters become visible and long lines are cut.
    var shown: String {
        let longest = 300
        let visible = prefix(longest).text.unicodeScalars.map { scalar in
            scalar.value < 0x20 || scalar.value == 0x7F ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return visible.joined() + (count > longest ? "…" : "")
    }
}

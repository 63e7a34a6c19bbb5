/// How a text is spelled in JSON that a hash is made over: one spelling only, nothing escaped but quotation marks,
/// backslashes and control characters (as RFC 8785 does).
package enum JSONSpelling {
    package static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for place in utf8.indices where utf8[place] < 0x20 || utf8[place] == UInt8(ascii: "\"") || utf8[place] == UInt8(ascii: "\\") {
                bytes.append(contentsOf: utf8[start..<place])
                append(escaped: utf8[place], to: &bytes)
                start = place + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func append(escaped byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0..<0x20:
            let last = byte & 15
            bytes += [0x75, 0x30, 0x30, byte < 0x10 ? 0x30 : 0x31, last < 10 ? 0x30 + last : 0x57 + last]
        case _: bytes.append(byte)
        }
    }
}

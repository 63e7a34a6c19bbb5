/// The token of a session's forms, as it stands in a page: hidden under a mask that is new each time. Of a page that is
/// packed, the length would otherwise tell a token letter by letter to whoever can have it sent often (BREACH).
enum FormToken {
    static func masked(_ token: String) -> String {
        guard let bytes = bytes(token) else { return token }
        var random = SystemRandomNumberGenerator()
        var mask: [UInt8] = []
        while mask.count < bytes.count { withUnsafeBytes(of: random.next() as UInt64) { mask.append(contentsOf: $0) } }
        mask.removeLast(mask.count - bytes.count)
        for place in bytes.indices { mask.append(bytes[place] ^ mask[place]) }
        return hex(mask)
    }

    /// Empty when it is none.
    static func unmasked(_ sent: String) -> String {
        guard let bytes = bytes(sent), bytes.count % 2 == 0 else { return "" }
        let half = bytes.count / 2
        return hex((0..<half).map { bytes[$0] ^ bytes[half + $0] })
    }

    /// Nil when it is not written in hexadecimal digits.
    private static func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for byte in text.utf8 {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x37
            case 0x61...0x66: digit = byte - 0x57
            case _: return nil
            }
            if let first = high { bytes.append(first << 4 | digit) }
            high = high == nil ? digit : nil
        }
        return high == nil ? bytes : nil
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { out in
            for (place, byte) in bytes.enumerated() {
                out[place * 2] = digits[Int(byte >> 4)]
                out[place * 2 + 1] = digits[Int(byte & 15)]
            }
            return bytes.count * 2
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}

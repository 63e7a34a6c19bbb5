/// XML of a workbook, collected as bytes.
struct MarkupBytes {
    private(set) var bytes: [UInt8] = []

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func raw(_ markup: StaticString) {
        markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func raw(_ markup: [UInt8]) {
        bytes.append(contentsOf: markup)
    }

    mutating func number(_ number: Int) {
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        withUnsafeMutableBytes(of: &digits) { space in
            var index = space.count
            var rest = number.magnitude
            repeat {
                index -= 1
                space[index] = UInt8(0x30 + rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 {
                index -= 1
                space[index] = UInt8(ascii: "-")
            }
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: space[index...]))
        }
    }

    /// Text with its special characters escaped; what XML cannot hold becomes Excel's `_x001F_`.
    mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in text.indices {
            let byte = text[index]
            if byte > 0x3E && byte != 0x5F || byte > 0x26 && byte < 0x3C || byte >= 0x20 && byte < 0x26 && byte != 0x22 { continue }
            guard let escape = Self.escape(byte, followedBy: index + 1 < text.count ? text[index + 1] : 0) else { continue }
            bytes.append(contentsOf: text[start..<index])
            bytes.append(contentsOf: escape.utf8)
            start = index + 1
        }
        bytes.append(contentsOf: text[start...])
    }

    mutating func text(_ string: String) {
        var string = string
        string.withUTF8 { text($0) }
    }

    private static func escape(_ byte: UInt8, followedBy next: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "_"): next == UInt8(ascii: "x") ? "_x005F_" : nil
        case 0x09, 0x0A: nil
        case 0..<0x20: "_x00" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) + "_"
        default: nil
        }
    }
}

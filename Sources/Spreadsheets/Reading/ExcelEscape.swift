/// Excel writes characters that XML cannot hold as `_x000D_`, and a literal `_x` as `_x005F_x`.
enum ExcelEscape {
    static func decoded(_ text: String) -> String {
        var source = text
        let mayHold = source.withUTF8 { bytes in
            bytes.count >= 7 && bytes.indices.dropLast(6).contains { bytes[$0] == 0x5F && bytes[$0 + 1] == 0x78 && bytes[$0 + 6] == 0x5F }
        }
        guard mayHold else { return text }
        var units: [UInt16] = []
        let all = Array(text.utf16)
        var index = 0
        while index < all.count {
            if let unit = escaped(all, at: index) {
                units.append(unit)
                index += 7
            } else {
                units.append(all[index])
                index += 1
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static func escaped(_ units: [UInt16], at index: Int) -> UInt16? {
        guard index + 6 < units.count, units[index] == 0x5F, units[index + 1] == 0x78, units[index + 6] == 0x5F else { return nil }
        let digits = String(decoding: units[(index + 2)...(index + 5)], as: UTF16.self)
        guard digits.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }) else { return nil }
        return UInt16(digits, radix: 16)
    }
}

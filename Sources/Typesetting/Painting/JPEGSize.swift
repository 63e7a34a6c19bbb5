/// Width and height of a JPEG as its frame header has them; nil for what has none, or ends before its picture begins.
package struct JPEGSize {
    let width: Int
    let height: Int

    package init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var place = 2
        while place + 4 <= bytes.count {
            guard bytes[place] == 0xFF else { return nil }
            let marker = bytes[place + 1]
            // fill bytes before a marker
            if marker == 0xFF { place += 1; continue }
            if marker == 0x01 || (0xD0...0xD7).contains(marker) { place += 2; continue }
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            guard length >= 2, place + 2 + length <= bytes.count else { return nil }
            if Self.frames.contains(marker) {
                guard length >= 8 else { return nil }
                height = Int(bytes[place + 5]) << 8 | Int(bytes[place + 6])
                width = Int(bytes[place + 7]) << 8 | Int(bytes[place + 8])
                guard width > 0, height > 0 else { return nil }
                return
            }
            // the picture itself begins without any frame
            if marker == 0xDA || marker == 0xD9 { return nil }
            place += 2 + length
        }
        return nil
    }

    /// Start of frame, of all kinds that PDF shows: baseline, extended, progressive.
    private static let frames: Set<UInt8> = [0xC0, 0xC1, 0xC2]
}

import CPango

/// The characters that documents can be printed with: those some font of the library has a shape for. Asked before
/// anybody signs, so that no document is confirmed that can't be printed (DOC-16).
package struct PrintableCharacters: Sendable, Equatable {
    /// Ascending, without overlaps.
    package let ranges: [ClosedRange<UInt32>]

    init(_ configuration: FontConfiguration) {
        // line break and tab are no shapes, and still set
        ranges = Self.joined([0x09...0x0A] + configuration.ranges)
    }

    package func contains(_ scalar: Unicode.Scalar) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(scalar.value)
    }

    /// The first of a text that can't be printed.
    package func firstMissing(in text: String) -> Unicode.Scalar? { text.unicodeScalars.first { !contains($0) } }

    /// “9-a,20-7e,…” in hexadecimal, for whoever asks without network.
    package var text: String {
        ranges.map { range in
            let from = String(range.lowerBound, radix: 16)
            return range.count == 1 ? from : from + "-" + String(range.upperBound, radix: 16)
        }.joined(separator: ",")
    }

    private static func joined(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, range in
            if let last = joined.last, range.lowerBound <= last.upperBound + 1 {
                joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
    }
}

extension FontConfiguration {
    /// What any of the fonts has, without control characters.
    fileprivate var ranges: [ClosedRange<UInt32>] {
        guard let fonts = FcConfigGetFonts(handle, FcSetSystem) else { return [] }
        var ranges: [ClosedRange<UInt32>] = []
        for index in 0..<Int(fonts.pointee.nfont) {
            var characters: OpaquePointer?
            guard let pattern = fonts.pointee.fonts[index],
                FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) == FcResultMatch, let characters
            else { continue }
            Self.walk(characters) { ranges.append($0) }
        }
        return ranges
    }

    /// 256 characters at a time, as fontconfig keeps them: eight words of 32 bits.
    private static func walk(_ characters: OpaquePointer, _ found: (ClosedRange<UInt32>) -> Void) {
        let words = 8
        var map = [FcChar32](repeating: 0, count: words)
        var next: FcChar32 = 0
        var page = FcCharSetFirstPage(characters, &map, &next)
        while page != FcChar32.max {
            var start: UInt32?
            for offset in 0...UInt32(words * 32) {
                let isThere = offset < words * 32 && map[Int(offset / 32)] >> (offset % 32) & 1 == 1 && isShape(page + offset)
                if isThere, start == nil { start = page + offset }
                if !isThere, let first = start {
                    found(first...(page + offset - 1))
                    start = nil
                }
            }
            page = FcCharSetNextPage(characters, &map, &next)
        }
    }

    private static func isShape(_ value: UInt32) -> Bool {
        Unicode.Scalar(value).map { $0.properties.generalCategory != .control } ?? false
    }
}

import CPango

extension Passage {
    /// A line that holds less than this part of its width would gape if it were justified.
    private static let leastFilled = 0.86

    /// Marks the lines that must not be justified; says whether there are any.
    static func mark(_ lines: inout [Line], raggedBelow width: Double) -> Bool {
        for index in lines.indices {
            lines[index].isRagged = !lines[index].endsParagraph
                && lines[index].x + lines[index].width < leastFilled * width
        }
        return lines.contains { $0.isRagged }
    }

    /// Control characters have no shape; Pango would print boxes.
    static func checkControls(_ text: String) throws(TypesettingError) {
        for scalar in text.unicodeScalars where scalar.properties.generalCategory == .control {
            guard scalar == "\n" || scalar == "\t" else { throw .unprintable(Character(scalar)) }
        }
    }

    /// Looks for the culprit a character at a time; only after a failure, so speed does not matter.
    static func firstUnprintable(_ text: String, in context: TextContext) -> Character {
        guard let layout = pango_layout_new(context.handle) else { return "\u{FFFD}" }
        defer { g_object_unref(UnsafeMutableRawPointer(layout)) }
        return text.first { character in
            let letter = String(character)
            pango_layout_set_text(layout, letter, Int32(letter.utf8.count))
            return pango_layout_get_unknown_glyphs_count(layout) > 0
        } ?? "\u{FFFD}"
    }
}

extension Prose {
    /// Runs of Latin letters and digits longer than this are addresses or check codes, not words or numbers.
    private static let longestWord = 20

    /// The same text, where long addresses and check codes may break: after punctuation, and every eight characters
    /// where there is none. The break is U+200B, which has no width and no shape.
    var breakable: Prose {
        var breaks: [Int] = []  // UTF-8 offsets
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, (0x21...0x7E).contains(bytes[end]) { end += 1 }
            if end - start > Self.longestWord { breaks += Self.breaks(in: bytes, start..<end) }
            start = max(end, start + 1)
        }
        return inserting("\u{200B}", at: breaks)
    }

    private static func breaks(in bytes: [UInt8], _ run: Range<Int>) -> [Int] {
        let punctuation = Set("./@-_?&=:#,".utf8)
        var breaks: [Int] = []
        var last = run.lowerBound
        for offset in run.dropFirst() where punctuation.contains(bytes[offset - 1]) || offset - last == 8 {
            breaks.append(offset)
            last = offset
        }
        return breaks
    }

    private func inserting(_ mark: String, at breaks: [Int]) -> Prose {
        guard !breaks.isEmpty else { return self }
        var bytes: [UInt8] = []
        var rest = breaks[...]
        for (offset, byte) in text.utf8.enumerated() {
            if rest.first == offset {
                bytes += mark.utf8
                rest = rest.dropFirst()
            }
            bytes.append(byte)
        }
        let grown = { (offset: Int) in offset + mark.utf8.count * breaks.count { $0 < offset } }
        return Prose(String(decoding: bytes, as: UTF8.self), fills: fills.map { grown($0.lowerBound)..<grown($0.upperBound) })
    }
}

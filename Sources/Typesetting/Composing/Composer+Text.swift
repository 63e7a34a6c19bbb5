extension Composer {
    /// Places lines one below the other, going to the next page where this one is full.
    mutating func flow(_ passage: Passage, x: Double, pitch: Double, ink: Ink = .black, with following: Double = 0) {
        let lines = passage.lines.count
        for line in passage.lines.indices {
            // The last two lines go along with what must not stand alone.
            reserve(line == max(0, lines - 2) ? Double(lines - line) * pitch + following : pitch)
            draw(.text(passage, line: line, x: x, y: y + passage.baseline(pitch: pitch), ink))
            y += pitch
        }
    }

    mutating func place(_ paragraph: Paragraph, with following: Double) throws(TypesettingError) {
        let passage = try Passage(
            paragraph.prose,
            .init(
                face: paragraph.face, size: size, width: width, alignment: paragraph.alignment,
                indent: paragraph.indent * size),
            in: context)
        // Two lines at least stay together at the foot of a page, if there are two.
        reserve(pitch * Double(min(2, passage.lines.count)))
        flow(passage, x: left, pitch: pitch, with: following)
    }

    mutating func place(_ items: [Prose], _ numbering: Numbering) throws(TypesettingError) {
        for (index, item) in items.enumerated() {
            let paragraph = Paragraph(Prose(numbering.mark(index + 1)) + item)
            try place(paragraph, with: index == items.count - 1 ? following : 0)
        }
    }

    mutating func placeTitle(_ text: String) throws(TypesettingError) {
        let pitch = 1.5 * TypeSize.two
        let passage = try Passage(
            Prose(text), .init(face: .boldSong, size: TypeSize.two, width: width, alignment: .center), in: context)
        reserve(pitch * Double(passage.lines.count) + 2 * self.pitch)
        flow(passage, x: left, pitch: pitch)
        y += 0.4 * self.pitch
    }

    mutating func placeNumber(_ text: String, _ alignment: Alignment) throws(TypesettingError) {
        let passage = try Passage(Prose(text), .init(size: size, width: width, alignment: alignment), in: context)
        reserve(pitch * Double(passage.lines.count))
        flow(passage, x: left, pitch: pitch)
        y += 0.2 * pitch
    }

    mutating func placeHeading(_ text: String, _ level: Level) throws(TypesettingError) {
        let face: Face =
            switch level {
            case .first: .hei
            case .second: .kai
            case .third: .fangsong
            }
        let passage = try Passage(
            Prose(text), .init(face: face, size: size, width: width, indent: 2 * size), in: context)
        // A heading never stands alone at the foot of a page: two lines, or a table's head and a row, go along.
        reserve(pitch * Double(passage.lines.count + 2))
        flow(passage, x: left, pitch: pitch)
    }

    /// GB/T 9704-2012, 7.2.4–7.2.7: the agency in red 小标宋, its number centred two lines below, then a red rule as
    /// wide as the type area 4 mm below the number.
    mutating func placeRedHead(_ agency: String, _ number: String) throws(TypesettingError) {
        let largest = 40.0
        let natural = try Passage(Prose(agency), .init(face: .boldSong, size: largest), in: context).width
        let size = min(largest, largest * width / max(natural, 1))
        let head = try Passage(
            Prose(agency), .init(face: .boldSong, size: size, width: width + size, alignment: .center), in: context)
        flow(head, x: left - size / 2, pitch: 1.3 * size, ink: .red)
        y += 0.6 * pitch
        if !number.isEmpty {
            let line = try Passage(
                Prose(number), .init(size: self.size, width: width, alignment: .center), in: context)
            flow(line, x: left, pitch: pitch)
        }
        y += 2.0.mm
        draw(.rule(from: Point(x: left, y: y), to: Point(x: right, y: y), width: 1.6, .red))
        y += pitch
    }
}

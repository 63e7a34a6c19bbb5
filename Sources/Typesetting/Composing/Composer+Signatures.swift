extension Composer {
    /// Height that a signature by hand needs.
    static let signatureHeight = 13.0.mm
    private static let blankDate = "　　年　　月　　日"

    /// What the rows need together: the lines before them go along to the next page, so that they never stand alone.
    func height(of signatures: [Signature]) throws(TypesettingError) -> Double {
        var height = 0.0
        for signature in signatures {
            let row = try set(signature)
            height += Self.signatureHeight + Double(row.heading?.lines.count ?? 0) * pitch
        }
        return height
    }

    private struct SetSignature {
        let label: Passage
        let date: Passage
        /// The label on lines of its own, where it leaves no room for the signature.
        let heading: Passage?
    }

    private func set(_ signature: Signature) throws(TypesettingError) -> SetSignature {
        let words = Prose(signature.label + "：")
        let label = try Passage(words, .init(size: size), in: context)
        let date = try Passage(
            Prose(signature.date.isEmpty ? Self.blankDate : signature.date), .init(size: size), in: context)
        let isApart = right - date.width - 0.5 * size - left - label.width < 40.0.mm
        return SetSignature(
            label: label, date: date, heading: isApart ? try Passage(words, .init(size: size, width: width), in: context) : nil)
    }

    mutating func place(_ signatures: [Signature]) throws(TypesettingError) {
        for (index, signature) in signatures.enumerated() {
            try place(signature, with: index == signatures.count - 1 ? following : 0)
        }
    }

    /// One row: label, signatures on a line, date. It is never torn apart, nor from the height that goes with it.
    private mutating func place(_ signature: Signature, with following: Double) throws(TypesettingError) {
        let row = try set(signature)
        let (label, date, heading) = (row.label, row.date, row.heading)
        var pictures: [Picture] = []
        for image in signature.images { pictures.append(try Picture(png: image)) }
        let start = left + label.width
        let end = right - date.width - 0.5 * size
        reserve(Self.signatureHeight + Double(heading?.lines.count ?? 0) * pitch + following)
        if let heading { flow(heading, x: left, pitch: pitch) }
        let baseline = y + Self.signatureHeight - 0.3 * size
        if heading == nil { draw(.text(label, line: 0, x: left, y: baseline, .black)) }
        let from = heading == nil ? start : left + 2 * size
        draw(pictures, from: from, to: end, baseline: baseline)
        draw(.rule(
            from: Point(x: from, y: baseline + 0.2 * size), to: Point(x: end, y: baseline + 0.2 * size),
            width: 0.5, .black))
        draw(.text(date, line: 0, x: right - date.width, y: baseline, .black))
        y += Self.signatureHeight
    }

    private mutating func draw(_ pictures: [Picture], from: Double, to end: Double, baseline: Double) {
        let gap = 2.0.mm
        let share = (end - from) / Double(max(1, pictures.count))
        for (index, picture) in pictures.enumerated() {
            let height = Self.signatureHeight - 1.5.mm
            let frame = Frame(
                x: from + Double(index) * share + gap / 2, y: baseline + 0.2 * size - height,
                width: min(share - gap, height * 4), height: height)
            draw(.picture(picture, frame))
        }
    }

    struct SetClosing {
        let agency: Passage
        let date: Passage
        /// Room for the seal above and below the two lines.
        let above: Double
        let below: Double
        let height: Double
    }

    func set(_ closing: Closing) throws(TypesettingError) -> SetClosing {
        let agency = try Passage(Prose(closing.agency), .init(size: size), in: context)
        let date = try Passage(Prose(closing.date), .init(size: size), in: context)
        let radius = closing.seal.map { $0.diameter.mm / 2 } ?? 0
        let above = max(pitch, radius - 1.2 * pitch)
        let below = max(0, radius - 0.8 * pitch)
        return SetClosing(agency: agency, date: date, above: above, below: below, height: above + 2 * pitch + below)
    }

    /// GB/T 9704-2012, 7.3.5: the date ends four characters before the right edge, the agency stands centred over
    /// it, the seal lies over both.
    mutating func place(_ closing: Closing) throws(TypesettingError) {
        let lines = try set(closing)
        let (agency, date) = (lines.agency, lines.date)
        let radius = closing.seal.map { $0.diameter.mm / 2 } ?? 0
        reserve(lines.height)
        y += lines.above
        let center = right - max(4 * size + date.width / 2, agency.width / 2, radius)
        draw(.text(agency, line: 0, x: center - agency.width / 2, y: y + agency.baseline(pitch: pitch), .black))
        draw(.text(date, line: 0, x: center - date.width / 2, y: y + pitch + date.baseline(pitch: pitch), .black))
        if let seal = closing.seal {
            try draw(seal, center: Point(x: center, y: y + 1.2 * pitch))
        }
        y += 2 * pitch + lines.below
    }
}

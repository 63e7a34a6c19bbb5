extension Composer {
    private struct SetField {
        let label: Passage
        let value: Passage
        let x: Double
        let valueX: Double
        let end: Double
    }

    mutating func place(_ rows: [[Field]]) throws(TypesettingError) {
        for (index, row) in rows.enumerated() { try place(row, with: index == rows.count - 1 ? following : 0) }
    }

    /// One row of fields side by side. A long value goes on below itself, each of its lines on a line of the form.
    private mutating func place(_ row: [Field], with following: Double) throws(TypesettingError) {
        let fields = try set(row)
        let lines = fields.map(\.value.lines.count).max() ?? 0
        reserve(pitch * Double(min(lines, 2)) + following)
        for line in 0..<lines {
            reserve(pitch)
            for field in fields where line < field.value.lines.count { draw(field, line) }
            y += pitch
        }
    }

    private func set(_ row: [Field]) throws(TypesettingError) -> [SetField] {
        let gap = 0.5 * size
        let shares = row.reduce(0) { $0 + $1.share }
        let available = width - gap * Double(max(0, row.count - 1))
        var x = left
        var fields: [SetField] = []
        for field in row {
            let end = x + available * field.share / max(shares, 0.001)
            let label = try Passage(Prose(field.printedLabel), .init(size: size), in: context)
            let valueX = x + label.width
            let value = try Passage(
                Prose(field.value), .init(size: size, width: end - valueX - Self.inset, alignment: .left), in: context)
            fields.append(SetField(label: label, value: value, x: x, valueX: valueX, end: end))
            x = end + gap
        }
        return fields
    }

    /// The line begins a little before what is written on it.
    private static let inset = 3.0

    private mutating func draw(_ field: SetField, _ line: Int) {
        let baseline = y + field.value.baseline(pitch: pitch)
        if line == 0 { draw(.text(field.label, line: 0, x: field.x, y: baseline, .black)) }
        draw(.text(field.value, line: line, x: field.valueX + Self.inset, y: baseline, .black))
        let under = baseline + 0.2 * size
        draw(.rule(from: Point(x: field.valueX, y: under), to: Point(x: field.end, y: under), width: 0.5, .black))
    }
}

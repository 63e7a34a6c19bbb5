/// What stands outside the type area.
extension Composer {
    mutating func placeCode() throws(TypesettingError) {
        guard let code = sheet.code else { return }
        let side = code.side.mm
        let modules = try QRCode.modules(code.text)
        switch code.place {
        case .foot:
            let y = Sheet.height - max(sheet.margins.bottom, Self.footGap + code.side + Self.paperEdge).mm
                + Self.footGap.mm
            draw(.code(modules, Frame(x: left, y: y, width: side, height: side)), onPage: 0)
            // Up to the page number in the middle.
            let x = left + side + 2.5.mm
            let width = max(30.0.mm, left + self.width / 2 - 13.0.mm - x)
            try placeCaption(code.caption, x: x, width: width, alignment: .left, bottom: y + side)
        case .head:
            let y = max(Self.paperEdge.mm, min(10.0.mm, top - side - 3.0.mm))
            draw(.code(modules, Frame(x: right - side, y: y, width: side, height: side)), onPage: 0)
            let width = min(80.0.mm, self.width - side - 2.5.mm)
            try placeCaption(
                code.caption, x: right - side - 2.5.mm - width, width: width, alignment: .right, bottom: y + side)
        }
    }

    private mutating func placeCaption(
        _ caption: String, x: Double, width: Double, alignment: Alignment, bottom: Double
    ) throws(TypesettingError) {
        guard !caption.isEmpty else { return }
        let size = TypeSize.smallFive
        let pitch = 1.35 * size
        let passage = try Passage(
            Prose(caption), .init(face: .song, size: size, width: width, alignment: alignment), in: context)
        let top = bottom - pitch * Double(passage.lines.count)
        for line in passage.lines.indices {
            let baseline = top + Double(line) * pitch + passage.baseline(pitch: pitch)
            draw(.text(passage, line: line, x: x, y: baseline, .black), onPage: 0)
        }
    }

    /// GB/T 9704-2012, 7.5: page numbers in 宋, 7 mm below the type area.
    mutating func placeFooters() throws(TypesettingError) {
        let y = Sheet.height - sheet.margins.bottom.mm + min(7.0, sheet.margins.bottom / 3).mm
        for index in pages.indices {
            if sheet.footer.numbersPages {
                let words = "第\(index + 1)页 共\(pages.count)页"
                let number = try Passage(
                    Prose(words), .init(face: .song, size: TypeSize.smallFour, width: width, alignment: .center),
                    in: context)
                draw(.text(number, line: 0, x: left, y: y + TypeSize.smallFour, .black), onPage: index)
            }
            try placeCheckLine(onPage: index, top: y + 2 * TypeSize.smallFour)
        }
    }

    /// Right of the code at the foot, below the page number.
    private mutating func placeCheckLine(onPage index: Int, top: Double) throws(TypesettingError) {
        guard !sheet.footer.checkLine.isEmpty else { return }
        let x = Sheet.width / 2 - 15.0.mm
        let pitch = 1.4 * TypeSize.six
        let passage = try Passage(
            Prose(sheet.footer.checkLine).breakable,
            .init(face: .song, size: TypeSize.six, width: right - x, alignment: .right), in: context)
        for line in passage.lines.indices {
            let baseline = top + Double(line) * pitch + passage.baseline(pitch: pitch)
            draw(.text(passage, line: line, x: x, y: baseline, .gray), onPage: index)
        }
    }
}

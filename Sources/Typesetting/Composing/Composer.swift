/// Lays blocks out on pages: knows where the next one begins and when the page is full.
/// The parts that know a kind of block are extensions beside this file.
struct Composer {
    let sheet: Sheet
    let context: TextContext
    private(set) var pages: [Page] = [Page()]
    /// Top of what comes next, in points from the top of the page.
    var y: Double
    /// Height of the end of the document if it follows this block, otherwise 0.
    var following = 0.0

    init(_ sheet: Sheet, in context: TextContext) {
        self.sheet = sheet
        self.context = context
        y = sheet.margins.top.mm
    }

    static func pages(of sheet: Sheet, in context: TextContext) throws(TypesettingError) -> [Page] {
        var composer = Composer(sheet, in: context)
        for (index, block) in sheet.blocks.enumerated() {
            composer.following = try composer.endHeight(after: index)
            try composer.place(block)
        }
        try composer.placeCode()
        try composer.placeFooters()
        try composer.placeOverprint()
        return composer.pages
    }

    // The type area (版心)

    var left: Double { sheet.margins.left.mm }
    var top: Double { sheet.margins.top.mm }
    var right: Double { Sheet.width - sheet.margins.right.mm }
    var width: Double { right - left }
    var size: Double { sheet.style.size }
    var pitch: Double { sheet.style.pitch }

    /// The lowest line that blocks may reach on this page.
    var bottom: Double { bottom(ofFirst: pages.count == 1) }

    private func bottom(ofFirst isFirst: Bool) -> Double {
        let edge = Sheet.height - sheet.margins.bottom.mm
        guard isFirst, let code = sheet.code, code.place == .foot else { return edge }
        // A code at the foot stands in the margin; a narrow margin is widened for it.
        return min(edge, Sheet.height - (Self.footGap + code.side + Self.paperEdge).mm)
    }

    /// Millimetres between the type area and a code below it, and what printers leave white.
    static let footGap = 4.0
    static let paperEdge = 8.0

    var isAtTop: Bool { y <= top }

    /// The height of an empty page.
    var fullHeight: Double { bottom(ofFirst: false) - top }

    func fits(_ height: Double) -> Bool { y + height <= bottom + 0.01 }

    mutating func breakPage() {
        pages.append(Page())
        y = top
    }

    /// Goes to the next page unless this much stands together on this one.
    mutating func reserve(_ height: Double) {
        if !fits(height), !isAtTop { breakPage() }
    }

    mutating func draw(_ mark: Mark) { pages[pages.count - 1].marks.append(mark) }

    mutating func draw(_ mark: Mark, under index: Int) { pages[index].marks.insert(mark, at: 0) }

    mutating func draw(_ mark: Mark, onPage index: Int) { pages[index].marks.append(mark) }

    /// GB/T 9704-2012, 7.3.5.4: signatures and seals never stand on a page without any text. The last lines before
    /// them take this height into account.
    private func endHeight(after index: Int) throws(TypesettingError) -> Double {
        var spaces = 0.0
        for block in sheet.blocks.dropFirst(index + 1) {
            switch block {
            case .space(let height): spaces += height.mm
            case .closing(let closing): return spaces + (try set(closing).height)
            case .signatures(let signatures):
                // some lines of text stay with them even where there are many
                return spaces + min(fullHeight - 4 * pitch, try height(of: signatures))
            case .redHead, .title, .number, .heading, .paragraph, .fields, .list, .table, .photos, .pageBreak: return 0
            }
        }
        return 0
    }

    private mutating func place(_ block: Block) throws(TypesettingError) {
        switch block {
        case .redHead(let agency, let number): try placeRedHead(agency, number)
        case .title(let text): try placeTitle(text)
        case .number(let text, let alignment): try placeNumber(text, alignment)
        case .heading(let text, let level): try placeHeading(text, level)
        case .paragraph(let paragraph): try place(paragraph, with: following)
        case .fields(let rows): try place(rows)
        case .list(let items, let numbering): try place(items, numbering)
        case .table(let table): try place(table)
        case .signatures(let signatures): try place(signatures)
        case .photos(let photos): try place(photos)
        case .closing(let closing): try place(closing)
        case .space(let height): y += height.mm
        case .pageBreak: if !isAtTop { breakPage() }
        }
    }
}

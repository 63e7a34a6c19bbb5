/// Words across every page that say that it is no document in earnest.
extension Composer {
    mutating func placeOverprint() throws(TypesettingError) {
        guard !sheet.overprint.isEmpty else { return }
        let head = try Passage(
            Prose(sheet.overprint), .init(face: .hei, size: TypeSize.smallFour, width: Sheet.width, alignment: .center), in: context)
        let across = try Passage(
            Prose(Self.large(sheet.overprint)), .init(face: .hei, size: 96, width: Sheet.width, alignment: .center), in: context)
        for index in pages.indices {
            // under what the page says
            draw(.text(across, line: 0, x: 0, y: Sheet.height * 0.55, .pale), under: index)
            // at the head only: the code and its caption stand at the foot
            draw(.text(head, line: 0, x: 0, y: Self.paperEdge.mm + TypeSize.smallFour, .red), onPage: index)
        }
    }

    /// The first word, as large as the page is wide: “培训环境”.
    private static func large(_ words: String) -> String {
        words.split { "：，。 ".contains($0) }.first.map(String.init) ?? words
    }
}

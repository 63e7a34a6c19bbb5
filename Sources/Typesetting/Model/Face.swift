/// The faces of official documents.
package enum Face: String, Sendable, Equatable, CaseIterable {
    /// 仿宋, the running text
    case fangsong
    /// 宋, page numbers
    case song
    /// 宋, bold: stands for 小标宋 in titles
    case boldSong
    /// 黑, headings of the first level and table heads
    case hei
    /// 楷, headings of the second level
    case kai

    /// Families in order of preference. Noto CJK has the rare characters (喆堃䶮) that Fandol lacks, and the Latin
    /// letters and digits that FandolHei lacks; it carries the whole text where Fandol is not installed. Hanazono has
    /// the ideographs that Noto lacks (U+21484 and most of the planes beyond).
    var description: String {
        switch self {
        case .fangsong: "FandolFang, Noto Serif CJK SC, " + Self.rare
        case .song: "FandolSong, Noto Serif CJK SC, " + Self.rare
        case .boldSong: "FandolSong, Noto Serif CJK SC, " + Self.rare + ", Bold"
        case .hei: "FandolHei, Noto Sans CJK SC, " + Self.rare
        case .kai: "FandolKai, Noto Serif CJK SC, " + Self.rare
        }
    }

    private static let rare = "HanaMinB"
}

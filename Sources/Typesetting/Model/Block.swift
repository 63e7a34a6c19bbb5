/// What a document consists of, from top to bottom.
package enum Block: Sendable, Equatable {
    /// The red head of an agency's official document, its number, and the red rule under both.
    case redHead(agency: String, number: String)
    /// Centred, bold; may hold line breaks.
    case title(String)
    /// The number of the document (文号) where there is no red head.
    case number(String, Alignment = .right)
    case heading(String, Level = .first)
    case paragraph(Paragraph)
    /// Rows of fields as in printed forms: 被检查单位：＿＿＿＿
    case fields([[Field]])
    case list([Prose], Numbering = .arabic)
    case table(Table)
    case signatures([Signature])
    /// Two in a row, each with its words below.
    case photos([Photo])
    case closing(Closing)
    /// Empty height in millimetres.
    case space(Double)
    case pageBreak
}

package enum Alignment: Sendable, Equatable { case left, center, right, justified }

/// Levels of headings after GB/T 9704-2012, 7.3.3: 黑体, 楷体, 仿宋.
package enum Level: Sendable, Equatable { case first, second, third }

package enum Numbering: Sendable, Equatable {
    /// 1. 2. 3., the third level of GB/T 9704-2012, 7.3.3
    case arabic
    /// （1）（2）（3）
    case bracketed

    package func mark(_ position: Int) -> String {
        switch self {
        case .arabic: "\(position)."
        case .bracketed: "（\(position)）"
        }
    }
}

package struct Paragraph: Sendable, Equatable {
    package var prose: Prose
    package var alignment: Alignment
    /// Indent of the first line, in characters.
    package var indent: Double
    package var face: Face

    package init(_ prose: Prose, alignment: Alignment = .justified, indent: Double = 2, face: Face = .fangsong) {
        self.prose = prose
        self.alignment = alignment
        self.indent = indent
        self.face = face
    }
}

extension Block {
    /// A justified paragraph of running text.
    package static func paragraph(_ prose: Prose) -> Block { .paragraph(Paragraph(prose)) }
}

/// A label and what has been filled in after it, on a line.
package struct Field: Sendable, Equatable {
    /// Without the colon, which is set after it.
    package var label: String
    package var value: String
    /// Share of the row's width, against the other fields of the row.
    package var share: Double

    package init(_ label: String, _ value: String, share: Double = 1) {
        self.label = label
        self.value = value
        self.share = share
    }

    var printedLabel: String { label.isEmpty ? "" : label + "：" }
}

/// A table with borders. It breaks between rows (a row taller than a page breaks inside), and its head stands on
/// every page.
package struct Table: Sendable, Equatable {
    package var columns: [Column]
    package var rows: [[Cell]]
    /// Size of the text, in points.
    package var size: Double

    package init(columns: [Column], rows: [[Cell]], size: Double = TypeSize.smallFour) {
        self.columns = columns
        self.rows = rows
        self.size = size
    }

    /// Without any title there is no head.
    var hasHead: Bool { columns.contains { !$0.title.isEmpty } }

    package struct Column: Sendable, Equatable {
        package var title: String
        /// Share of the width, against the other columns.
        package var share: Double
        package var alignment: Alignment

        package init(_ title: String, share: Double = 1, alignment: Alignment = .left) {
            self.title = title
            self.share = share
            self.alignment = alignment
        }
    }

    package struct Cell: Sendable, Equatable, ExpressibleByStringInterpolation {
        package var text: String
        /// How many columns it covers.
        package var span: Int
        /// The label of a form: centred, in 黑体.
        package var isLabel: Bool

        package init(_ text: String, span: Int = 1, isLabel: Bool = false) {
            self.text = text
            self.span = max(1, span)
            self.isLabel = isLabel
        }

        package init(stringLiteral value: String) { self.init(value) }

        package static func label(_ text: String, span: Int = 1) -> Cell { Cell(text, span: span, isLabel: true) }
    }
}

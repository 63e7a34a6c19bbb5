/// One document as it shall be printed: what stands on it, in order, and how it is set.
/// A value: equal sheets give equal bytes.
package struct Sheet: Sendable, Equatable {
    /// Title of the file, shown by PDF readers; line breaks become spaces.
    package var title: String
    /// Who issues the document, kept in the file's metadata.
    package var author: String
    /// Milliseconds since 1970 UTC; the only time that gets into the file, so that bytes are reproducible.
    package var createdAt: Int64
    package var style: Style
    package var margins: Margins
    package var code: Code?
    package var footer: Footer
    package var blocks: [Block]
    /// Printed at the head of every page and large across it, where a document is for practice only.
    package var overprint = ""

    package init(
        title: String, author: String = "", createdAt: Int64, style: Style = .official,
        margins: Margins = .official, code: Code? = nil, footer: Footer = Footer(), blocks: [Block]
    ) {
        self.title = title
        self.author = author
        self.createdAt = createdAt
        self.style = style
        self.margins = margins
        self.code = code
        self.footer = footer
        self.blocks = blocks
    }

    /// A4 in points.
    static let width = 210.0.mm
    static let height = 297.0.mm
}

extension Sheet {
    /// Millimetres from the edges of the paper to the type area (版心).
    package struct Margins: Sendable, Equatable {
        package var top, left, right, bottom: Double

        package init(top: Double, left: Double, right: Double, bottom: Double) {
            self.top = top
            self.left = left
            self.right = right
            self.bottom = bottom
        }

        /// GB/T 9704-2012, 5.2.1: head 37 mm, binding edge 28 mm, type area 156 mm × 225 mm.
        package static let official = Margins(top: 37, left: 28, right: 26, bottom: 35)
    }

    /// Size of the running text and the distance of its base lines, in points.
    package struct Style: Sendable, Equatable {
        package var size: Double
        package var pitch: Double

        package init(size: Double, pitch: Double) {
            self.size = size
            self.pitch = pitch
        }

        /// GB/T 9704-2012, 5.2.2: size 3, 22 lines of 28 characters a page. 225 mm / 22 is 28.99 pt.
        package static let official = Style(size: TypeSize.three, pitch: 225.0.mm / 22)
        /// Forms filled in on the spot (现场检查记录 and the like): size 4, closer lines.
        package static let form = Style(size: TypeSize.four, pitch: 25)
    }

    /// What stands at the foot of every page.
    package struct Footer: Sendable, Equatable {
        /// “第1页 共3页”
        package var numbersPages: Bool
        /// A small line on every page, such as the check code of the document.
        package var checkLine: String

        package init(numbersPages: Bool = true, checkLine: String = "") {
            self.numbersPages = numbersPages
            self.checkLine = checkLine
        }
    }

    /// A QR code on the first page, with words that say what it is for.
    package struct Code: Sendable, Equatable {
        package enum Place: Sendable, Equatable { case head, foot }

        package var text: String
        package var caption: String
        package var place: Place
        /// Length of a side in millimetres.
        package var side: Double

        package init(text: String, caption: String, place: Place = .foot, side: Double = 22) {
            self.text = text
            self.caption = caption
            self.place = place
            self.side = side
        }
    }
}

/// Sets sheets as PDF. Holds Pango's font map, which serves one thread at a time: keep one a thread, or use a
/// `TypesettingPool`.
package final class Typesetter {
    private let context: TextContext

    package init(_ fonts: FontLibrary) throws(TypesettingError) {
        context = try TextContext(fonts)
    }

    /// The bytes of a PDF file with every font embedded. Equal sheets give equal bytes.
    package func render(_ sheet: Sheet) throws(TypesettingError) -> [UInt8] {
        let pages = try Composer.pages(of: sheet, in: context)
        let painter = Painter(try Canvas(sheet))
        for page in pages { painter.paint(page) }
        return try painter.canvas.finish()
    }
}

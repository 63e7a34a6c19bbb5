/// Sets sheets as PDF. Documents of a server go through the `TypesettingQueue`, so that nobody waits for cairo on a thread
/// that others need.
package final class Typesetter {
    private let context: TextContext

    package init(_ fonts: FontLibrary) throws(TypesettingError) {
        context = try TextContext.turn.withLock { _ throws(TypesettingError) in try TextContext(fonts) }
    }

    /// The bytes of a PDF file with every font embedded. Equal sheets give equal bytes.
    package func render(_ sheet: Sheet) throws(TypesettingError) -> [UInt8] {
        try TextContext.turn.withLock { _ throws(TypesettingError) in try set(sheet) }
    }

    private func set(_ sheet: Sheet) throws(TypesettingError) -> [UInt8] {
        let pages = try Composer.pages(of: sheet, in: context)
        let painter = Painter(try Canvas(sheet))
        for page in pages { painter.paint(page) }
        return try painter.canvas.finish()
    }
}

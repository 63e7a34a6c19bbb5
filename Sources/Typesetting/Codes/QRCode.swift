import CQREncode

/// A QR code (never Micro QR, which phones do not read) with error correction M: it stays readable with about 15 %
/// of it dirty or torn.
package enum QRCode {
    /// Light modules that must surround the code (ISO/IEC 18004).
    package static let quietZone = 4

    /// Rows of modules from the top; true is dark. Without the quiet zone.
    package static func modules(_ text: String) throws(TypesettingError) -> [[Bool]] {
        let bytes = Array(text.utf8)
        guard let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else {
            throw .codeTooLong(bytes: bytes.count)
        }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let data = code.pointee.data else { throw .codeTooLong(bytes: bytes.count) }
        // The lowest bit of each byte is the colour; the others tell what the module is for.
        return (0..<width).map { row in (0..<width).map { column in data[row * width + column] & 1 == 1 } }
    }

    /// For web pages: one path on a white ground that includes the quiet zone; scales to the size of its place.
    package static func svg(_ text: String) throws(TypesettingError) -> String {
        let rows = try modules(text)
        let side = rows.count + 2 * quietZone
        var path = ""
        for (y, row) in rows.enumerated() {
            for run in runs(of: row) {
                path += "M\(run.lowerBound + quietZone) \(y + quietZone)h\(run.count)v1h-\(run.count)z"
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges" \
            role="img" aria-label="二维码"><path fill="#fff" d="M0 0h\(side)v\(side)H0z"/><path d="\(path)"/></svg>
            """
    }

    /// Dark stretches of a row; drawn as one piece they show no seams.
    static func runs(of row: [Bool]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for (x, dark) in row.enumerated() {
            if dark, start == nil { start = x }
            if !dark, let first = start {
                runs.append(first..<x)
                start = nil
            }
        }
        if let first = start { runs.append(first..<row.count) }
        return runs
    }
}

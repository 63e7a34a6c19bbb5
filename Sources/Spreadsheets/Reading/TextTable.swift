/// A CSV file: RFC 4180, and what people and programs make of it.
struct TextTable {
    private let file: ByteFile
    private let encoding: TextEncoding
    private let mark: Int

    init(file: ByteFile) throws(SpreadsheetError) {
        self.file = file
        (encoding, mark) = try TextEncoding.recognise(file)
    }

    func forEachRow(limits: SheetLimits, _ body: (Int, SheetCells) throws -> Void) throws {
        var parser = RecordParser(limits: limits)
        let transcoder = encoding == .utf8 ? nil : try Transcoder(from: encoding)
        var offset = mark
        while offset < file.size {
            let piece = try file.read(at: offset)
            if piece.isEmpty { break }
            offset += piece.count
            if let transcoder {
                try transcoder.feed(piece, isLast: offset >= file.size) { try parser.feed($0, body) }
            } else {
                try parser.feed(piece, body)
            }
        }
        try parser.finish(body)
    }
}

/// Cuts UTF-8 bytes into records and fields; pieces may end anywhere.
struct RecordParser {
    private enum State {
        case fieldStart, plain, quoted
        /// After a quote inside a quoted field: its end, or the first of two.
        case quote
    }

    private let limits: SheetLimits
    private var state = State.fieldStart
    private var delimiter: UInt8?
    private var bytes: [UInt8] = []
    private var fields = SheetRow()
    private var line = 1
    private var recordLine = 1
    private var afterCarriageReturn = false

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    init(limits: SheetLimits) {
        self.limits = limits
    }

    mutating func feed(_ piece: UnsafeBufferPointer<UInt8>, _ body: (Int, SheetCells) throws -> Void) throws {
        let delimiter = self.delimiter ?? Self.delimiter(of: piece)
        self.delimiter = delimiter
        var index = 0
        while index < piece.count {
            let byte = piece[index]
            if afterCarriageReturn {
                afterCarriageReturn = false
                if byte == Self.lineFeed {
                    // The second half of CRLF; inside quotes it belongs to the text.
                    if state == .quoted { bytes.append(byte) }
                    index += 1
                    continue
                }
            }
            switch state {
            case .fieldStart:
                if byte == Self.quote {
                    state = .quoted
                    index += 1
                } else {
                    state = .plain
                }
            case .quoted:
                index = try readQuoted(piece, from: index)
            case .quote where byte == Self.quote:
                bytes.append(byte)
                state = .quoted
                index += 1
            case .quote, .plain:
                state = .plain
                index = try readPlain(piece, from: index, delimiter, body)
            }
        }
    }

    /// The last record may lack its line end.
    mutating func finish(_ body: (Int, SheetCells) throws -> Void) throws {
        if state == .quoted { throw SpreadsheetError.unclosedQuote(row: recordLine) }
        if state != .fieldStart || fields.count > 0 { try endRecord(body) }
    }

    private mutating func readQuoted(_ piece: UnsafeBufferPointer<UInt8>, from start: Int) throws -> Int {
        var index = start
        while index < piece.count, piece[index] != Self.quote {
            if piece[index] == Self.carriageReturn || piece[index] == Self.lineFeed { break }
            index += 1
        }
        try take(piece, start..<index)
        guard index < piece.count else { return index }
        if piece[index] == Self.quote {
            state = .quote
        } else {
            bytes.append(piece[index])
            line += 1
            afterCarriageReturn = piece[index] == Self.carriageReturn
        }
        return index + 1
    }

    private mutating func readPlain(
        _ piece: UnsafeBufferPointer<UInt8>, from start: Int, _ delimiter: UInt8, _ body: (Int, SheetCells) throws -> Void
    ) throws -> Int {
        var index = start
        while index < piece.count {
            let byte = piece[index]
            if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn { break }
            index += 1
        }
        try take(piece, start..<index)
        guard index < piece.count else { return index }
        if piece[index] == delimiter {
            try endField()
        } else {
            afterCarriageReturn = piece[index] == Self.carriageReturn
            line += 1
            try endRecord(body)
        }
        return index + 1
    }

    private mutating func take(_ piece: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) throws {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[range]))
        guard bytes.count <= limits.cellBytes else { throw SpreadsheetError.cellTooLong(row: recordLine) }
    }

    private mutating func endField() throws {
        guard fields.count < limits.columns || bytes.isEmpty else {
            throw SpreadsheetError.tooManyColumns(row: recordLine, limit: limits.columns)
        }
        if fields.count < limits.columns {
            fields.append(bytes)
        }
        bytes.removeAll(keepingCapacity: true)
        state = .fieldStart
    }

    private mutating func endRecord(_ body: (Int, SheetCells) throws -> Void) throws {
        try endField()
        if !fields.isEmpty { try body(recordLine, fields.cells()) }
        fields.removeAll()
        recordLine = line
    }

    /// The candidate that stands most often outside quotes in the first lines.
    private static func delimiter(of piece: UnsafeBufferPointer<UInt8>) -> UInt8 {
        let candidates = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
        var counts = [0, 0, 0]
        var lines = 0
        var isQuoted = false
        for byte in piece where lines < 10 {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == lineFeed || byte == carriageReturn { lines += 1 }
            if let found = candidates.firstIndex(of: byte) { counts[found] += 1 }
        }
        let most = counts.max() ?? 0
        return candidates[counts.firstIndex(of: most) ?? 0]
    }
}

extension Transaction {
    /// Adds many rows that are not there yet by the fastest way that the engine has: COPY, or one statement for all.
    /// - Parameter places: which of the rows; nil for all.
    package func add(_ rows: BulkRows, to table: String, places: [Int]? = nil, numbers: BulkNumbers? = nil) throws {
        let places = places ?? Array(0..<rows.count)
        guard !places.isEmpty else { return }
        guard numbers.map({ $0.values.count == places.count }) ?? true else { throw StorageError.broken("rows without number") }
        try connection.add(BulkAddition(table: table, rows: rows, places: places, numbers: numbers))
    }

    /// The next `count` serials of the table, for rows that are added in bulk. Many rows begin with a block of the search
    /// index of their own when that leaves few serials out: then its sets are written once and not extended.
    package func reserveSerials(_ table: StaticString, _ count: Int) throws -> [Int64] {
        guard count > 0 else { return [] }
        switch engine {
        case .sqlite:
            // one writer at a time; the sequence also knows of rows that have been deleted
            let last = try value(
                "SELECT seq FROM sqlite_sequence WHERE name = \(table.description)", as: Int64.self) ?? 0
            let first = last + 1 + Self.skipped(last + 1, before: count)
            return (0..<count).map { first + Int64($0) }
        case .postgresql:
            guard let first = try nextSerials(table, 1).first else { return [] }
            let skipped = Int(Self.skipped(first, before: count))
            let rest = try nextSerials(table, skipped + count - 1)
            return Array(([first] + rest).suffix(count))
        }
    }

    private func nextSerials(_ table: StaticString, _ count: Int) throws -> [Int64] {
        try all(
            "SELECT nextval(pg_get_serial_sequence(\(table.description), 'serial')) FROM generate_series(1, CAST(\(count) AS BIGINT))"
        ) { try $0.next() }
    }

    private static func skipped(_ first: Int64, before count: Int) -> Int64 {
        let toBoundary = (PostingBlock.size - first % PostingBlock.size) % PostingBlock.size
        return count >= PostingBlock.size / 2 && toBoundary < count ? toBoundary : 0
    }
}

extension SQLiteConnection {
    func add(_ addition: BulkAddition) throws {
        let columns = addition.columns
        let places = repeatElement("?", count: columns.count).joined(separator: ", ")
        try runEach("INSERT INTO \(addition.table) (\(columns.joined(separator: ", "))) VALUES (\(places))", addition)
    }
}

extension PostgreSQLConnection {
    private static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
    private static let piece = 1 << 18

    func add(_ addition: BulkAddition) throws {
        let (rows, numbers) = (addition.rows, addition.numbers)
        let width = Int16(addition.columns.count)
        var bytes = Self.signature
        bytes.reserveCapacity(Self.piece + 1 << 16)
        var row = 0
        try copy("COPY \(addition.table) (\(addition.columns.joined(separator: ", "))) FROM STDIN (FORMAT binary)") { send in
            try rows.visit(addition.places) { column, field in
                if column == 0 {
                    bytes.append(bigEndian: width)
                    if let numbers { bytes.append(field: .integer(numbers.values[row])) }
                }
                bytes.append(field: field)
            } rowEnd: {
                row += 1
                guard bytes.count > Self.piece else { return }
                try send(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
            bytes.append(bigEndian: Int16(-1))
            try send(bytes)
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(field: BulkRows.Field) {
        switch field {
        case .null: append(bigEndian: Int32(-1))
        case .integer(let number):
            append(bigEndian: Int32(8))
            append(bigEndian: number)
        case .text(let data), .bytes(let data):
            append(bigEndian: Int32(data.count))
            append(contentsOf: data)
        }
    }
}

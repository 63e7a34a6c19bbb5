extension Transaction {
    /// Adds many rows that are not there yet by the fastest way that the engine has: COPY, or one statement for all of
    /// them. The values of a row stand in the order of `columns`.
    package func add(_ rows: [[SQLValue]], to table: String, columns: [String]) throws {
        guard !rows.isEmpty else { return }
        try connection.add(rows, to: table, columns: columns)
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
    func add(_ rows: [[SQLValue]], to table: String, columns: [String]) throws {
        let places = repeatElement("?", count: columns.count).joined(separator: ", ")
        try runEach("INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))", rows)
    }
}

extension PostgreSQLConnection {
    private static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
    private static let piece = 1 << 18

    func add(_ rows: [[SQLValue]], to table: String, columns: [String]) throws {
        var bytes = Self.signature
        try copy("COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN (FORMAT binary)") { send in
            for row in rows {
                bytes.append(bigEndian: Int16(row.count))
                for value in row { bytes.append(field: value) }
                if bytes.count > Self.piece {
                    try send(bytes)
                    bytes.removeAll(keepingCapacity: true)
                }
            }
            bytes.append(bigEndian: Int16(-1))
            try send(bytes)
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(field value: SQLValue) {
        switch value {
        case .null: append(bigEndian: Int32(-1))
        case .integer(let number):
            append(bigEndian: Int32(8))
            append(bigEndian: number)
        case .text(let text):
            append(bigEndian: Int32(text.utf8.count))
            append(contentsOf: text.utf8)
        case .bytes(let data):
            append(bigEndian: Int32(data.count))
            append(contentsOf: data)
        }
    }
}

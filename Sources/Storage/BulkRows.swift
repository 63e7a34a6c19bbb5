/// Many rows on their way into a table as one run of bytes: made by any thread ahead of the transaction that adds them,
/// and given to the engine from where they lie. A field is its kind and what stands there; texts and bytes have their
/// length before them.
package struct BulkRows: Sendable {
    package let columns: [String]
    private var bytes: [UInt8] = []
    /// Where each row begins.
    private var starts: [Int] = []

    package init(columns: [String]) { self.columns = columns }

    package var count: Int { starts.count }

    private enum Kind {
        static let null: UInt8 = 0, integer: UInt8 = 1, text: UInt8 = 2, bytes: UInt8 = 3
    }

    /// What stands in a field; valid while the row is visited.
    enum Field {
        case null
        case integer(Int64)
        case text(UnsafeRawBufferPointer)
        case bytes(UnsafeRawBufferPointer)
    }

    /// Begins a row; its fields follow in the order of the columns.
    package mutating func beginRow() { starts.append(bytes.count) }

    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { put(Kind.text, UnsafeRawBufferPointer($0)) }
    }

    /// Two texts as one.
    package mutating func append(_ beginning: String, _ end: String) {
        bytes.append(Kind.text)
        withUnsafeBytes(of: UInt32(beginning.utf8.count + end.utf8.count)) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: beginning.utf8)
        bytes.append(contentsOf: end.utf8)
    }

    package mutating func append(_ value: [UInt8]) { value.withUnsafeBytes { put(Kind.bytes, $0) } }

    package mutating func append(_ number: Int64) {
        bytes.append(Kind.integer)
        withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }

    package mutating func append(_ value: SQLValue) {
        switch value {
        case .null: bytes.append(Kind.null)
        case .integer(let number): append(number)
        case .text(let text): append(text)
        case .bytes(let data): append(data)
        }
    }

    package mutating func append(row: [SQLValue]) {
        beginRow()
        for value in row { append(value) }
    }

    private mutating func put(_ kind: UInt8, _ value: UnsafeRawBufferPointer) {
        bytes.append(kind)
        withUnsafeBytes(of: UInt32(value.count)) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: value)
    }

    /// The fields of the row begun last, so far: equal for rows that are equal so far.
    package func withLastRow<T>(_ use: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        try bytes.withUnsafeBytes { try use(UnsafeRawBufferPointer(rebasing: $0[(starts.last ?? 0)...])) }
    }

    /// Visits the fields of some rows.
    /// - Throws: `StorageError.broken` for a row that has not as many fields as there are columns.
    func visit(
        _ places: some Sequence<Int>, _ field: (_ place: Int, Field) throws -> Void, rowEnd: () throws -> Void
    ) throws {
        try bytes.withUnsafeBytes { all in
            for place in places {
                var offset = starts[place]
                let end = place + 1 < starts.count ? starts[place + 1] : all.count
                for column in columns.indices {
                    guard offset < end else { throw StorageError.broken("a row has too few fields") }
                    try field(column, Self.field(all, &offset))
                }
                guard offset == end else { throw StorageError.broken("a row has too many fields") }
                try rowEnd()
            }
        }
    }

    private static func field(_ all: UnsafeRawBufferPointer, _ offset: inout Int) -> Field {
        let kind = all[offset]
        offset += 1
        switch kind {
        case Kind.integer:
            defer { offset += 8 }
            return .integer(all.loadUnaligned(fromByteOffset: offset, as: Int64.self))
        case Kind.text, Kind.bytes:
            let length = Int(all.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            let start = offset + 4
            offset = start + length
            let value = UnsafeRawBufferPointer(rebasing: all[start..<offset])
            return kind == Kind.text ? .text(value) : .bytes(value)
        default: return .null
        }
    }
}

/// Rows for one table: which of them, and the number that each gets in its first column.
struct BulkAddition {
    let table: String
    let rows: BulkRows
    let places: [Int]
    let numbers: BulkNumbers?

    var columns: [String] { (numbers.map { [$0.column] } ?? []) + rows.columns }
}

/// A column that is known only when the rows are added: their serials, the block they fall into.
package struct BulkNumbers: Sendable {
    let column: String
    let values: [Int64]

    /// - Parameter values: one for each of the rows that are added, in their order.
    package init(_ column: String, _ values: [Int64]) { (self.column, self.values) = (column, values) }
}

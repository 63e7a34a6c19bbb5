import CPostgreSQL
import CSQLite

/// One row of a result, valid only inside the closure that is given it.
/// Columns are taken in order: `try Officer(id: row.next(), name: row.next())`.
package struct Row: ~Copyable {
    enum Source {
        case sqlite(OpaquePointer)
        case postgresql(OpaquePointer, Int32)
    }

    private let source: Source
    fileprivate var column: Int32 = 0

    init(_ source: Source) { self.source = source }

    /// The next column as `T`; `T` may be optional where the column may be NULL.
    package mutating func next<T: SQLConvertible>(_: T.Type = T.self) throws -> T {
        defer { column += 1 }
        guard let value = T.read(self, at: column) else {
            throw StorageError.unreadable(column: Int(column), type: "\(T.self)")
        }
        return value
    }

    /// Most columns are texts: read without the detour over what all kinds of columns share.
    package mutating func next() throws -> String {
        defer { column += 1 }
        guard let value = text(column) else { throw StorageError.unreadable(column: Int(column), type: "String") }
        return value
    }

    /// The same for our enums, which are stored as texts.
    package mutating func next<T: SQLConvertible & RawRepresentable>() throws -> T where T.RawValue == String {
        defer { column += 1 }
        guard let value = text(column).flatMap(T.init(rawValue:)) else {
            throw StorageError.unreadable(column: Int(column), type: "\(T.self)")
        }
        return value
    }

    func isNull(_ column: Int32) -> Bool {
        switch source {
        case .sqlite(let statement): sqlite3_column_type(statement, column) == SQLITE_NULL
        case .postgresql(let result, let row): PQgetisnull(result, row, column) == 1
        }
    }

    func integer(_ column: Int32) -> Int64? {
        guard !isNull(column) else { return nil }
        switch source {
        case .sqlite(let statement):
            return sqlite3_column_int64(statement, column)
        case .postgresql(let result, let row):
            guard let start = PQgetvalue(result, row, column) else { return nil }
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
            switch bytes.count {
            case 8: return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
            case 4: return Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
            case 2: return Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
            case 1: return Int64(bytes[0])
            default: return nil
            }
        }
    }

    func text(_ column: Int32) -> String? { withBytes(column) { String(decoding: $0, as: UTF8.self) } }

    func withBytes<T>(_ column: Int32, _ use: (UnsafeRawBufferPointer) -> T) -> T? {
        guard !isNull(column) else { return nil }
        switch source {
        case .sqlite(let statement):
            // the order matters: the text conversion happens first, then its length is known
            let start = sqlite3_column_blob(statement, column)
            return use(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
        case .postgresql(let result, let row):
            let start = PQgetvalue(result, row, column)
            return use(UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column))))
        }
    }
}

extension Row {
    mutating func block() throws -> PostingBlock? {
        defer { column += 1 }
        return withBytes(column) { PostingBlock($0) } ?? nil
    }
}

extension Row {
    mutating func withNextBytes<T>(_ use: (UnsafeRawBufferPointer) -> T) throws -> T {
        defer { column += 1 }
        guard let value = withBytes(column, use) else {
            throw StorageError.unreadable(column: Int(column), type: "\(T.self)")
        }
        return value
    }
}

extension Row {
    /// The next column, whatever it holds.
    mutating func nextValue() throws -> SQLValue {
        defer { column += 1 }
        guard !isNull(column) else { return .null }
        switch source {
        case .sqlite(let statement):
            switch sqlite3_column_type(statement, column) {
            case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
            case SQLITE_TEXT: return .text(text(column) ?? "")
            case _: return .bytes(withBytes(column) { Array($0) } ?? [])
            }
        case .postgresql(let result, _):
            // 20, 21, 23: whole numbers; 17, 2950: bytes and ids; everything else of ours is text
            switch PQftype(result, column) {
            case 20, 21, 23: return .integer(integer(column) ?? 0)
            case 17, 2950: return .bytes(withBytes(column) { Array($0) } ?? [])
            case _: return .text(text(column) ?? "")
            }
        }
    }
}

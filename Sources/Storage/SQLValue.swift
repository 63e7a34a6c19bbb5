import Timekeeping

/// What a statement can be given: the four kinds both engines store alike.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}

/// A type that can be bound to a statement and read from a row.
package protocol SQLConvertible {
    var sqlValue: SQLValue { get }
    /// Nil when the column holds NULL or something else than this type.
    static func read(_ row: borrowing Row, at column: Int32) -> Self?
}

extension Int64: SQLConvertible {
    package var sqlValue: SQLValue { .integer(self) }
    package static func read(_ row: borrowing Row, at column: Int32) -> Int64? { row.integer(column) }
}

extension Int: SQLConvertible {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
    package static func read(_ row: borrowing Row, at column: Int32) -> Int? { row.integer(column).map { Int($0) } }
}

/// Stored as 0 and 1 on both engines.
extension Bool: SQLConvertible {
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
    package static func read(_ row: borrowing Row, at column: Int32) -> Bool? { row.integer(column).map { $0 != 0 } }
}

extension String: SQLConvertible {
    package var sqlValue: SQLValue { .text(self) }
    package static func read(_ row: borrowing Row, at column: Int32) -> String? { row.text(column) }
}

extension [UInt8]: SQLConvertible {
    package var sqlValue: SQLValue { .bytes(self) }
    package static func read(_ row: borrowing Row, at column: Int32) -> [UInt8]? { row.withBytes(column) { Array($0) } }
}

extension Instant: SQLConvertible {
    package var sqlValue: SQLValue { .integer(milliseconds) }
    package static func read(_ row: borrowing Row, at column: Int32) -> Instant? {
        row.integer(column).map(Instant.init(milliseconds:))
    }
}

extension CalendarDate: SQLConvertible {
    package var sqlValue: SQLValue { .text(description) }
    package static func read(_ row: borrowing Row, at column: Int32) -> CalendarDate? {
        row.text(column).flatMap { CalendarDate($0) }
    }
}

extension Identifier: SQLConvertible {
    package var sqlValue: SQLValue { .bytes(bytes) }
    package static func read(_ row: borrowing Row, at column: Int32) -> Identifier? {
        row.withBytes(column) { Identifier(raw: $0) } ?? nil
    }
}

extension Optional: SQLConvertible where Wrapped: SQLConvertible {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
    package static func read(_ row: borrowing Row, at column: Int32) -> Wrapped?? {
        row.isNull(column) ? .some(nil) : Wrapped.read(row, at: column).map { .some($0) }
    }
}

/// Our enums are stored under their raw value.
extension SQLConvertible where Self: RawRepresentable, RawValue: SQLConvertible {
    package var sqlValue: SQLValue { rawValue.sqlValue }
    package static func read(_ row: borrowing Row, at column: Int32) -> Self? {
        RawValue.read(row, at: column).flatMap(Self.init(rawValue:))
    }
}

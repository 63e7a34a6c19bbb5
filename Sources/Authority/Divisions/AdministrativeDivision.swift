import Storage

/// 行政区划 by its national code, of four levels (STD-03). Addresses hold the code beside their text.
package struct AdministrativeDivision: Sendable, Equatable {
    package let code: DivisionCode
    package var name: String
    /// An abolished division stays for old records and is no longer offered.
    package var status: Organization.Status

    package init(_ code: DivisionCode, name: String, status: Organization.Status = .enabled) {
        (self.code, self.name, self.status) = (code, name, status)
    }
}

/// 6 digits for province, city and county (GB/T 2260), 9 for a township (GB/T 10114).
package struct DivisionCode: Hashable, Comparable, Sendable, CustomStringConvertible, SQLConvertible {
    package let description: String

    /// Also reads the 12 digits of the statistical table down to townships, whose last places are zeros.
    /// Nil for villages and for whatever is no code.
    package init?(_ typed: String) {
        guard typed.utf8.allSatisfy({ (48...57).contains($0) }), let first = typed.utf8.first, first != 48 else { return nil }
        var digits = typed
        if digits.count == 12 {
            guard digits.hasSuffix("000") else { return nil }
            digits.removeLast(3)
        }
        if digits.count == 9, digits.hasSuffix("000") { digits.removeLast(3) }
        guard digits.count == 6 || digits.count == 9 else { return nil }
        description = digits
    }

    package var level: AgencyLevel {
        if description.count == 9 { return .township }
        if description.hasSuffix("0000") { return .province }
        return description.hasSuffix("00") ? .city : .county
    }

    /// The codes above, from the province down. Some have no division: a county may stand directly under its province,
    /// a township directly under its city.
    package var above: [DivisionCode] {
        let codes = [description.prefix(2) + "0000", description.prefix(4) + "00", description.prefix(6)].map(String.init)
        var found: [DivisionCode] = []
        for code in codes.compactMap({ DivisionCode($0) }) where code.level > level && !found.contains(code) { found.append(code) }
        return found
    }

    package static func < (a: DivisionCode, b: DivisionCode) -> Bool { a.description < b.description }
    package var sqlValue: SQLValue { .text(description) }
    package static func read(_ row: borrowing Row, at column: Int32) -> DivisionCode? {
        String.read(row, at: column).flatMap { DivisionCode($0) }
    }

    package static let formatMessage = "行政区划代码格式不正确，应为6位，乡级为9位"
    package static let label = "行政区划代码"
}

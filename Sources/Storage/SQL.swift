/// One SQL text with its bound values. `"… WHERE id = \(id)"` binds `id`; the literal parts are `StaticString`,
/// so a string made at run time can never become SQL.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    package typealias StringLiteralType = StaticString

    /// The text with `?` where a value is bound.
    var text: String
    var values: [SQLValue]

    package init(stringLiteral value: StaticString) {
        text = value.description
        values = []
    }

    package init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    package static func + (a: SQL, b: SQL) -> SQL {
        var sum = a
        sum += b
        return sum
    }

    package static func += (a: inout SQL, b: SQL) {
        a.text += " "
        a.text += b.text
        a.values += b.values
    }

    package struct Interpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString
        var text = ""
        var values: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 2)
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
        }

        /// Binds a value.
        package mutating func appendInterpolation(_ value: some SQLConvertible) {
            text += "?"
            values.append(value.sqlValue)
        }

        /// Binds a value that may be missing.
        package mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
            text += "?"
            values.append(value.sqlValue)
        }

        /// Inserts a fragment with its values.
        package mutating func appendInterpolation(_ fragment: SQL) {
            text += fragment.text
            values += fragment.values
        }

        /// Binds each value of a list: `IN \(list: ids)`. An empty list matches nothing.
        package mutating func appendInterpolation(list: some Collection<some SQLConvertible>) {
            text += list.isEmpty ? "(NULL)" : "(" + repeatElement("?", count: list.count).joined(separator: ", ") + ")"
            values += list.map(\.sqlValue)
        }
    }
}

extension Collection where Element == SQL {
    /// All conditions together; an empty list is true.
    package func joinedByAnd() -> SQL {
        guard var all = first else { return "1 = 1" }
        for condition in dropFirst() { all = all + "AND" + condition }
        return all
    }
}

extension Collection where Element == SQL {
    /// Parts of a list: the rows of `VALUES`.
    package func joinedByComma() -> SQL {
        guard var all = first else { return "" }
        for part in dropFirst() {
            all.text += ", " + part.text
            all.values += part.values
        }
        return all
    }
}

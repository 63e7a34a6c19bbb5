/// Looking for a part of a text: what was typed is taken letter by letter, `%` and `_` too, and capital and small
/// letters are one, on both engines alike. `LIKE` itself is written nowhere else.
extension SQL {
    /// That `column` holds `text` somewhere.
    package static func contains(_ column: SQL, _ text: String) -> SQL {
        "lower(\(column)) LIKE \("%" + LikePattern.escaped(text) + "%") ESCAPE '!'"
    }

    /// That a list of codes with commas between them holds `code`.
    package static func lists(_ column: SQL, _ code: String) -> SQL {
        "lower(',' || \(column) || ',') LIKE \("%," + LikePattern.escaped(code) + ",%") ESCAPE '!'"
    }
}

enum LikePattern {
    /// Both engines fold the letters A to Z only: SQLite always, PostgreSQL in the order of bytes that our columns have.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            if scalar == "%" || scalar == "_" || scalar == "!" { out.unicodeScalars.append("!") }
            let isCapital = scalar.value >= 0x41 && scalar.value <= 0x5A
            out.unicodeScalars.append(isCapital ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar)
        }
        return out
    }
}

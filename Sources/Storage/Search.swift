/// Chinese search for any substring of Han text, from one character on: one token a character, phrase queries.
/// Runs of letters and digits are whole tokens, lower-cased.
package enum SearchText {
    /// The text as both engines' simple tokenizers see one token a Han character.
    package static func tokens(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count * 2)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
                out.unicodeScalars.append(" ")
                out.unicodeScalars.append(scalar)
                out.unicodeScalars.append(" ")
            case 0x30...0x39, 0x61...0x7A: out.unicodeScalars.append(scalar)
            case 0x41...0x5A: out.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) + 32))
            default: out.unicodeScalars.append(" ")
            }
        }
        return out
    }

    /// Nil when nothing searchable was typed.
    static func phrase(_ typed: String) -> String? {
        let words = tokens(typed).split(separator: " ")
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}

extension Transaction {
    func defineSearch(on table: String) throws {
        // the name comes from a StaticString of ours (Migration.searchable)
        var sql: SQL
        switch engine {
        case .sqlite:
            sql = ""
            sql.text = "CREATE VIRTUAL TABLE \(table)_search USING fts5(words, tokenize = 'unicode61 remove_diacritics 0')"
            try execute(sql)
        case .postgresql:
            sql = ""
            sql.text = "ALTER TABLE \(table) ADD COLUMN words TSVECTOR"
            try execute(sql)
            sql.text = "CREATE INDEX \(table)_words ON \(table) USING gin (words)"
            try execute(sql)
        }
    }

    /// Writes the searchable text of the row `serial`, replacing what was there.
    package func index(_ table: StaticString, serial: Int64, text: String) throws {
        let words = SearchText.tokens(text)
        var sql: SQL = ""
        switch engine {
        case .sqlite:
            sql.text = "INSERT OR REPLACE INTO \(table)_search (rowid, words) VALUES (?, ?)"
            sql.values = [.integer(serial), .text(words)]
        case .postgresql:
            sql.text = "UPDATE \(table) SET words = to_tsvector('simple', ?) WHERE serial = ?"
            sql.values = [.text(words), .integer(serial)]
        }
        try execute(sql)
    }

    /// Writes the searchable texts of many rows of which none was there before.
    package func index(_ table: StaticString, _ rows: [(serial: Int64, text: String)]) throws {
        guard !rows.isEmpty else { return }
        let values = rows.map { row -> SQL in
            let words = SearchText.tokens(row.text)
            return "(CAST(\(row.serial) AS BIGINT), \(words))"
        }.joinedByComma()
        var sql: SQL = ""
        switch engine {
        case .sqlite:
            sql.text = "INSERT INTO \(table)_search (rowid, words) VALUES " + values.text
        case .postgresql:
            sql.text = """
                UPDATE \(table) SET words = to_tsvector('simple', v.words) FROM (VALUES \(values.text)) v (serial, words)
                WHERE \(table).serial = v.serial
                """
        }
        sql.values = values.values
        try execute(sql)
    }
}

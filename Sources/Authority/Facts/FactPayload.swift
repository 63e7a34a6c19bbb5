import Foundation

/// The part of a fact that differs from kind to kind, as it stands in the row. The sentence is kept with the fact,
/// so that what was recorded reads the same after the code has changed.
package struct FactPayload: Hashable, Sendable, Codable {
    package let sentence: String
    package let details: [FactDetail]
    package let values: [String: String]

    package init(sentence: String, details: [FactDetail], values: [String: String]) {
        (self.sentence, self.details, self.values) = (sentence, details, values)
    }

    /// Reads what `canonicalJSON` wrote.
    package init(json: String) throws {
        self = try JSONDecoder().decode(FactPayload.self, from: Data(json.utf8))
    }

    /// The sentence with its places filled; a place without value keeps its braces.
    package func words(actor: String) -> String {
        // in one pass: a brace inside a value is only a brace
        sentence.replacing(/\{(\w+)\}/) { place in
            place.1 == "actor" ? actor : values[String(place.1)] ?? String(place.0)
        }
    }

    /// One spelling only, because the hash chain is made over it: keys in order of their bytes, no spaces, nothing
    /// escaped but quotation marks, backslashes and control characters (as RFC 8785 does).
    package var canonicalJSON: String {
        var json = "{\"details\":["
        for (index, detail) in details.enumerated() {
            json += index == 0 ? "{\"after\":" : ",{\"after\":"
            json += detail.after.map(Self.quoted) ?? "null"
            json += ",\"before\":" + (detail.before.map(Self.quoted) ?? "null")
            json += ",\"label\":" + Self.quoted(detail.label) + "}"
        }
        json += "],\"sentence\":" + Self.quoted(sentence) + ",\"values\":{"
        let pairs = values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        json += pairs.map { Self.quoted($0.key) + ":" + Self.quoted($0.value) }.joined(separator: ",")
        return json + "}}"
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        out.reserveCapacity(text.utf8.count + 2)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\u{08}": out += "\\b"
            case "\t": out += "\\t"
            case "\n": out += "\\n"
            case "\u{0C}": out += "\\f"
            case "\r": out += "\\r"
            case _ where scalar.value < 0x20:
                out += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            case _: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

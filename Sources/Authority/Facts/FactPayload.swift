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
        var json = Array("{\"details\":[".utf8)
        for (index, detail) in details.enumerated() {
            json += (index == 0 ? "{\"after\":" : ",{\"after\":").utf8
            Self.append(detail.after, to: &json)
            json += ",\"before\":".utf8
            Self.append(detail.before, to: &json)
            json += ",\"label\":".utf8
            JSONSpelling.append(detail.label, to: &json)
            json += "}".utf8
        }
        json += "],\"sentence\":".utf8
        JSONSpelling.append(sentence, to: &json)
        json += ",\"values\":{".utf8
        for (index, pair) in values.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }).enumerated() {
            if index > 0 { json += ",".utf8 }
            JSONSpelling.append(pair.key, to: &json)
            json += ":".utf8
            JSONSpelling.append(pair.value, to: &json)
        }
        json += "}}".utf8
        return String(decoding: json, as: UTF8.self)
    }

    private static func append(_ text: String?, to json: inout [UInt8]) {
        if let text { JSONSpelling.append(text, to: &json) } else { json += "null".utf8 }
    }
}

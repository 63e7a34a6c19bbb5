import Foundation
import Storage

/// The fields that only one kind of object has, as one column holds them.
enum SubjectDetails {
    static func read(_ text: String) throws -> [SubjectField: String] {
        guard text != "{}" else { return [:] }
        let named = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        return Dictionary(
            named.compactMap { name, value in SubjectField(rawValue: name).map { ($0, value) } },
            uniquingKeysWith: { first, _ in first })
    }

    static func text(_ details: [SubjectField: String]) throws -> String {
        guard !details.isEmpty else { return "{}" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let named = Dictionary(uniqueKeysWithValues: details.map { ($0.key.rawValue, $0.value) })
        return String(decoding: try encoder.encode(named), as: UTF8.self)
    }
}

/// What a field looks like wherever it is typed, chosen, read or shown: in forms, tables and JSON.
package enum AttributeShape: Sendable {
    case text(limit: Int)
    case longText(limit: Int)
    /// Several entries, one a line.
    case lines(limit: Int)
    /// Codes and numbers of things: half width, without spaces.
    case code(limit: Int)
    case number(ClosedRange<Int>)
    /// - Parameter empty: what no date means, e.g. 长期.
    case date(empty: String)
    case flag
    case choice([Choice])
    case choices([Choice])
    /// Records of another noun.
    case references

    package struct Choice: Sendable, Equatable {
        package let code: String
        package let label: String
    }

    /// What codes are called.
    /// - Parameter names: of referenced records, by id.
    package func words(_ codes: [String], names: [String: String]) -> String {
        switch self {
        case .text, .longText, .code, .number: codes.first ?? ""
        case .lines: (codes.first ?? "").split(separator: "\n").joined(separator: "；")
        case .date(let empty): codes.first ?? empty
        case .flag: codes.isEmpty ? "否" : "是"
        case .choice(let choices), .choices(let choices):
            codes.map { code in choices.first { $0.code == code }?.label ?? code }.joined(separator: "、")
        case .references: codes.map { names[$0] ?? $0 }.joined(separator: "、")
        }
    }
}

import Authority

/// The fields of a record as programs read them and pages show them: dates and numbers as values, choices as code and label,
/// references with their ids; personal data masked.
package struct RecordValues<Record: DeclaredRecord>: Sendable {
    /// One list for each attribute, in their order.
    private let codes: [[String]]
    private let names: [String: String]

    /// - Parameters:
    ///   - names: of referenced records, by id.
    ///   - whole: personal data unmasked, for whoever asked for it in an act that recorded so.
    package init(_ record: Record, names: [String: String] = [:], whole: Bool = false) {
        codes = Record.attributes.all.map { whole ? $0.codes(record) : $0.shown(record) }
        self.names = names
    }

    private var fields: Zip2Sequence<[RecordAttribute<Record>], [[String]]> { zip(Record.attributes.all, codes) }

    /// In words.
    package subscript(_ path: PartialKeyPath<Record>) -> String {
        fields.first { $0.0.path == path }.map { $0.0.shape.words($0.1, names: names) } ?? ""
    }

    /// Each chosen thing of a field by itself.
    package func list(_ path: PartialKeyPath<Record>) -> [String] {
        fields.first { $0.0.path == path }.map { field in field.1.map { field.0.shape.words([$0], names: names) } } ?? []
    }

    /// For the page of the record, in the order of its fields.
    /// - Parameter shown: the fields that stand elsewhere on the page.
    package func lines(without shown: [PartialKeyPath<Record>] = []) -> [(label: String, value: String?)] {
        fields.filter { !shown.contains($0.0.path) }.map { ($0.0.label, $0.0.shape.words($0.1, names: names)) }
    }
}

extension RecordValues: Codable {
    private struct FieldName: CodingKey {
        let stringValue: String
        let intValue: Int? = nil
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: FieldName.self)
        for (attribute, codes) in fields {
            let name = FieldName(stringValue: attribute.name)
            func label(_ code: String) -> String { attribute.shape.words([code], names: names) }
            switch attribute.shape {
            case .text, .longText, .lines, .code: try container.encode(codes.first ?? "", forKey: name)
            case .number: try container.encodeIfPresent(codes.first.flatMap { Int($0) }, forKey: name)
            case .date: try container.encodeIfPresent(codes.first, forKey: name)
            case .flag: try container.encode(!codes.isEmpty, forKey: name)
            case .choice: try container.encodeIfPresent(codes.first.map { Coded(code: $0, label: label($0)) }, forKey: name)
            case .choices: try container.encode(codes.map { Coded(code: $0, label: label($0)) }, forKey: name)
            case .references: try container.encode(codes.map { Referenced(id: $0, label: label($0)) }, forKey: name)
            }
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FieldName.self)
        var (read, names): ([[String]], [String: String]) = ([], [:])
        for attribute in Record.attributes.all {
            let name = FieldName(stringValue: attribute.name)
            let codes: [String] =
                switch attribute.shape {
                case .text, .longText, .lines, .code: [try container.decode(String.self, forKey: name)].filter { !$0.isEmpty }
                case .number: try container.decodeIfPresent(Int.self, forKey: name).map { ["\($0)"] } ?? []
                case .date: try container.decodeIfPresent(String.self, forKey: name).map { [$0] } ?? []
                case .flag: try container.decode(Bool.self, forKey: name) ? ["1"] : []
                case .choice: try container.decodeIfPresent(Coded.self, forKey: name).map { [$0.code] } ?? []
                case .choices: try container.decode([Coded].self, forKey: name).map(\.code)
                case .references:
                    try container.decode([Referenced].self, forKey: name).map { reference in
                        names[reference.id] = reference.label
                        return reference.id
                    }
                }
            read.append(codes)
        }
        (codes, self.names) = (read, names)
    }
}

/// A record as a resource: its fields and what else is known of it, in one JSON object.
@dynamicMemberLookup
package struct Resource<Record: DeclaredRecord, State: Codable & Sendable>: Codable, Sendable {
    package let fields: RecordValues<Record>
    private let state: State

    package init(_ record: Record, names: [String: String] = [:], whole: Bool = false, _ state: State) {
        (fields, self.state) = (RecordValues(record, names: names, whole: whole), state)
    }

    package init(from decoder: any Decoder) throws {
        fields = try RecordValues(from: decoder)
        state = try State(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        try state.encode(to: encoder)
        try fields.encode(to: encoder)
    }

    package subscript<Value>(dynamicMember path: KeyPath<State, Value>) -> Value { state[keyPath: path] }

    /// A field in words.
    package subscript(_ path: PartialKeyPath<Record>) -> String { fields[path] }
}

extension Column {
    /// A field of the record under its label.
    package static func of<Record, State>(
        _ path: any PartialKeyPath<Record> & Sendable, _ width: Width = .medium
    ) -> Column where Row == Resource<Record, State> {
        Column(Record.label(path), width) { .text($0[path]) }
    }
}

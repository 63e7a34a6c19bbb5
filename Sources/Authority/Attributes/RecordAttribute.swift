import Storage

/// One field of a record, said once (docs/adr/0010): its column, its place in forms, JSON, templates and exports, and its
/// line in the log are read off this. What is true of a record as a whole, and in which order it is refused, stays with its
/// rule.
package struct RecordAttribute<Record: Sendable>: Sendable {
    /// In forms and JSON; that of the property.
    package let name: String
    /// What pages, templates and the log call it.
    package let label: String
    package let shape: AttributeShape
    package let isRequired: Bool
    package let hint: String?
    package let placeholder: String?
    package let path: any PartialKeyPath<Record> & Sendable
    /// Nil where the value stands in rows of its own, which are written by hand.
    let column: AttributeColumn<Record>?
    /// What personal data leaves to be seen by everybody.
    private let mask: (@Sendable (String) -> String)?
    /// Its value as codes, whole.
    package let codes: @Sendable (Record) -> [String]
    private let write: @Sendable (inout Record, [String]) throws(AttributeFault) -> Void

    package init<Value>(
        _ name: String, _ column: StaticString, _ label: String, _ path: any WritableKeyPath<Record, Value> & Sendable,
        _ kind: AttributeKind<Value>, required: Bool = false, hint: String? = nil, placeholder: String? = nil
    ) {
        self.init(
            name, label, path, kind.shape, AttributeColumn(column, path, kind), codes: kind.codes, value: kind.value,
            required: required, hint: hint, placeholder: placeholder)
    }

    /// Of personal data, whose column is sealed and told to whoever changes the key (SEC-06).
    package init<Value>(
        _ name: String, sealed column: SealedColumn, _ label: String, _ path: any WritableKeyPath<Record, Value> & Sendable,
        _ personal: PersonalKind<Value>, required: Bool = false, hint: String? = nil, placeholder: String? = nil
    ) {
        let kind = personal.kind
        self.init(
            name, label, path, kind.shape, AttributeColumn(column, path, kind), mask: personal.masked, codes: kind.codes,
            value: kind.value, required: required, hint: hint, placeholder: placeholder)
    }

    /// Of other records that stand in rows of their own.
    package init<Value>(
        _ name: String, _ label: String, _ path: any WritableKeyPath<Record, Value> & Sendable, _ kind: ReferenceKind<Value>,
        required: Bool = false, hint: String? = nil, placeholder: String? = nil
    ) {
        self.init(
            name, label, path, .references, nil, codes: kind.codes, value: kind.value, required: required, hint: hint,
            placeholder: placeholder)
    }

    private init<Value>(
        _ name: String, _ label: String, _ path: any WritableKeyPath<Record, Value> & Sendable, _ shape: AttributeShape,
        _ column: AttributeColumn<Record>?, mask: (@Sendable (String) -> String)? = nil,
        codes: @escaping @Sendable (Value) -> [String], value: @escaping @Sendable ([String]) throws(AttributeFault) -> Value,
        required: Bool, hint: String?, placeholder: String?
    ) {
        (self.name, self.label, self.shape, self.path, self.column, self.mask) = (name, label, shape, path, column, mask)
        (isRequired, self.hint, self.placeholder) = (required, hint, placeholder)
        self.codes = { codes($0[keyPath: path]) }
        write = { record, codes throws(AttributeFault) in record[keyPath: path] = try value(codes) }
    }
}

extension RecordAttribute {
    package var isPersonal: Bool { mask != nil }

    /// Its codes as everybody may see them.
    package func shown(_ record: Record) -> [String] { mask.map { codes(record).map($0) } ?? codes(record) }

    /// The same in words.
    /// - Parameter names: of referenced records, by id.
    package func words(_ record: Record, names: [String: String] = [:]) -> String { shape.words(shown(record), names: names) }

    /// Takes what was typed or sent. What comes back masked was not changed.
    package func set(_ record: inout Record, to typed: [String]) throws(AttributeFault) {
        guard !isPersonal || typed.isEmpty || typed != shown(record) else { return }
        try write(&record, typed)
    }
}

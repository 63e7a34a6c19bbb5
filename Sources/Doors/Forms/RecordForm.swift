import Authority
import Spreadsheets

// The form of a declared record: how its fields are asked for, filled in and read.

extension Field {
    /// - Parameter source: where the records that a reference can name are offered.
    package init<Record>(_ attribute: RecordAttribute<Record>, from source: String = "") {
        let kind: Kind =
            switch attribute.shape {
            case .text(let limit): .text(maxLength: limit)
            // as it is typed or pasted, with blanks between its groups; what it is without them is judged by its spelling
            case .code(let limit): .text(maxLength: limit * 2)
            case .longText(let limit), .lines(let limit): .multiline(maxLength: limit)
            case .number(let range): .integer(range)
            case .date: .date
            case .flag: .flag
            case .choice(let choices): .choice(choices.map { Option($0.code, $0.label) })
            case .choices(let choices): .choices(choices.map { Option($0.code, $0.label) })
            case .references: .picker(source: source, many: true)
            }
        self.init(
            attribute.name, attribute.label, kind, required: attribute.isRequired, hint: attribute.hint,
            placeholder: attribute.placeholder)
    }
}

extension DeclaredRecord {
    /// All fields as those of one part of a form.
    package static var fields: [Field] { attributes.all.map { Field($0) } }

    /// Some of them.
    package static func fields(_ paths: PartialKeyPath<Self>...) -> [Field] { paths.compactMap { attributes[$0].map { Field($0) } } }

    /// A reference, chosen from what is offered at the address.
    package static func field(_ path: PartialKeyPath<Self>, from source: String) -> [Field] {
        attributes[path].map { [Field($0, from: source)] } ?? []
    }
}

extension Values {
    /// What a form starts from; personal data masked.
    package init(of record: some DeclaredRecord, version: Int? = nil) {
        self.init()
        fill(record)
        if let version { set(Route.Versioning.fieldName, "\(version)") }
    }

    private mutating func fill<Record: DeclaredRecord>(_ record: Record) {
        for attribute in Record.attributes.all { set(attribute.name, all: attribute.shown(record)) }
    }
}

extension FormReading {
    /// The record as it was typed; what is wrong stands at its field. Fields that the form does not ask for stay as they were.
    package mutating func record<Record: DeclaredRecord>(_ former: Record = .blank) -> Record {
        var record = former
        for attribute in Record.attributes.all where asks(for: attribute.name) && problems[attribute.name] == nil {
            do { try attribute.set(&record, to: codes(attribute)) } catch { refuse(attribute.name, error.message(attribute.label)) }
        }
        return record
    }

    private func codes<Record>(_ attribute: RecordAttribute<Record>) -> [String] {
        switch attribute.shape {
        case .choices, .references: all(attribute.name)
        case .flag: flag(attribute.name) ? ["1"] : []
        case .code: optional(attribute.name).map { [Cleaning.code($0)] } ?? []
        case .text, .longText, .lines, .number, .date, .choice: optional(attribute.name).map { [$0] } ?? []
        }
    }
}

extension Call {
    /// What was typed into one field of text; whether it has to be there is told by the act.
    package func text(_ field: Field) throws(Problems) -> String {
        let reading = FormReading(form, [field.optional])
        try reading.finish()
        return reading.text(field.name)
    }

    /// What was typed into the form of a record.
    /// - Parameter former: what the record was, where it is changed: fields that the form does not ask for, and what comes back
    ///   masked, stay so.
    package func record<Record: DeclaredRecord>(_ fields: [Field], changing former: Record = .blank) throws(Problems) -> Record {
        var reading = FormReading(form, fields)
        let record = reading.record(former)
        try reading.finish()
        return record
    }
}

import Authority
import Spreadsheets
import Timekeeping

/// One field of a form or of a filter: how it is asked for, checked, drawn, and described to callers of the API.
package struct Field: Sendable {
    package enum Kind: Sendable {
        case text(maxLength: Int)
        case multiline(maxLength: Int)
        case password
        case integer(ClosedRange<Int>)
        case date
        case choice([Option])
        case choices([Option])
        case flag
        /// Chosen from a long list served as JSON options under `source`.
        case picker(source: String, many: Bool)
        case file(accept: String, many: Bool)
        case hidden
    }

    package struct Option: Sendable, Equatable, Codable {
        package let value: String
        package let label: String
        package init(_ value: String, _ label: String) { (self.value, self.label) = (value, label) }
    }

    package let name: String
    package let label: String
    package let kind: Kind
    package let isRequired: Bool
    package let hint: String?
    package let placeholder: String?
    /// Of a picker: what is typed there and not chosen from its list is a value too.
    package let takesTyped: Bool

    package init(
        _ name: String, _ label: String, _ kind: Kind = .text(maxLength: 200), required: Bool = false,
        hint: String? = nil, placeholder: String? = nil, takesTyped: Bool = false
    ) {
        self.takesTyped = takesTyped
        self.name = name
        self.label = label
        self.kind = kind
        self.isRequired = required
        self.hint = hint
        self.placeholder = placeholder
    }

    /// Whether a list is narrowed by this value of the filter; what is not among the choices is passed over.
    func narrows(by value: String) -> Bool {
        if case .choice(let options) = kind { return options.contains { $0.value == value } && !value.isEmpty }
        return !value.isEmpty
    }

    /// What the person saw of the record (OPS-04); it stays what it was when a form is drawn again.
    package static let version = Field(Route.Versioning.fieldName, "版本", .hidden)

    /// A mobile number, which people paste in groups: room for the blanks and hyphens between them.
    package static func mobile(required: Bool = true, hint: String? = nil) -> Field {
        Field("mobile", "手机号", .text(maxLength: 20), required: required, hint: hint)
    }
}

extension Labelled {
    package static var options: [Field.Option] { allCases.map { Field.Option($0.rawValue, $0.label) } }
}

/// What is wrong with a form: by field, and in general. Nothing of what was typed is lost.
package struct Problems: Error, Sendable, Equatable {
    package private(set) var byField: [(name: String, message: String)] = []
    package var general: String?
    /// The article by which a law says no (BEY-21).
    package var citation: String?
    /// Where the record is read as it stands now, when somebody else has changed it meanwhile.
    package var present: String?

    package init(general: String? = nil) { self.general = general }
    package init(_ field: String, _ message: String) { byField = [(field, message)] }

    /// The same is told once, whoever finds it.
    package mutating func add(_ field: String, _ message: String) {
        guard !byField.contains(where: { $0.name == field && $0.message == message }) else { return }
        byField.append((field, message))
    }
    package subscript(_ field: String) -> String? { byField.first { $0.name == field }?.message }
    package var isEmpty: Bool { byField.isEmpty && general == nil }

    package static func == (a: Problems, b: Problems) -> Bool {
        a.general == b.general && a.byField.map(\.name) == b.byField.map(\.name)
            && a.byField.map(\.message) == b.byField.map(\.message)
    }
}

/// Takes the typed values of a form apart, collecting every problem before any is told.
/// An empty required field is told “请填写{字段名}” (section 0).
package struct FormReading {
    private let values: Values
    private let fields: [String: Field]
    private let isOfProgram: Bool
    package private(set) var problems = Problems()

    package init(_ values: Values, _ fields: [Field]) { self.init(values, fields, isOfProgram: false) }

    /// What a program sent, against what the description says of each field. What has to be there is told by the act itself.
    static func ofProgram(_ values: Values, _ fields: [Field]) -> FormReading { FormReading(values, fields, isOfProgram: true) }

    private init(_ values: Values, _ fields: [Field], isOfProgram: Bool) {
        self.values = values
        self.isOfProgram = isOfProgram
        self.fields = Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for field in fields { check(field) }
    }

    package func text(_ name: String) -> String { optional(name) ?? "" }

    package func optional(_ name: String) -> String? {
        guard let typed = values[name].map({ cleaned($0, name) }), !typed.isEmpty else { return nil }
        return typed
    }

    /// As imports clean their cells, so that the same thing typed, pasted or imported is the same.
    private func cleaned(_ typed: String, _ name: String) -> String {
        switch fields[name]?.kind {
        case .text: Cleaning.typed(typed)
        case .integer, .date: Cleaning.code(typed)
        case .multiline, .password, .choice, .choices, .flag, .picker, .file, .hidden, nil: Self.trimmed(typed)
        }
    }

    /// Nil for what is no number, and for a number outside the range of its field: filters are read without `finish`.
    package func integer(_ name: String) -> Int? {
        guard let number = optional(name).flatMap({ Int($0) }) else { return nil }
        guard case .integer(let range) = fields[name]?.kind else { return number }
        return range.contains(number) ? number : nil
    }
    package func date(_ name: String) -> CalendarDate? { optional(name).flatMap { CalendarDate($0) } }
    package func flag(_ name: String) -> Bool { ["1", "true", "on"].contains(values[name] ?? "") }
    package func all(_ name: String) -> [String] { values.all(name).filter { !$0.isEmpty } }
    package func choice<T: RawRepresentable>(_ name: String, as: T.Type = T.self) -> T? where T.RawValue == String {
        optional(name).flatMap(T.init(rawValue:))
    }

    package mutating func refuse(_ name: String, _ message: String) { problems.add(name, message) }

    func asks(for name: String) -> Bool { fields[name] != nil }

    /// - Throws: `Problems` when there are any.
    package func finish() throws(Problems) {
        guard problems.isEmpty else { throw problems }
    }

    private mutating func check(_ field: Field) {
        let typed = optional(field.name)
        guard let typed else {
            if !isOfProgram, field.isRequired, !field.isFile { problems.add(field.name, "请填写" + field.label) }
            return
        }
        switch field.kind {
        case .text(let limit), .multiline(let limit):
            // people see characters; the description counts as JSON Schema does
            let length = isOfProgram ? (values[field.name] ?? typed).unicodeScalars.count : typed.count
            if length > limit { problems.add(field.name, "\(field.label)限制在\(limit)字符") }
            if typed.unicodeScalars.contains(where: { $0.value < 32 && $0 != "\n" && $0 != "\r" && $0 != "\t" }) {
                problems.add(field.name, "\(field.label)含有不可见字符，请删除后重新填写")
            } else if let scalar = Cleaning.unprintable(in: typed) {
                problems.add(field.name, field.label + Cleaning.unprintableMessage(scalar))
            }
        case .integer(let range):
            guard let number = Int(typed), range.contains(number), !isOfProgram || values[field.name] == "\(number)" else {
                return problems.add(field.name, "\(field.label)应为\(range.lowerBound)至\(range.upperBound)的整数")
            }
        case .date:
            if CalendarDate(isOfProgram ? values[field.name] ?? "" : typed) == nil { problems.add(field.name, "\(field.label)应为日期，如 2026-01-31") }
        case .choice(let options), .choices(let options):
            let allowed = Set(options.map(\.value))
            // what is offered only when the form is drawn is judged by the act
            if !allowed.isEmpty, !values.all(field.name).allSatisfy({ $0.isEmpty || allowed.contains($0) }) {
                problems.add(field.name, "请从列表中选择\(field.label)")
            }
        case .flag:
            if !Self.flags.contains(typed) { problems.add(field.name, "\(field.label)应为是或否") }
        case .password, .picker, .file, .hidden: break
        }
    }

    /// What boxes send when they are ticked, and what programs write.
    static let flags = ["1", "true", "on", "0", "false"]

    private static func trimmed(_ text: String) -> String {
        let isSpace = { (c: Character) in c.isWhitespace || c == "\u{200B}" || c == "\u{FEFF}" }
        guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(text[first...last])
    }
}

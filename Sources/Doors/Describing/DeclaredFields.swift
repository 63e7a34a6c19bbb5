import Spreadsheets
import Storage

/// The fields that a call may bring, by name. A name with braces stands for as many as there are rows: `text.{point}`.
struct DeclaredFields: Sendable {
    private let byName: [String: Field]
    private let rows: [(start: String, field: Field)]

    init(_ fields: [Field]) {
        byName = Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        rows = fields.compactMap { field in field.rowStart.map { ($0, field) } }
    }

    subscript(_ name: String) -> Field? {
        byName[name] ?? rows.first { name.hasPrefix($0.start) && name.utf8.count > $0.start.utf8.count }?.field
    }

    /// Whether a field has just this name, and stands for no rows.
    func names(_ name: String) -> Bool { byName[name] != nil }

    /// What was typed into a picker comes beside what was chosen there.
    func isOfPicker(_ name: String) -> Bool {
        ["_text", "_label"].contains { name.hasSuffix($0) && self[String(name.dropLast($0.count))]?.isPicker == true }
    }

    /// The fields under the names that came.
    func fields(of values: Values) -> [Field] {
        values.names.compactMap { name in self[name].map { $0.named(name) } }
    }

    /// The same of a query, where a value that is left empty is none: what is not asked for is left out.
    func checkQuery(_ values: Values) throws(Problems) {
        var problems = Problems()
        for name in values.names {
            guard let field = self[name], field.isOfFewTexts, values.all(name).contains("") else { continue }
            problems.add(name, "请填写\(field.label)，或去掉这个查询条件")
        }
        guard problems.isEmpty else { throw problems }
        try check(values)
    }

    /// What a program is told of what it sent: by name, what is no field, and what is none of a field's values.
    /// - Parameter files: what came as parts of their own.
    func check(_ values: Values, files: [UploadedFile] = []) throws(Problems) {
        var reading = FormReading.ofProgram(values, fields(of: values))
        for name in undeclared(in: values) { reading.refuse(name, Self.unknown(name)) }
        for name in values.names where values.all(name).count > 1 && self[name]?.takesMany == false {
            reading.refuse(name, "“\(name.prefix(50))”出现了多次，请只保留一个")
        }
        for name in values.names where self[name]?.isFile == true && values.all(name) != [""] { reading.refuse(name, "请以 multipart/form-data 上传文件") }
        for file in files where self[file.field]?.isFile != true { reading.refuse(file.field, "没有名为“\(file.field.prefix(50))”的文件，请核对名称") }
        try reading.finish()
    }

    /// A field of one value that came with several: nobody knows which was meant.
    func checkSingle(_ values: Values) throws(Problems) {
        var problems = Problems()
        for name in values.names where values.all(name).count > 1 {
            guard let field = self[name], !field.takesMany else { continue }
            problems.add(name, "\(field.label)出现了多次，请只保留一个后重新提交")
        }
        guard problems.isEmpty else { throw problems }
    }

    /// What was typed into a picker and not chosen from its list. Passed over, an object that somebody meant would be left out, or
    /// one that stood there be taken away, without a word.
    func checkChosen(_ values: Values) throws(Problems) {
        var problems = Problems()
        for name in values.names where name.hasSuffix("_text") {
            let picker = String(name.dropLast("_text".count))
            guard let field = self[picker], case .picker(_, let many) = field.kind, !field.takesTyped else { continue }
            let typed = Cleaning.typed(values[name] ?? "")
            guard !typed.isEmpty, many || (values[picker] ?? "").isEmpty else { continue }
            problems.add(picker, "没有选定“\(typed.prefix(50))”：请从列表中选择\(field.label)，不需要的请清空")
        }
        guard !problems.isEmpty else { return }
        // with what else is wrong, as far as fields know it by themselves
        for other in FormReading(values, fields(of: values).map(\.optional)).problems.byField { problems.add(other.name, other.message) }
        throw problems
    }

    static func unknown(_ name: String) -> String { "没有名为“\(name.prefix(50))”的字段，请核对名称" }

    /// What came and is no field. Names that begin with an underscore are the kit's own.
    func undeclared(in values: Values) -> [String] {
        values.names.filter { !($0.hasPrefix("_") || self[$0] != nil || isOfPicker($0)) }
    }
}

extension ListPage {
    package static let number = 1...1_000_000_000

    static func checkNumber(_ typed: String?) throws(Problems) {
        guard let typed, typed != "last" else { return }
        guard let number = Int(typed), Self.number.contains(number) else { throw Problems("page", "页码应为从1起的整数，或last") }
    }
}

extension Field {
    /// The part of the name before the braces, where it stands for rows.
    var rowStart: String? {
        name.hasSuffix("}") ? name.firstIndex(of: "{").map { String(name[..<$0]) } : nil
    }

    var isPicker: Bool {
        switch kind {
        case .picker: true
        case .text, .multiline, .password, .integer, .date, .choice, .choices, .flag, .file, .hidden: false
        }
    }

    /// For a form whose other ways of being sent ask for less.
    package var optional: Field { Field(name, label, kind, hint: hint, placeholder: placeholder, takesTyped: takesTyped) }

    /// Whether not every text is a value of it.
    fileprivate var isOfFewTexts: Bool {
        switch kind {
        case .integer, .date, .flag: true
        case .choice(let options), .choices(let options): !options.isEmpty
        case .text, .multiline, .password, .picker, .file, .hidden: false
        }
    }

    package func named(_ name: String) -> Field {
        Field(name, label, kind, required: isRequired, hint: hint, placeholder: placeholder, takesTyped: takesTyped)
    }

    /// The fields of several forms as those of one: what any of them takes is taken, and required is what all of them require.
    package static func union(_ forms: [[Field]]) -> [Field] {
        var names: [String] = [], found: [String: [Field]] = [:]
        for field in forms.joined() {
            if found[field.name] == nil { names.append(field.name) }
            found[field.name, default: []].append(field)
        }
        return names.compactMap { name in
            guard let fields = found[name], let first = fields.first else { return nil }
            return Field(
                name, first.label, fields.dropFirst().reduce(first.kind) { $0.joined(with: $1.kind) },
                required: fields.count == forms.count && fields.allSatisfy(\.isRequired), hint: first.hint,
                takesTyped: fields.contains(where: \.takesTyped))
        }
    }
}

extension Field.Kind {
    /// By value: the same one may have other words in another form.
    private static func joined(_ some: [Field.Option], _ others: [Field.Option]) -> [Field.Option] {
        let known = Set(some.map(\.value))
        return some + others.filter { !known.contains($0.value) }
    }

    fileprivate func joined(with other: Field.Kind) -> Field.Kind {
        switch (self, other) {
        case (.choice(let some), .choice(let others)): .choice(Self.joined(some, others))
        case (.choices(let some), .choices(let others)): .choices(Self.joined(some, others))
        case (.text(let some), .text(let other)): .text(maxLength: max(some, other))
        case (.multiline(let some), .multiline(let other)), (.multiline(let some), .text(let other)), (.text(let some), .multiline(let other)):
            .multiline(maxLength: max(some, other))
        case (.integer(let some), .integer(let other)):
            .integer(min(some.lowerBound, other.lowerBound)...max(some.upperBound, other.upperBound))
        case (.choice, .text), (.date, .text): other
        case (.text, _), (.multiline, _), (.password, _), (.integer, _), (.date, _), (.choice, _), (.choices, _), (.flag, _), (.picker, _), (.file, _), (.hidden, _):
            self
        }
    }
}

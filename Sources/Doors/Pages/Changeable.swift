/// The fields of a form with what stands in them, as programs read them: dates and numbers as values, choices as code and
/// label, references with their ids. A body takes each of them as it is given here (`JSONForm`).
struct Changeable: Encodable, Sendable {
    private let fields: [Field]
    private let values: Values

    init(_ fields: [Field], _ values: Values) { (self.fields, self.values) = (fields, values) }

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: OpenAPI.JSON.Key.self)
        let declared = DeclaredFields(fields)
        for field in fields where field.rowStart == nil { try encode(field, in: &members) }
        // of rows, those that are there
        for field in declared.fields(of: values) where !declared.names(field.name) && !declared.isOfPicker(field.name) {
            try encode(field, in: &members)
        }
    }

    private func encode(_ field: Field, in members: inout KeyedEncodingContainer<OpenAPI.JSON.Key>) throws {
        let key = OpenAPI.JSON.Key(stringValue: field.name)
        let given = values.all(field.name).filter { !$0.isEmpty }
        switch field.kind {
        case .text, .multiline: try values[field.name].map { try members.encode($0, forKey: key) }
        case .hidden:
            if field.isVersion { try members.encodeIfPresent(given.first.flatMap { Int($0) }, forKey: key) }
            else { try members.encodeIfPresent(given.first, forKey: key) }
        case .integer: try members.encodeIfPresent(given.first.flatMap { Int($0) }, forKey: key)
        case .date: try members.encodeIfPresent(given.first, forKey: key)
        case .flag: try members.encode(given.first.map { !["0", "false"].contains($0) } ?? false, forKey: key)
        case .choice(let options):
            let given = given.filter { code in options.isEmpty || options.contains { $0.value == code } }
            try members.encodeIfPresent(given.first.map { Coded(code: $0, label: label(of: $0, at: 0, field, options)) }, forKey: key)
        case .choices(let options):
            try members.encode(
                given.enumerated().map { Coded(code: $0.element, label: label(of: $0.element, at: $0.offset, field, options)) }, forKey: key)
        case .picker(_, let isMany):
            let all = given.enumerated().map { Referenced(id: $0.element, label: label(of: $0.element, at: $0.offset, field, [])) }
            if isMany { try members.encode(all, forKey: key) } else { try members.encodeIfPresent(all.first, forKey: key) }
        // never told
        case .password, .file: break
        }
    }

    /// As forms are filled: what a picker shows stands beside its value.
    private func label(of value: String, at place: Int, _ field: Field, _ options: [Field.Option]) -> String {
        if let option = options.first(where: { $0.value == value }) { return option.label }
        let names = values.all(field.name + (field.takesMany ? "_label" : "_text"))
        return names.indices.contains(place) && !names[place].isEmpty ? names[place] : value
    }

    /// For the description of the API. Which of them a record has depends on its kind.
    static func schema(_ fields: [Field]) -> [Schema.Property] {
        fields.compactMap { field in
            guard field.rowStart == nil, let schema = schema(field) else { return nil }
            return Schema.Property(name: field.name, schema: schema, isRequired: false)
        }
    }

    private static func schema(_ field: Field) -> Schema? {
        let coded = object(["code", "label"]), referenced = object(["id", "label"])
        return switch field.kind {
        case .text, .multiline, .date: .string
        case .hidden: field.isVersion ? .integer : .string
        case .integer: .integer
        case .flag: .boolean
        case .choice: coded
        case .choices: .array(coded)
        case .picker(_, let isMany): isMany ? .array(referenced) : referenced
        case .password, .file: nil
        }
    }

    private static func object(_ names: [String]) -> Schema {
        .object(names.map { Schema.Property(name: $0, schema: .string, isRequired: true) })
    }
}

extension Field {
    fileprivate var isVersion: Bool { name == Route.Versioning.fieldName }
}

extension Route {
    /// What its answer says as JSON.
    var told: Schema? {
        guard let answer else { return nil }
        guard !changeable.isEmpty, case .object(let properties) = answer() else { return answer() }
        let own = Changeable.schema(changeable), names = Set(own.map(\.name))
        return .object(properties.filter { !names.contains($0.name) } + own)
    }

    /// The resource that an act changes: what programs read at its address, at that of its form, or of the record that it
    /// belongs to. Where the act is not the change of the record as a whole, the resource has to tell all fields of the act.
    package func resource(among routes: [Route]) -> Route? {
        guard method != .get, format != .pageOnly, version.isNamed, path.contains("{") else { return nil }
        let isChange = path.hasSuffix("}"), names = Set(form.map(\.name)).subtracting([Versioning.fieldName])
        let record = path.split(separator: "/").reversed().drop { !$0.hasPrefix("{") }.reversed().map { "/" + $0 }.joined()
        for address in [path, path + "/edit", record] {
            let found = routes.first { $0.path == address && $0.method == .get && $0.format != .pageOnly && $0.answer != nil }
            guard let found else { continue }
            if isChange || !names.isEmpty && names.isSubset(of: found.changeable.map(\.name)) { return found }
        }
        return nil
    }

    /// The acts know what else the resource that they change has: a program sends back what it read, and what can't be
    /// changed there is passed over.
    static func acquainted(_ routes: [Route]) -> [Route] {
        routes.map { route in
            guard let resource = route.resource(among: routes), case .object(let properties) = resource.told else { return route }
            var route = route
            route.passedOver = Set(properties.map(\.name)).subtracting(route.form.filter { !$0.isFile }.map(\.name))
            return route
        }
    }
}

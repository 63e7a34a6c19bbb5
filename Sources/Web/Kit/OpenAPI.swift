import Authority

/// The OpenAPI 3.1 description, made from the route declarations.
enum OpenAPI {
    indirect enum JSON: Encodable {
        case text(String), flag(Bool), number(Int), list([JSON]), object([(String, JSON)])

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .text(let text):
                var container = encoder.singleValueContainer()
                try container.encode(text)
            case .flag(let flag):
                var container = encoder.singleValueContainer()
                try container.encode(flag)
            case .number(let number):
                var container = encoder.singleValueContainer()
                try container.encode(number)
            case .list(let items):
                var container = encoder.unkeyedContainer()
                for item in items { try container.encode(item) }
            case .object(let members):
                var container = encoder.container(keyedBy: Key.self)
                for (name, value) in members { try container.encode(value, forKey: Key(stringValue: name)) }
            }
        }

        struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }
    }

    static func description(of routes: [Route], title: String, isSecure: Bool) -> JSON {
        var paths: [String: [(String, JSON)]] = [:]
        for route in routes where route.format != .pageOnly {
            paths["/api/v1" + route.path, default: []].append((route.method.rawValue.lowercased(), operation(route)))
        }
        return .object([
            ("openapi", .text("3.1.0")),
            ("info", .object([("title", .text(title)), ("version", .text("1"))])),
            ("paths", .object(paths.sorted { $0.key < $1.key }.map { ($0.key, .object($0.value)) })),
            ("components", .object([
                ("securitySchemes", .object([
                    ("session", .object([("type", .text("apiKey")), ("in", .text("cookie")), ("name", .text(SessionCookie.agency.name(isSecure: isSecure)))])),
                    ("enterprise", .object([("type", .text("apiKey")), ("in", .text("cookie")), ("name", .text(SessionCookie.enterprise.name(isSecure: isSecure)))])),
                ])),
                ("schemas", .object([("Problem", schema(Schema.of(FailureReport.self)))])),
            ])),
        ])
    }

    private static func operation(_ route: Route) -> JSON {
        var members: [(String, JSON)] = [("summary", .text(route.summary))]
        if case .everyone = route.access {} else {
            let scheme = route.access.isForEnterprises ? "enterprise" : "session"
            members.append(("security", .list([.object([(scheme, .list([]))])])))
        }
        if let permission = route.access.permission { members.append(("x-permission", .text(permission.rawValue))) }
        let inPath = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
        var parameters = inPath.map { parameter($0, in: "path", required: true, schema: .object([("type", .text("string"))])) }
        parameters += route.asked.map { parameter($0.name, in: "query", required: false, schema: schema($0)) }
        if route.method != .get {
            parameters.append(parameter("Idempotency-Key", in: "header", required: false, schema: .object([("type", .text("string"))])))
        }
        if !parameters.isEmpty { members.append(("parameters", .list(parameters))) }
        if !route.form.isEmpty {
            let properties = route.form.map { ($0.name, schema($0)) }
            let required = route.form.filter(\.isRequired).map { JSON.text($0.name) }
            let form: JSON = .object(
                [("type", .text("object")), ("properties", .object(properties))] + (required.isEmpty ? [] : [("required", .list(required))]))
            members.append(("requestBody", .object([("content", .object([("application/json", .object([("schema", form)]))]))])))
        }
        let answer: JSON = route.answer.map { schema($0()) } ?? .object([])
        let problem: JSON = .object([
            ("description", .text("未完成")),
            ("content", .object([("application/problem+json", .object([
                ("schema", .object([("$ref", .text("#/components/schemas/Problem"))]))
            ]))])),
        ])
        members.append(("responses", .object([
            ("200", .object([
                ("description", .text("完成")), ("content", .object([("application/json", .object([("schema", answer)]))])),
            ])),
            ("default", problem),
        ])))
        return .object(members)
    }

    private static func parameter(_ name: String, in place: String, required: Bool, schema: JSON) -> JSON {
        .object([("name", .text(name)), ("in", .text(place)), ("required", .flag(required)), ("schema", schema)])
    }

    private static func schema(_ field: Field) -> JSON {
        var members: [(String, JSON)] =
            switch field.kind {
            case .text(let limit), .multiline(let limit): [("type", .text("string")), ("maxLength", .number(limit))]
            case .password, .hidden: [("type", .text("string"))]
            case .integer(let range):
                [("type", .text("integer")), ("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))]
            case .date: [("type", .text("string")), ("format", .text("date"))]
            case .choice(let options): [("type", .text("string")), ("enum", .list(options.map { .text($0.value) }))]
            case .choices(let options):
                [("type", .text("array")), ("items", .object([("enum", .list(options.map { .text($0.value) }))]))]
            case .flag: [("type", .text("boolean"))]
            case .picker(_, let many):
                many ? [("type", .text("array")), ("items", .object([("type", .text("string"))]))] : [("type", .text("string"))]
            case .file: [("type", .text("string")), ("format", .text("binary"))]
            }
        members.append(("title", .text(field.label)))
        return .object(members)
    }

    private static func schema(_ schema: Schema) -> JSON {
        switch schema {
        case .string: .object([("type", .text("string"))])
        case .integer: .object([("type", .text("integer"))])
        case .number: .object([("type", .text("number"))])
        case .boolean: .object([("type", .text("boolean"))])
        case .array(let items): .object([("type", .text("array")), ("items", self.schema(items))])
        case .map(let values): .object([("type", .text("object")), ("additionalProperties", self.schema(values))])
        case .object(let properties):
            .object(
                [("type", .text("object")), ("properties", .object(properties.map { ($0.name, self.schema($0.schema)) }))]
                    + (properties.contains(where: \.isRequired)
                        ? [("required", .list(properties.filter(\.isRequired).map { .text($0.name) }))] : []))
        }
    }
}

import Authority

/// The OpenAPI 3.1 description, made from the route declarations.
enum OpenAPI {
    indirect enum JSON: Encodable, Sendable {
        case text(String), flag(Bool), number(Int), null, list([JSON]), object([(String, JSON)])

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
            case .null:
                var container = encoder.singleValueContainer()
                try container.encodeNil()
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
            ("info", .object([("title", .text(title)), ("version", .text("1")), ("description", .text(OpenAPIGuide.text(isSecure: isSecure)))])),
            ("paths", .object(paths.sorted { $0.key < $1.key }.map { ($0.key, .object($0.value)) })),
            ("components", .object([
                ("securitySchemes", .object([
                    ("session", key(in: "cookie", SessionCookie.agency.name(isSecure: isSecure), "登录后的会话")),
                    ("enterprise", key(in: "cookie", SessionCookie.enterprise.name(isSecure: isSecure), "企业账号登录后的会话")),
                    ("formToken", key(in: "header", "X-CSRF-Token", "会话的表单令牌，由 GET /api/v1/session（企业账号为 /api/v1/enterprise/session）的 csrf 给出；改变内容的请求都要带")),
                ])),
                ("schemas", .object([("Problem", schema(FailureReport.told))])),
            ])),
        ])
    }

    private static func key(in place: String, _ name: String, _ words: String) -> JSON {
        .object([("type", .text("apiKey")), ("in", .text(place)), ("name", .text(name)), ("description", .text(words))])
    }

    private static func operation(_ route: Route) -> JSON {
        var members: [(String, JSON)] = [("operationId", .text(name(of: route))), ("summary", .text(route.summary))]
        if route.access != .everyone {
            var schemes: [(String, JSON)] = [(route.access.isForEnterprises ? "enterprise" : "session", .list([]))]
            if route.method != .get { schemes.append(("formToken", .list([]))) }
            members.append(("security", .list([.object(schemes)])))
        }
        if let permission = route.access.permission { members.append(("x-permission", .text(permission.rawValue))) }
        let parameters = parameters(of: route)
        if !parameters.isEmpty { members.append(("parameters", .list(parameters))) }
        if let body = body(of: route) { members.append(("requestBody", body)) }
        members.append(("responses", .object([("200", success(of: route))] + statuses(of: route).map { status in
            ("\(status.code)", problem(status.words))
        })))
        return .object(members)
    }

    /// `get-subjects-id-edit`; no two routes have the same method and path.
    private static func name(of route: Route) -> String {
        let words = route.path.split { !($0.isLetter || $0.isNumber) }
        return ([route.method.rawValue.lowercased()] + words.map(String.init)).joined(separator: "-")
    }

    private static func inPath(_ name: String) -> JSON {
        let isID = ["id", "item", "category", "attachment"].contains(name)
        let more: [(String, JSON)] = isID ? [("format", .text("uuid"))] : name == "hash" ? [("pattern", .text("^[0-9a-f]{64}$"))] : []
        return parameter(name, in: "path", required: true, schema: .object([("type", .text("string"))] + more))
    }

    private static func parameters(of route: Route) -> [JSON] {
        let names = route.path.split(separator: "/").compactMap { part in
            part.hasPrefix("{") ? String(part.dropFirst().prefix { $0 != "}" }) : nil
        }
        var parameters = names.map(inPath)
        parameters += route.asked.map { parameter($0.name, in: "query", required: false, schema: FieldSchema(field: $0, inQuery: true).json) }
        if route.method != .get, route.body != .file {
            parameters.append(parameter("Idempotency-Key", in: "header", required: false, schema: .object([
                ("type", .text("string")), ("minLength", .number(1)), ("maxLength", .number(IdempotencyKey.longest)), ("pattern", .text("^[!-~]+$")),
            ])))
        }
        return parameters
    }

    private static func parameter(_ name: String, in place: String, required: Bool, schema: JSON) -> JSON {
        .object([("name", .text(name)), ("in", .text(place)), ("required", .flag(required)), ("schema", schema)])
    }

    /// Files come as parts; without files the same fields are JSON.
    private static func body(of route: Route) -> JSON? {
        var contents: [(String, JSON)] = []
        var isRequired = true
        switch route.body {
        case .none: return nil
        case .json: contents = [("application/json", .object([("schema", route.taken.map { schema($0()) } ?? .object([("type", .text("object"))]))]))]
        case .file: contents = ["image/jpeg", "image/png"].map { ($0, .object([("schema", binary)])) }
        case .form:
            guard !route.form.isEmpty else { return nil }
            isRequired = route.form.contains(where: \.isRequired)
            let files = route.form.filter(\.isFile)
            if !files.isEmpty { contents.append(("multipart/form-data", .object([("schema", form(route.form))]))) }
            if !files.contains(where: \.isRequired) {
                contents.append(("application/json", .object([("schema", form(route.form.filter { !$0.isFile }, besides: route.passedOver))])))
            }
        }
        return .object([("required", .flag(isRequired)), ("content", .object(contents))])
    }

    /// - Parameter others: what comes back with a resource and is not looked at.
    private static func form(_ fields: [Field], besides others: Set<String> = []) -> JSON {
        let rows = fields.compactMap { field in field.rowStart.map { ("^" + $0.replacing(".", with: "\\.") + ".+$", FieldSchema(field: field, inQuery: false).json) } }
        let single = fields.filter { $0.rowStart == nil }
        let passed = others.sorted().map { ($0, JSON.object([("description", .text("随资源一起交回，不看也不改"))])) }
        let required = single.filter(\.isRequired).map { JSON.text($0.name) }
        return .object(
            [("type", .text("object")), ("properties", .object(single.map { ($0.name, FieldSchema(field: $0, inQuery: false).json) } + passed))]
                + (rows.isEmpty ? [] : [("patternProperties", .object(rows))])
                + (required.isEmpty ? [] : [("required", .list(required))]) + [("additionalProperties", .flag(false))])
    }

    static var binary: JSON { .object([("type", .text("string")), ("format", .text("binary"))]) }

    private static func success(of route: Route) -> JSON {
        let content: [(String, JSON)] =
            if let answer = route.told { [("application/json", .object([("schema", schema(answer))]))] }
            else { route.fileTypes.map { ($0, .object([("schema", $0 == "application/json" ? .object([]) : binary)])) } }
        return .object([("description", .text("完成")), ("content", .object(content))])
    }

    private static func statuses(of route: Route) -> [(code: Int, words: String)] {
        let changes = route.method != .get
        let all: [(Int, String, Bool)] = [
            (400, "请求的写法不对", true), (401, "未登录或登录已超时", route.access != .everyone), (403, "无权限，或表单令牌不对", true),
            (404, "没有该记录，或不在管辖范围内", true), (409, "所见的内容已被他人修改", changes), (413, "内容过大", true),
            (414, "网址过长", true), (415, "不支持的内容类型", changes), (422, "取值或规则不允许", true), (429, "过于频繁", true),
            (503, "暂时繁忙", true), (507, "服务器磁盘空间不足", changes),
        ]
        return all.filter(\.2).map { ($0.0, $0.1) }
    }

    private static func problem(_ words: String) -> JSON {
        .object([
            ("description", .text(words)),
            ("content", .object([("application/problem+json", .object([
                ("schema", .object([("$ref", .text("#/components/schemas/Problem"))]))
            ]))])),
        ])
    }

    private static func schema(_ schema: Schema) -> JSON {
        switch schema {
        case .string: .object([("type", .text("string"))])
        case .integer: .object([("type", .text("integer"))])
        case .number: .object([("type", .text("number"))])
        case .boolean: .object([("type", .text("boolean"))])
        case .array(let items): .object([("type", .text("array")), ("items", self.schema(items))])
        case .map(let values): .object([("type", .text("object")), ("additionalProperties", self.schema(values))])
        case .any(let schemas): .object([("anyOf", .list(schemas.map { self.schema($0) }))])
        case .object(let properties):
            .object(
                [("type", .text("object")), ("properties", .object(properties.map { ($0.name, self.schema($0.schema)) }))]
                    + (properties.contains(where: \.isRequired)
                        ? [("required", .list(properties.filter(\.isRequired).map { .text($0.name) }))] : []))
        }
    }
}

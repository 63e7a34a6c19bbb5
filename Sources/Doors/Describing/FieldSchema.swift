import Storage

/// What the description of the API says of the values of one field.
struct FieldSchema {
    typealias JSON = OpenAPI.JSON

    let field: Field
    /// Everything is text there, and what is not asked for is left out.
    let inQuery: Bool

    var json: JSON {
        let about = [("title", field.label), ("description", field.hint ?? "")].filter { !$0.1.isEmpty }
        return .object(values + about.map { ($0.0, .text($0.1)) })
    }

    /// Of a body; null and an empty text take a value away.
    private var mayBeNone: Bool { !inQuery && !field.isRequired }

    private var values: [(String, JSON)] {
        if inQuery, field.isPageNumber { return Self.pageNumber }
        return switch field.kind {
        case .text(let limit), .multiline(let limit): [types("string"), ("maxLength", .number(limit))]
        case .password: [types("string")]
        case .hidden: inQuery ? [types("string")] : [types("string", "number")]
        case .integer(let range): integer(range)
        case .date: date
        case .choice(let options): given([choice(options)])
        case .choices(let options): many(given([choice(options)]))
        case .flag: inQuery ? [("enum", .list(FormReading.flags.map { .text($0) }))] : [types("boolean")]
        case .picker(_, let isMany): isMany ? many(given([("type", .text("string"))])) : given([types("string")])
        case .file(_, let isMany): isMany ? [("type", .text("array")), ("items", OpenAPI.binary)] : [("type", .text("string")), ("format", .text("binary"))]
        }
    }

    private static let pageNumber: [(String, JSON)] = [("anyOf", .list([
        .object([("type", .text("integer")), ("minimum", .number(ListPage.number.lowerBound)), ("maximum", .number(ListPage.number.upperBound))]),
        .object([("const", .text("last"))]),
    ]))]

    private func types(_ names: String...) -> (String, JSON) { ("type", .list((names + (mayBeNone ? ["null"] : [])).map { .text($0) })) }

    private func integer(_ range: ClosedRange<Int>) -> [(String, JSON)] {
        let bounds: [(String, JSON)] = [("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))]
        guard !inQuery else { return [("type", .text("integer"))] + bounds }
        return [types("integer", "string")] + bounds + [("pattern", .text(mayBeNone ? "^(-?[0-9]+)?$" : "^-?[0-9]+$"))]
    }

    private var date: [(String, JSON)] {
        let day: [(String, JSON)] = [("type", .text("string")), ("format", .text("date"))]
        return mayBeNone ? [("anyOf", .list([.object(day), .object([("enum", .list([.text(""), .null]))])]))] : day
    }

    private func choice(_ options: [Field.Option]) -> (String, JSON) {
        // what is offered depends on the record
        guard !options.isEmpty else { return types("string") }
        var known: Set<String> = []
        let texts = (options.map(\.value) + (mayBeNone ? [""] : [])).filter { known.insert($0).inserted }
        return ("enum", .list(texts.map { .text($0) } + (mayBeNone ? [.null] : [])))
    }

    /// A choice or a reference, which a body may hold as resources give it.
    private func given(_ value: [(String, JSON)]) -> [(String, JSON)] {
        guard !inQuery, let member = field.choiceMember else { return value }
        let object: [(String, JSON)] = [
            ("type", .text("object")), ("properties", .object([(member, .object(value.map(Self.withoutNone)))])), ("required", .list([.text(member)])),
        ]
        return [("anyOf", .list([.object(value), .object(object)]))]
    }

    /// In such an object the value is a text.
    private static func withoutNone(_ member: (String, JSON)) -> (String, JSON) {
        guard case .list(let items) = member.1 else { return member }
        return (member.0, .list(items.filter { item in
            switch item {
            case .null, .text("null"): false
            case .text, .flag, .number, .list, .object: true
            }
        }))
    }

    private func many(_ items: [(String, JSON)]) -> [(String, JSON)] {
        [types("array", "string"), ("items", .object(items))]
    }
}

extension Field {
    fileprivate var isPageNumber: Bool { name == Call.pageNumber.name && label == Call.pageNumber.label }
}

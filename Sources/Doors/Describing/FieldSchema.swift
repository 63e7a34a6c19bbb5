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
        case .choice(let options): [choice(options)]
        case .choices(let options): many([choice(options)])
        case .flag: inQuery ? [("enum", .list(FormReading.flags.map { .text($0) }))] : [types("boolean")]
        case .picker(_, let isMany): isMany ? many([("type", .text("string"))]) : [types("string")]
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

    private func many(_ items: [(String, JSON)]) -> [(String, JSON)] {
        [types("array", "string"), ("items", .object(items))]
    }
}

extension Field {
    fileprivate var isPageNumber: Bool { name == Call.pageNumber.name && label == Call.pageNumber.label }
}

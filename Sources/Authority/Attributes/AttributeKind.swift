import Storage
import Timekeeping

/// A kind of value that a field can have: what it looks like, how codes become a value, how a column keeps it.
/// Another kind is another function below.
package struct AttributeKind<Value: Sendable>: Sendable {
    let shape: AttributeShape
    /// The codes of a value, as forms and programs have them; none where there is nothing.
    let codes: @Sendable (Value) -> [String]
    let value: @Sendable ([String]) throws(AttributeFault) -> Value
    let bound: @Sendable (Value) -> SQL
    let restored: @Sendable (inout Row) throws -> Value
}

/// Why codes are no value of a field.
package enum AttributeFault: Error, Sendable, Equatable {
    case missing
    case unknown
    /// In the words of the kind.
    case malformed(String)

    package func message(_ label: String) -> String {
        switch self {
        case .missing: "请填写" + label
        case .unknown: "请从列表中选择" + label
        case .malformed(let message): message
        }
    }
}

extension AttributeKind where Value: SQLConvertible {
    private init(
        _ shape: AttributeShape, codes: @escaping @Sendable (Value) -> [String],
        value: @escaping @Sendable ([String]) throws(AttributeFault) -> Value
    ) {
        self.init(shape: shape, codes: codes, value: value, bound: { "\($0)" }, restored: { try $0.next() })
    }
}

extension AttributeKind where Value == String {
    package static func text(_ limit: Int) -> Self { written(.text(limit: limit)) }
    package static func longText(_ limit: Int) -> Self { written(.longText(limit: limit)) }

    private static func written(_ shape: AttributeShape) -> Self {
        Self(shape, codes: { $0.isEmpty ? [] : [$0] }, value: { $0.first ?? "" })
    }
}

extension AttributeKind where Value == Int {
    package static func number(_ range: ClosedRange<Int>) -> Self {
        Self(.number(range), codes: { ["\($0)"] }, value: { codes throws(AttributeFault) in
            guard let number = codes.first.flatMap({ Int($0) }) else { throw .missing }
            return number
        })
    }
}

extension AttributeKind where Value == Int? {
    package static func number(_ range: ClosedRange<Int>) -> Self {
        Self(.number(range), codes: { $0.map { ["\($0)"] } ?? [] }, value: { $0.first.flatMap { Int($0) } })
    }
}

extension AttributeKind where Value == CalendarDate? {
    /// - Parameter empty: what no date means.
    package static func date(empty: String = "") -> Self {
        Self(.date(empty: empty), codes: { $0.map { [$0.description] } ?? [] }, value: { $0.first.flatMap { CalendarDate($0) } })
    }
}

extension AttributeKind where Value == Bool {
    package static var flag: Self { Self(.flag, codes: { $0 ? ["1"] : [] }, value: { ["1", "true", "on"].contains($0.first) }) }
}

extension AttributeKind {
    /// One of a list.
    /// - Parameter standing: what it is where nothing is chosen; nil where something has to be.
    package static func choice(_ standing: Value? = nil) -> Self where Value: Labelled & SQLConvertible {
        Self(.choice(Value.choices), codes: { [$0.rawValue] }, value: { codes throws(AttributeFault) in
            guard let chosen = try Value.chosen(codes).first ?? standing else { throw .missing }
            return chosen
        })
    }

    /// One of a list, or none.
    package static func choice<List: Labelled & SQLConvertible>() -> Self where Value == List? {
        Self(.choice(List.choices), codes: { $0.map { [$0.rawValue] } ?? [] }, value: { codes throws(AttributeFault) in
            try List.chosen(codes).first
        })
    }

    /// Several of a list; the column holds their codes with commas between.
    package static func choices<List: Labelled>() -> Self where Value == Set<List> {
        Self(
            shape: .choices(List.choices), codes: { chosen in List.allCases.filter(chosen.contains).map(\.rawValue) },
            value: { codes throws(AttributeFault) in Set(try List.chosen(codes)) },
            bound: { "\($0.map(\.rawValue).sorted().joined(separator: ","))" },
            restored: { row in Set(try row.next(String.self).split(separator: ",").compactMap { List(rawValue: String($0)) }) })
    }

    /// What is spelled in a way of its own, in forms as in the column: a credit code.
    /// - Parameter read: nil for what is spelled wrong.
    package static func spelled(
        _ shape: AttributeShape, _ spelling: @escaping @Sendable (Value) -> String, wrong message: String,
        read: @escaping @Sendable (String) -> Value?
    ) -> Self {
        @Sendable func value(_ codes: [String]) throws(AttributeFault) -> Value {
            guard let value = read(codes.first ?? "") else { throw .malformed(message) }
            return value
        }
        return Self(
            shape: shape, codes: { [spelling($0)].filter { !$0.isEmpty } }, value: value, bound: { "\(spelling($0))" },
            restored: { row in try value([try row.next()]) })
    }
}

extension AttributeKind where Value == UnifiedSocialCreditCode? {
    package static var creditCode: Self {
        .spelled(
            .code(limit: 18), { $0?.description ?? "" }, wrong: UnifiedSocialCreditCode.formatMessage,
            read: { text in text.isEmpty ? .some(nil) : UnifiedSocialCreditCode(text).map { .some($0) } })
    }
}

/// A kind of value that tells of a person (SEC-06): its column is sealed, and nobody is shown more of it than what `masked`
/// leaves, unless it was asked for and recorded.
package struct PersonalKind<Value: Sendable>: Sendable {
    let kind: AttributeKind<Value>
    let masked: @Sendable (String) -> String
}

extension PersonalKind where Value == String {
    /// Of a person, mobile or fixed. The telephone of an agency is no secret: `AttributeKind.text`.
    package static var telephone: Self {
        Self(
            kind: .spelled(.code(limit: 20), { $0 }, wrong: Telephone.formatMessage) { $0.isEmpty || Telephone.isValid($0) ? $0 : nil },
            masked: Telephone.masked)
    }
}

/// Records of other nouns, by their ids, in rows of their own beside the record.
package struct ReferenceKind<Value: Sendable>: Sendable {
    let codes: @Sendable (Value) -> [String]
    let value: @Sendable ([String]) throws(AttributeFault) -> Value

    package static func many<Noun>() -> Self where Value == Set<Identifier<Noun>> {
        Self(codes: { $0.sorted().map(\.description) }, value: { codes throws(AttributeFault) in
            let ids = codes.compactMap { Identifier<Noun>($0) }
            guard ids.count == codes.count else { throw .unknown }
            return Set(ids)
        })
    }
}

extension Labelled {
    fileprivate static var choices: [AttributeShape.Choice] { allCases.map { .init(code: $0.rawValue, label: $0.label) } }

    fileprivate static func chosen(_ codes: [String]) throws(AttributeFault) -> [Self] {
        let chosen = codes.compactMap(Self.init(rawValue:))
        guard chosen.count == codes.count else { throw .unknown }
        return chosen
    }
}

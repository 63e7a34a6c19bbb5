import Authority

/// A choice as programs read it, with what people call it.
package struct Coded: Codable, Sendable {
    package let code: String
    package let label: String

    init(code: String, label: String) { (self.code, self.label) = (code, label) }
    package init(_ choice: some Labelled) { self.init(code: choice.rawValue, label: choice.label) }
}

/// Another record as programs read it, with what people call it.
package struct Referenced: Codable, Sendable {
    package let id: String
    package let label: String

    package init(id: String, label: String) { (self.id, self.label) = (id, label) }
}

/// A resource with what its page shows besides, in one JSON object.
package struct Extended<Base: Codable & Sendable, More: Codable & Sendable>: Codable, Sendable {
    package let base: Base
    package let more: More

    package init(_ base: Base, _ more: More) { (self.base, self.more) = (base, more) }

    package init(from decoder: any Decoder) throws { (base, more) = (try Base(from: decoder), try More(from: decoder)) }

    package func encode(to encoder: any Encoder) throws {
        try base.encode(to: encoder)
        try more.encode(to: encoder)
    }
}

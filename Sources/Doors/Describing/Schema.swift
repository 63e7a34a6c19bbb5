/// The shape of a JSON value, read off a `Decodable` type by letting it decode from nothing: so the API description
/// can't drift from the code.
package indirect enum Schema: Sendable, Equatable {
    case string, integer, number, boolean
    case array(Schema)
    case object([Property])
    case map(Schema)
    case any([Schema])

    package struct Property: Sendable, Equatable {
        package let name: String
        package let schema: Schema
        package let isRequired: Bool
    }

    package static func any(of types: [any (Codable & Sendable).Type]) -> Schema {
        let schemas = types.map { of($0) }
        return schemas.count == 1 ? schemas[0] : .any(schemas)
    }

    package static func of<T: Decodable>(_ type: T.Type) -> Schema {
        let reader = SchemaReader()
        do { _ = try type.init(from: reader) } catch {}
        return reader.result
    }
}

/// Answers every question of a decoder with a plain value and remembers the questions.
private final class SchemaReader: Decoder {
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }
    var result = Schema.string
    /// The members that may be missing.
    var optional: Set<String> = []
    /// What a text is said to be.
    private let text: String

    init(text: String = "") { self.text = text }

    /// An empty text, an id, a date: one of them is what most types of one value can be made of.
    private static let texts = ["", "01900000-0000-7000-8000-000000000000", "2026-01-01", "0"]

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        if case .object = result {} else { result = .object([]) }
        return KeyedDecodingContainer(Keyed(reader: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { Unkeyed(reader: self) }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { Single(reader: self) }

    func note(_ name: String, _ schema: Schema, required: Bool) {
        guard case .object(let known) = result, !known.contains(where: { $0.name == name }) else { return }
        result = .object(known + [.init(name: name, schema: schema, isRequired: required)])
    }

    static func sample<T: Decodable>(_ type: T.Type) throws -> (T, Schema) {
        switch type {
        case is Bool.Type: return (try cast(false), .boolean)
        case is Int.Type: return (try cast(0), .integer)
        case is Int64.Type: return (try cast(Int64(0)), .integer)
        case is Double.Type: return (try cast(0.0), .number)
        case is String.Type: return (try cast(""), .string)
        default:
            var known = Schema.string
            for text in texts {
                let inner = SchemaReader(text: text)
                if let value = try? type.init(from: inner) { return (value, inner.result) }
                known = inner.result
                // the text is nothing to what has members
                guard case .string = known else { break }
            }
            guard let cases = type as? any CaseIterable.Type, let first = firstCase(cases) as? T else { throw SchemaKnown(schema: known) }
            return (first, known)
        }
    }

    private static func firstCase<T: CaseIterable>(_ type: T.Type) -> Any? { type.allCases.first }

    private static func cast<T>(_ value: Any) throws -> T {
        guard let value = value as? T else { throw SchemaKnown(schema: .string) }
        return value
    }

    /// A type refused the sample value (an enum, an id, a date): its schema is known all the same.
    struct SchemaKnown: Error { let schema: Schema }

    struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let reader: SchemaReader
        var codingPath: [any CodingKey] { [] }
        var allKeys: [Key] { [] }
        func contains(_ key: Key) -> Bool { true }
        /// Asked only of what may be missing: texts, numbers and flags don't come to `decodeIfPresent` below.
        func decodeNil(forKey key: Key) throws -> Bool {
            reader.optional.insert(key.stringValue)
            return false
        }

        func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
            let isRequired = !reader.optional.contains(key.stringValue)
            do {
                let (value, schema) = try SchemaReader.sample(type)
                reader.note(key.stringValue, schema, required: isRequired)
                return value
            } catch let known as SchemaKnown {
                reader.note(key.stringValue, known.schema, required: isRequired)
                throw SchemaKnown(schema: reader.result)
            }
        }

        func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
            let schema: Schema
            do { schema = try SchemaReader.sample(type).1 } catch let known as SchemaKnown { schema = known.schema }
            reader.note(key.stringValue, schema, required: false)
            return nil
        }

        func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
            try SchemaReader().container(keyedBy: type)
        }
        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { Unkeyed(reader: SchemaReader()) }
        func superDecoder() throws -> any Decoder { SchemaReader() }
        func superDecoder(forKey key: Key) throws -> any Decoder { SchemaReader() }
    }

    struct Unkeyed: UnkeyedDecodingContainer {
        let reader: SchemaReader
        var codingPath: [any CodingKey] { [] }
        var count: Int? { 1 }
        var isAtEnd: Bool { currentIndex > 0 }
        var currentIndex = 0

        init(reader: SchemaReader) {
            self.reader = reader
            reader.result = .array(.string)
        }

        mutating func decodeNil() throws -> Bool { false }
        mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
            currentIndex += 1
            do {
                let (value, schema) = try SchemaReader.sample(type)
                reader.result = .array(schema)
                return value
            } catch let known as SchemaKnown {
                reader.result = .array(known.schema)
                throw SchemaKnown(schema: reader.result)
            }
        }
        mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
            try SchemaReader().container(keyedBy: type)
        }
        mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { Unkeyed(reader: SchemaReader()) }
        mutating func superDecoder() throws -> any Decoder { SchemaReader() }
    }

    struct Single: SingleValueDecodingContainer {
        let reader: SchemaReader
        var codingPath: [any CodingKey] { [] }
        func decodeNil() -> Bool { false }
        func decode<T: Decodable>(_ type: T.Type) throws -> T {
            if type is String.Type { return try SchemaReader.cast(reader.text) }
            do {
                let (value, schema) = try SchemaReader.sample(type)
                reader.result = schema
                return value
            } catch let known as SchemaKnown {
                reader.result = known.schema
                throw known
            }
        }
    }
}

import Storage

/// What people fill in of a noun, every field of it declared.
package protocol DeclaredRecord: Sendable, Equatable {
    /// Before anything is filled in.
    static var blank: Self { get }
    static var attributes: Attributes<Self> { get }
}

/// The fields of a record, in the order of its form.
package struct Attributes<Record: Sendable>: Sendable, ExpressibleByArrayLiteral {
    package let all: [RecordAttribute<Record>]
    let columns: [AttributeColumn<Record>]

    package init(arrayLiteral all: RecordAttribute<Record>...) {
        self.all = all
        columns = all.compactMap(\.column)
    }

    package subscript(_ path: PartialKeyPath<Record>) -> RecordAttribute<Record>? { all.first { $0.path == path } }

    /// For the key ring: what is sealed here.
    package var sealed: [SealedColumn] { columns.compactMap(\.sealed) }
}

extension DeclaredRecord {
    package static func label(_ path: PartialKeyPath<Self>) -> String { attributes[path]?.label ?? "" }

    /// A field in words.
    package func words(_ path: PartialKeyPath<Self>) -> String { Self.attributes[path]?.words(self) ?? "" }

    /// - Throws: for the first required field that is empty.
    package func requireFilled() throws(MissingField) {
        for attribute in Self.attributes.all where attribute.isRequired {
            if attribute.codes(self).allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { throw MissingField(attribute.label) }
        }
    }

    /// Every field that differs, for the fact: before and after in words, personal data masked. Of a record that begins or
    /// ends, everything that is filled in.
    /// - Parameter names: of referenced records, by id.
    package static func changes(from former: Self?, to record: Self?, names: [String: String] = [:]) -> [FactDetail] {
        attributes.all.compactMap { attribute in
            func words(_ record: Self?) -> String? { record.map { attribute.words($0, names: names) }.flatMap { $0.isEmpty ? nil : $0 } }
            // what is masked can look the same and differ
            if let former, let record, attribute.codes(former) == attribute.codes(record) { return nil }
            let (before, after) = (words(former), words(record))
            return before == nil && after == nil ? nil : FactDetail(attribute.label, before: before, after: after)
        }
    }
}

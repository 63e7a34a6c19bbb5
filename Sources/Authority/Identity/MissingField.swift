import Storage

/// An empty required field (section 0 of the requirements); nothing is changed.
package struct MissingField: Refusal, Equatable {
    package let label: String

    package init(_ label: String) { self.label = label }

    package var code: String { "authority.field.missing" }
    package var message: String { "请填写\(label)" }
    package var field: String? { label }

    /// - Throws: for the first field that is empty or holds only blanks.
    package static func check(_ fields: KeyValuePairs<String, String>) throws(MissingField) {
        for (label, value) in fields where value.allSatisfy(\.isWhitespace) { throw MissingField(label) }
    }
}

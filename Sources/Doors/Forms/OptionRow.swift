/// A line of a picker.
package struct OptionRow: Codable, Sendable {
    package let value: String
    package let label: String
    package let note: String
    package init(value: String, label: String, note: String) { (self.value, self.label, self.note) = (value, label, note) }
}

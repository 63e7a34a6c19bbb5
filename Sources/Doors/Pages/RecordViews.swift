import Markup

/// One field of a detail page.
package struct RecordField: Codable, Sendable {
    package let label: String
    package let value: String

    package init(_ label: String, _ value: String?) { (self.label, self.value) = (label, value ?? "") }
}

extension HTML {
    package mutating func fields(_ fields: [RecordField]) { record(fields.map { (label: $0.label, value: $0.value) }) }

    /// A button that acts at once, inside text or tables.
    package mutating func postButton(_ label: String, _ href: String, version: Int? = nil, formToken: String?) {
        form(.method("post"), .action(href)) { html in
            html.formToken(formToken)
            html.version(version)
            html.button(.class("button"), text: label)
        }
    }
}

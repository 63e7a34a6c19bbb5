import Ledger
import Markup

/// One field of a detail page.
package struct RecordField: Codable, Sendable {
    package let label: String
    package let value: String

    package init(_ label: String, _ value: String?) { (self.label, self.value) = (label, value ?? "") }
}

/// One line of 办理过程.
package struct TimelineEntry: Codable, Sendable {
    package let at: String
    package let words: String
    package let person: String

    package init(_ fact: FactLine) {
        at = fact.at.beijingText
        words = fact.words
        person = fact.actorName
    }
}

extension HTML {
    package mutating func fields(_ fields: [RecordField]) { record(fields.map { (label: $0.label, value: $0.value) }) }

    package mutating func timeline(_ entries: [TimelineEntry]) {
        card("办理过程") { html in
            html.ol(.class("card-body timeline dated")) { html in
                for entry in entries {
                    html.li(.class("done")) { html in
                        html.time(text: entry.at)
                        html.div(text: entry.words)
                    }
                }
            }
        }
    }

    /// A button that acts at once, inside text or tables.
    package mutating func postButton(_ label: String, _ href: String, version: Int? = nil, formToken: String?) {
        form(.method("post"), .action(href)) { html in
            html.formToken(formToken)
            html.version(version)
            html.button(.class("button"), text: label)
        }
    }
}

import Ledger
import Markup
import Storage
import Tasking

extension PlanFamily: Labelled {}
extension ContentLevel: Labelled {}
extension InspectionWay: Labelled {}
extension CreditRuleRequirement: Labelled {}
extension PlanSource: Labelled {}
extension PlanReviewStatus: Labelled {}
extension PlanExecutionStatus: Labelled {}
extension PlanReceiptStatus: Labelled {}
extension AgencySpan: Labelled {}
extension TaskContentMode: Labelled {}
extension TaskNature: Labelled {}
extension TestExpiry: Labelled {}
extension SubjectFixation: Labelled {}
extension SelectionMode: Labelled {}
extension TaskStatus: Labelled {}
extension SubjectSelectionState: Labelled {}
extension TaskSubjectStatus: Labelled {}

/// One field of a detail page.
struct RecordField: Codable, Sendable {
    let label: String
    let value: String

    init(_ label: String, _ value: String?) { (self.label, self.value) = (label, value ?? "") }
}

/// One line of 办理过程.
struct TimelineEntry: Codable, Sendable {
    let at: String
    let words: String
    let person: String

    init(_ fact: FactLine) {
        at = fact.at.beijingText
        words = fact.words
        person = fact.actorName
    }
}

extension HTML {
    mutating func fields(_ fields: [RecordField]) { record(fields.map { (label: $0.label, value: $0.value) }) }

    mutating func timeline(_ entries: [TimelineEntry]) {
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

    /// A plain table inside a detail page.
    mutating func table<Row>(_ caption: String, _ columns: [Column<Row>], rows: [Row], empty: String) {
        guard !rows.isEmpty else { return div(.class("card-body")) { $0.p(.class("muted"), text: empty) } }
        div(.class("scroll")) { html in
            html.table(.class("table stack")) { html in
                html.caption(.class("sr"), text: caption)
                html.colgroup { html in
                    html.col(.class("c-no"))
                    for column in columns { html.col(.attribute("class", column.className)) }
                }
                html.thead { html in
                    html.tr { html in
                        html.th(text: "序号")
                        for column in columns { html.th(.classes(column.holdsNumber(in: rows.first) ? "num" : ""), text: column.title) }
                    }
                }
                html.tbody { html in
                    for (index, row) in rows.enumerated() {
                        html.tr { html in
                            html.td(.class("c-no")) { $0.number(index + 1) }
                            for (place, column) in columns.enumerated() {
                                html.cell(column.cell(row), label: column.title, isTitle: place == 0)
                            }
                        }
                    }
                }
            }
        }
    }

    /// A button that acts at once, inside text or tables.
    mutating func postButton(_ label: String, _ href: String, version: Int? = nil, formToken: String?) {
        form(.method("post"), .action(href)) { html in
            html.formToken(formToken)
            html.version(version)
            html.button(.class("button"), text: label)
        }
    }
}

import Authority
import Ledger
import Markup

/// One thing that happened to a record, as its page tells it (变更历史, 办理过程).
package struct HistoryEntry: Codable, Sendable {
    let at: String
    let person: String
    let words: String
    /// What changed, before and after.
    let details: String

    package init(_ fact: FactLine) {
        (at, person, words) = (fact.at.beijingText, fact.actorName, fact.words)
        details = fact.details.words
    }
}

extension HTML {
    /// In the order given.
    package mutating func history(_ title: String, _ entries: [HistoryEntry]) {
        card(title) { html in
            guard !entries.isEmpty else { return html.div(.class("card-body")) { $0.p(.class("muted"), text: "没有变更") } }
            html.ol(.class("card-body timeline dated")) { html in
                for entry in entries {
                    html.li(.class("done")) { html in
                        html.time(text: entry.at)
                        html.div { html in
                            html.text(entry.words)
                            if !entry.details.isEmpty { html.small(text: entry.details) }
                        }
                    }
                }
            }
        }
    }
}

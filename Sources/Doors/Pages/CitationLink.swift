import Markup

/// A citation as pages show it: a link to the article as in force on a day, or text.
package struct CitationLink: Codable, Sendable {
    package let text: String
    package let href: String?
    /// No longer in force on that day.
    package let isOutdated: Bool

    package init(_ text: String, href: String? = nil, isOutdated: Bool = false) {
        (self.text, self.href, self.isOutdated) = (text, href, isOutdated)
    }
}

extension HTML {
    package mutating func citations(_ links: [CitationLink]) {
        for (index, link) in links.enumerated() {
            if index > 0 { br() }
            if let href = link.href { a(.href(href), text: link.text) } else { text(link.text) }
            if link.isOutdated { tag("已失效", .warn) }
        }
    }
}

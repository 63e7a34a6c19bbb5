import Markup

/// Small parts all pages are made of (docs/design.md).
extension HTML {
    package mutating func notice(_ tone: Tone, _ message: String, more: (inout HTML) -> Void = { _ in }) {
        let (name, role): (String, String) =
            switch tone {
            case .ok: ("notice ok", "status")
            case .warn: ("notice warn", "status")
            case .bad: ("notice bad", "alert")
            case .info, .mute: ("notice", "status")
            }
        div(.classes(name), .attribute("role", role)) { html in
            switch tone {
            case .ok: html.icon("check-circle-fill")
            case .warn: html.icon("exclamation-triangle-fill")
            case .bad: html.icon("exclamation-circle-fill")
            case .info, .mute: html.icon("info-circle-fill")
            }
            html.div { html in
                html.text(message)
                more(&html)
            }
        }
    }

    package mutating func tag(_ label: String, _ tone: Tone) {
        span(.classes(tone == .mute ? "tag" : "tag " + tone.rawValue), text: label)
    }

    package mutating func crumbs(_ steps: [(label: String, href: String)], here: String) {
        nav(.class("crumbs"), .label("位置")) { html in
            html.ol { html in
                for step in steps { html.li { $0.a(.href(step.href), text: step.label) } }
                html.li(.attribute("aria-current", "page"), text: here)
            }
        }
    }

    /// The title line of a page with what can be done there.
    package mutating func pageHead(
        _ title: String, note: String? = nil, tag: (label: String, tone: Tone)? = nil, actions: [Action] = [],
        formToken: String? = nil
    ) {
        div(.class("head")) { html in
            html.h1(text: title)
            if let tag { html.tag(tag.label, tag.tone) }
            if let note { html.p(text: note) }
            if !actions.isEmpty {
                html.div(.class("actions")) { html in
                    for action in actions { html.action(action, formToken: formToken) }
                }
            }
        }
    }

    package mutating func action(_ action: Action, formToken: String?) {
        switch action.kind {
        case .link, .primary:
            a(.classes(action.buttonClass), .href(action.href)) { $0.face(of: action) }
        case .post, .aside, .danger:
            form(.method("post"), .action(action.href)) { html in
                html.formToken(formToken)
                html.version(action.version)
                html.button(.classes(action.buttonClass)) { $0.face(of: action) }
            }
        }
    }

    /// What the person saw of the record that the form is about; nothing where the act names none.
    package mutating func version(_ version: Int?) {
        if let version { input(.type("hidden"), .name(Route.Versioning.fieldName), .value("\(version)")) }
    }

    private mutating func face(of action: Action) {
        if let icon = action.icon { self.icon(icon) }
        text(action.label)
    }

    package mutating func card(_ title: String? = nil, link: (label: String, href: String)? = nil, id: String? = nil, content: (inout HTML) -> Void) {
        section(.class("card"), .attribute("id", id)) { html in
            if let title {
                html.h2 { html in
                    html.text(title)
                    if let link { html.a(.href(link.href), text: link.label) }
                }
            }
            content(&html)
        }
    }

    /// The fields of a detail page; empty values show a dash.
    package mutating func record(_ fields: [(label: String, value: String?)], columns: Int = 3) {
        dl(.classes(columns == 2 ? "card-body record two" : columns == 1 ? "card-body record one" : "card-body record")) { html in
            for field in fields {
                let value = field.value.flatMap { $0.isEmpty ? nil : $0 } ?? "—"
                html.div(.attribute("class", value.count > 40 && columns > 1 ? "full" : nil)) { html in
                    html.dt(text: field.label)
                    html.dd(text: value)
                }
            }
        }
    }

    /// The same where much may be empty: what is filled in stands, what is not is named in a fold.
    package mutating func foldedRecord(_ fields: [(label: String, value: String?)]) {
        let filled = fields.filter { !($0.value ?? "").isEmpty }
        let empty = fields.filter { ($0.value ?? "").isEmpty }
        if !filled.isEmpty { record(filled) }
        guard !empty.isEmpty else { return }
        details(.class("card-body empties")) { html in
            html.summary(text: "未填写的 \(empty.count) 项")
            html.p(.class("hint"), text: empty.map(\.label).joined(separator: "、"))
        }
    }

    package mutating func tabs(_ tabs: [Tab], label: String, region: String? = nil) {
        nav(.class("tabs"), .label(label)) { html in
            for tab in tabs {
                html.a(.href(tab.href), .attribute("data-region", region), .attribute("aria-current", tab.isCurrent ? "true" : nil)) {
                    $0.text(tab.label)
                    if let count = tab.count { $0.em(text: "\(count)") }
                }
            }
        }
    }

    /// The article by which a law says no, as in force today.
    package mutating func cited(_ citation: String) {
        text("（")
        a(.href("/laws/cited?q=" + Values.encoded(citation)), text: citation)
        text("）")
    }

    package mutating func emptyState(_ message: String) {
        div(.class("empty")) { html in
            html.icon("inbox")
            html.p(text: message)
        }
    }

    package mutating func failure(_ report: FailureReport, home: String = "/") {
        div(.class("failure")) { html in
            html.h1(text: report.title)
            html.p(text: report.detail)
            if let citation = report.citation { html.p { $0.cited(citation) } }
            if !report.errors.isEmpty {
                html.ul { html in for error in report.errors { html.li(text: error.message) } }
            }
            if let reference = report.reference { html.p(.class("muted"), text: "错误编号：" + reference) }
            for line in report.ways?.help ?? [] { html.p(text: line) }
            html.div(.class("links")) { html in
                for (place, link) in (report.ways?.links ?? []).enumerated() {
                    html.a(.classes(place == 0 ? "button primary" : "button"), .href(link.href), text: link.label)
                }
                html.a(.classes(report.ways?.links.isEmpty == false ? "button" : "button primary"), .href(home), text: "返回首页")
            }
        }
    }
}

extension Action {
    fileprivate var buttonClass: String {
        switch kind {
        case .link, .aside: "button"
        case .primary, .post: "button primary"
        case .danger: "button danger"
        }
    }
}

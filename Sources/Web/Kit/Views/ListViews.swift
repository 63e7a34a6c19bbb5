import Authority
import Markup

/// List pages (docs/design.md, “List page”; section 0 of the requirements).
extension HTML {
    mutating func list<Row: Codable & Sendable>(
        _ screen: ListScreen<Row>, _ model: ListModel<Row>, query: Values, actor: Actor?, formToken: String?
    ) {
        pageHead(screen.title, actions: screen.actions.filter { $0.isOffered(to: actor) }, formToken: formToken)
        section(.class("card"), .id("list"), .attribute("data-day", model.asOf)) { html in
            if let day = model.asOf { html.div(.class("card-body")) { $0.notice(.info, PastDay.words(day)) } }
            if !screen.tabs.isEmpty { html.tabs(screen.tabs, label: screen.title, region: "list") }
            if let summary = screen.summary { html.div(.class("card-body")) { $0.p(.class("hint"), text: summary) } }
            if !screen.filters.isEmpty { html.filter(screen.filters, screen.moreFilters, query: query, path: screen.path) }
            if model.rows.isEmpty {
                html.emptyState(screen.emptyText)
            } else {
                html.rows(screen, model, actor: actor, formToken: formToken)
            }
            html.pager(model, query: query, path: screen.path)
        }
    }

    private mutating func filter(_ fields: [Field], _ more: [Field], query: Values, path: String) {
        form(.class("filter"), .method("get"), .action(path), .attribute("data-region", "list")) { html in
            if let tab = query["tab"] { html.input(.type("hidden"), .name("tab"), .value(tab)) }
            for field in fields { html.filterField(field, query[field.name] ?? "") }
            if !more.isEmpty {
                html.details(.class("more"), .flag("open", more.contains { !(query[$0.name] ?? "").isEmpty })) { html in
                    html.summary(text: "更多")
                    html.div(.class("more-fields")) { html in
                        for field in more { html.filterField(field, query[field.name] ?? "") }
                    }
                }
            }
            html.div(.class("go")) { html in
                html.button(.class("button primary"), text: "查询")
                html.a(
                    .class("button"), .href(path + (query["tab"].map { "?tab=" + Values.encoded($0) } ?? "")),
                    .attribute("data-region", "list"), text: "重置")
            }
        }
    }

    private mutating func filterField(_ field: Field, _ value: String) {
        label { html in
            html.text(field.label)
            switch field.kind {
            case .choice(let options):
                html.select(.name(field.name)) { html in
                    html.option(.value(""), text: field.placeholder ?? "全部")
                    for option in options {
                        html.option(.value(option.value), .flag("selected", option.value == value), text: option.label)
                    }
                }
            case .date: html.input(.type("date"), .name(field.name), .value(value))
            case .text, .multiline, .password, .integer, .choices, .flag, .picker, .file, .hidden:
                html.input(.name(field.name), .value(value), .placeholder(field.placeholder))
            }
        }
    }

    private mutating func rows<Row: Codable & Sendable>(
        _ screen: ListScreen<Row>, _ model: ListModel<Row>, actor: Actor?, formToken: String?
    ) {
        let start = ((model.page ?? 1) - 1) * model.size
        let actions = model.rows.map { row in screen.rowActions(row).filter { $0.isOffered(to: actor) } }
        let hasActions = actions.contains { !$0.isEmpty }
        let width = screen.width(hasActions: hasActions)
        div(.classes(width > screen.room ? "scroll wide" : "scroll")) { html in
            html.table(.classes("table stack at-least-\(width)")) { html in
                html.caption(.class("sr"), text: screen.title)
                html.colgroup { html in
                    html.col(.class("c-no"))
                    for column in screen.columns { html.col(.attribute("class", column.className)) }
                    if hasActions { html.col(.class("c-ops")) }
                }
                html.thead { html in
                    html.tr { html in
                        html.th(text: "序号")
                        for column in screen.columns {
                            html.th(.classes(column.holdsNumber(in: model.rows.first) ? "num" : ""), text: column.title)
                        }
                        if hasActions { html.th(.class("ops"), text: "操作") }
                    }
                }
                html.tbody { html in
                    for (index, row) in model.rows.enumerated() {
                        html.tr { html in
                            html.td(.class("c-no")) { $0.number(start + index + 1) }
                            for (place, column) in screen.columns.enumerated() {
                                html.cell(column.cell(row), label: column.title, isTitle: place == 0)
                            }
                            if hasActions {
                                html.rowActions(actions[index], of: screen.columns.first.map { $0.cell(row).main } ?? "", formToken: formToken)
                            }
                        }
                    }
                }
            }
        }
    }

    private mutating func rowActions(_ actions: [Action], of name: String, formToken: String?) {
        td(.class("ops")) { html in
            if let first = actions.first { html.rowAction(first, formToken: formToken) }
            if actions.count > 1 {
                html.details(.class("menu")) { html in
                    html.summary(.label("更多操作 " + name)) { $0.icon("three-dots") }
                    html.div(.class("menu-list")) { html in
                        for action in actions.dropFirst() { html.rowAction(action, formToken: formToken) }
                    }
                }
            }
        }
    }

    private mutating func rowAction(_ action: Action, formToken: String?) {
        switch action.kind {
        case .link, .primary: a(.href(action.href), text: action.label)
        case .post, .aside, .danger:
            form(.method("post"), .action(action.href)) { html in
                html.formToken(formToken)
                html.version(action.version)
                html.button(.classes(action.kind == .danger ? "link danger" : "link"), text: action.label)
            }
        }
    }

    /// One cell; also used by tables inside detail pages.
    package mutating func cell(_ cell: Cell, label: String, isTitle: Bool = false) {
        let name = Attribute("data-label", isTitle ? nil : label)
        func classes(_ more: String) -> Attribute { .classes(isTitle ? "title " + more : more) }
        switch cell {
        case .text(let text): td(classes("one"), name, .title(text.count > 12 ? text : nil), text: text)
        case .words(let text): td(classes(""), name, text: text)
        case .number(let number): td(classes("num"), name) { $0.number(number) }
        case .lines(let main, let note):
            td(classes(""), name) { html in
                html.span(.class("name"), .title(main), text: main)
                html.small(text: note)
            }
        case .link(let text, let href, let note):
            td(classes(""), name) { html in
                html.a(.class("name"), .href(href), .title(text), text: text)
                if let note { html.small(text: note) }
            }
        case .tag(let text, let tone): td(classes(""), name) { $0.tag(text, tone) }
        case .citations(let links): td(classes(""), name) { $0.citations(links) }
        case .risk(let level):
            td(classes(""), name) { html in
                if let level { html.span(.classes("risk " + level), .title("等级 " + level), text: level) }
            }
        case .due(let date, let note, let tone):
            td(classes(tone == .bad ? "due bad" : tone == .warn ? "due warn" : "due"), name) { html in
                html.text(date)
                html.small(text: note)
            }
        }
    }

    private mutating func pager<Row: Codable & Sendable>(_ model: ListModel<Row>, query: Values, path: String) {
        nav(.class("pager"), .label("分页")) { html in
            html.span(text: model.position)
            if let previous = model.previous {
                html.a(.href(model.first), .attribute("data-region", "list"), text: "首页")
                html.a(.href(previous), .attribute("rel", "prev"), .attribute("data-region", "list"), text: "上一页")
            } else {
                html.element("i", []) { $0.text("上一页") }
            }
            if let page = model.page { html.b(.attribute("aria-current", "page"), text: "\(page)") }
            if let next = model.next {
                html.a(.href(next), .attribute("rel", "next"), .attribute("data-region", "list"), text: "下一页")
                html.a(.href(model.last), .attribute("data-region", "list"), text: "末页")
            } else {
                html.element("i", []) { $0.text("下一页") }
            }
            html.form(.method("get"), .action(path), .attribute("data-region", "list")) { html in
                for name in query.names where !["size", "page", "after", "before"].contains(name) {
                    html.input(.type("hidden"), .name(name), .value(query[name]))
                }
                html.select(.name("size"), .label("每页条数")) { html in
                    for size in [10, 20, 50, 100] {
                        html.option(.value("\(size)"), .flag("selected", size == model.size), text: "\(size)条/页")
                    }
                }
                html.label { html in
                    html.text("跳至")
                    html.input(.name("page"), .attribute("inputmode", "numeric"))
                    html.text("页")
                }
                html.button(.class("button"), text: "确定")
            }
        }
    }
}

extension ListModel {
    /// “当前1/1页，共n条”, and what can be said of it beyond the exact range.
    var position: String {
        let total = total.map { "\($0)" } ?? "10000+"
        let pages = pages.map { "\($0)" } ?? "…"
        return "当前\(page.map { "\($0)" } ?? "…")/\(pages)页，共\(total)条"
    }
}

extension ListScreen {
    /// Pixels for the table on a screen of 1440.
    var room: Int {
        switch layout {
        case .inner: 1200
        case .open, .enterprise, .bare: 1100
        }
    }

    /// What the columns need in pixels, in steps of a hundred (the classes `at-least-…`).
    func width(hasActions: Bool) -> Int {
        let needed = columns.map(\.pixels).reduce(60 + (hasActions ? 94 : 0), +)
        return min(max((needed + 99) / 100 * 100, 700), 2000)
    }
}

extension Column {
    /// The widths that the style sheet has a class for, in pixels.
    private static var classes: [(pixels: Int, name: String)] {
        [(48, "c-risk"), (84, "c-num"), (106, "c-state"), (126, "c-people"), (148, "c-time"), (184, "c-code"), (204, "c-name")]
    }

    /// Wide enough for what the column holds and for its heading.
    var pixels: Int {
        switch width {
        case .serial: 60
        case .narrow: max(48, heading)
        case .small: max(106, heading)
        case .medium: max(126, heading)
        case .time: max(148, heading)
        case .wide: max(184, heading)
        case .fill: 220
        }
    }

    private var heading: Int { title.count * 13 + 22 }

    var className: String? {
        switch width {
        case .serial: "c-no"
        case .fill: nil
        case .narrow, .small, .medium, .time, .wide: Self.classes.first { $0.pixels >= pixels }?.name ?? "c-name"
        }
    }

    func holdsNumber(in row: Row?) -> Bool {
        guard let row, case .number = cell(row) else { return false }
        return true
    }
}

extension Cell {
    /// The words of the cell alone.
    var main: String {
        switch self {
        case .text(let text), .words(let text), .lines(let text, _), .link(let text, _, _), .tag(let text, _), .due(let text, _, _): text
        case .citations(let links): links.map(\.text).joined(separator: "；")
        case .risk(let level): level ?? ""
        case .number(let number): "\(number)"
        }
    }
}

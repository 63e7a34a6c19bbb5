import Authority
import Markup

/// The table of a list page (docs/design.md, “List page”).
extension HTML {
    package mutating func rows<Row: Codable & Sendable>(
        _ screen: ListScreen<Row>, _ model: ListModel<Row>, query: Values, actor: Actor?, formToken: String?
    ) {
        let bulk = screen.bulkActs.filter { act in act.permission.map { actor?.may($0) ?? false } ?? true }
        let table = ListTable(
            screen, of: model.rows, for: actor, hasBulk: !bulk.isEmpty, from: ((model.page ?? 1) - 1) * model.size + 1,
            sort: screen.sorting == nil ? nil : .some(model.sort))
        rows(table, query: query, formToken: formToken)
        if table.hasBoxes { self.bulk(bulk, formToken: formToken) }
    }

    private mutating func rows(_ list: ListTable, query: Values, formToken: String?) {
        let width = list.width
        div(.classes(width > list.room ? "scroll wide" : "scroll")) { html in
            html.table(.classes("table stack at-least-\(width)")) { html in
                html.caption(.class("sr"), text: list.title)
                html.colgroup { html in
                    if list.hasBoxes { html.col(.class("c-check")) }
                    html.col(.class("c-no"))
                    for heading in list.headings { html.col(.attribute("class", heading.className)) }
                    if list.hasActions { html.col(.classes(list.opsClass)) }
                }
                html.thead { html in
                    html.tr { html in
                        if list.hasBoxes {
                            html.th(.class("c-check")) { html in
                                html.span(.class("sr"), text: "选择")
                                html.input(
                                    .type("checkbox"), .attribute("form", "bulk"), .flag("data-all"), .flag("hidden"), .label("全选"))
                            }
                        }
                        html.th(text: "序号")
                        for heading in list.headings { html.heading(heading, list, query) }
                        if list.hasActions { html.th(.class("ops"), text: "操作") }
                    }
                }
                html.tbody { html in html.lines(list, formToken: formToken) }
            }
        }
    }

    private mutating func lines(_ list: ListTable, formToken: String?) {
        var starts: [CellStart] = []
        for heading in list.headings { starts.append(CellStart(heading.label, isTitle: starts.isEmpty, in: self)) }
        let menu = ActionMenu(in: self)
        var number = list.first
        for line in list.lines {
            literal("<tr>")
            let name = line.cells.first?.main ?? ""
            if list.hasBoxes { box(line.key, of: name) }
            literal("<td class=\"c-no\">")
            self.number(number)
            literal("</td>")
            for place in line.cells.indices { cell(line.cells[place], starts[place]) }
            if list.hasActions { rowActions(line.actions, of: name, menu, formToken: formToken) }
            literal("</tr>")
            number += 1
        }
    }

    private mutating func heading(_ heading: ListHeading, _ list: ListTable, _ query: Values) {
        let sort = list.sort ?? nil
        let sorts = list.sort == nil ? (first: nil, second: nil) : heading.sorts
        let own = [sorts.first, sorts.second].compactMap { $0 }.first { sort == $0 || sort == "-" + $0 }
        th(
            .attribute("class", heading.isNumber ? "num" : nil),
            .attribute("aria-sort", own.map { sort == $0 ? "ascending" : "descending" })
        ) { html in
            html.sortLink(heading.title, sorts.first, query, path: list.path, sort: sort)
            guard let second = heading.second else { return }
            html.small { $0.sortLink(second, sorts.second, query, path: list.path, sort: sort) }
        }
    }

    /// A heading that sorts; only its words where it does not.
    private mutating func sortLink(_ title: String, _ order: String?, _ query: Values, path: String, sort: String?) {
        guard let order else { return text(title) }
        var query = query
        for name in Call.placing { query.set(name, nil) }
        let next = ListSorting.next(order, after: sort)
        query.set(ListSorting.name, next)
        let state = sort == order ? "sort up" : sort == "-" + order ? "sort down" : "sort"
        let words = next == nil ? "恢复最新的在前" : "按\(title)\(next == order ? "升序" : "降序")排列"
        a(
            .classes(state), .href(path + (query.isEmpty ? "" : "?" + query.urlEncoded)), .title(words), .attribute("data-region", "list"),
            text: title)
    }

    /// The box belongs to the form of the bar by its id: the acts of a row are forms of their own.
    private mutating func box(_ key: String?, of name: String) {
        td(.class("c-check")) { html in
            guard let key else { return }
            html.input(.type("checkbox"), .name("id"), .value(key), .attribute("form", "bulk"), .label("选择 " + name))
        }
    }

    private mutating func bulk(_ acts: [BulkAct], formToken: String?) {
        form(.id("bulk"), .method("post"), .action(acts[0].path), .flag("data-select")) { html in
            html.formToken(formToken)
            html.div(.class("batch"), .flag("data-batch")) { html in
                html.span { html in
                    html.text("已选 ")
                    html.b(.flag("data-count"), text: "0")
                    html.text(" 项")
                }
                for act in acts { html.button(.class("button"), .attribute("formaction", act.path), text: act.label) }
            }
        }
    }

    private mutating func rowActions(_ actions: [Action], of name: String, _ menu: ActionMenu, formToken: String?) {
        literal("<td class=\"ops\">")
        if let first = actions.first { rowAction(first, formToken: formToken) }
        if actions.count > 1 {
            part(menu.start)
            text(name)
            part(menu.face)
            for action in actions.dropFirst() { rowAction(action, formToken: formToken) }
            literal("</div></details>")
        }
        literal("</td>")
    }

    private mutating func rowAction(_ action: Action, formToken: String?) {
        switch action.kind {
        case .link, .primary: link(action.href, action.label)
        case .post, .aside, .danger:
            form(.method("post"), .action(action.href)) { html in
                html.formToken(formToken)
                html.version(action.version)
                html.button(.classes(action.kind == .danger ? "link danger" : "link"), text: action.label)
            }
        }
    }

    private mutating func link(_ href: String, _ label: String) {
        literal("<a href=\"")
        address(href)
        literal("\">")
        text(label)
        literal("</a>")
    }

    /// One cell; also used by tables inside detail pages.
    package mutating func cell(_ cell: Cell, label: String, isTitle: Bool = false) {
        self.cell(cell, CellStart(label, isTitle: isTitle, in: self))
    }

    /// Pages have thousands of cells: what they share is written once, and nothing is gathered up for one.
    fileprivate mutating func cell(_ cell: Cell, _ start: CellStart) {
        switch cell {
        case .text(let words):
            begin(start, " class=\"title one\"", " class=\"one\"")
            if words.utf8.count > 12, words.count > 12 { title(words) }
            literal(">")
            text(words)
        case .words(let words):
            begin(start, " class=\"title\">", ">")
            text(words)
        case .number(let number):
            begin(start, " class=\"title num\">", " class=\"num\">")
            self.number(number)
        case .lines(let main, let note):
            begin(start, " class=\"title\">", ">")
            literal("<span class=\"name\"")
            title(main)
            literal(">")
            text(main)
            literal("</span>")
            small(note)
        case .link(let words, let href, let note):
            begin(start, " class=\"title\">", ">")
            literal("<a class=\"name\" href=\"")
            address(href)
            literal("\"")
            title(words)
            literal(">")
            text(words)
            literal("</a>")
            if let note { small(note) }
        case .tag(let words, let tone):
            begin(start, " class=\"title\">", ">")
            tag(words, tone)
        case .citations(let links):
            begin(start, " class=\"title\">", ">")
            citations(links)
        case .risk(let level):
            begin(start, " class=\"title\">", ">")
            if let level { risk(level) }
        case .due(let date, let note, let tone):
            switch tone {
            case .bad: begin(start, " class=\"title due bad\">", " class=\"due bad\">")
            case .warn: begin(start, " class=\"title due warn\">", " class=\"due warn\">")
            case .ok, .info, .mute: begin(start, " class=\"title due\">", " class=\"due\">")
            }
            text(date)
            small(note)
        }
        literal("</td>")
    }

    private mutating func begin(_ start: CellStart, _ ofTitle: StaticString, _ ofOthers: StaticString) {
        part(start.head)
        literal(start.isTitle ? ofTitle : ofOthers)
    }

    private mutating func title(_ words: String) {
        literal(" title=\"")
        text(words)
        literal("\"")
    }

    private mutating func small(_ words: String) {
        literal("<small>")
        text(words)
        literal("</small>")
    }

    private mutating func risk(_ level: String) {
        literal("<span class=\"risk ")
        text(level)
        literal("\" title=\"等级 ")
        text(level)
        literal("\">")
        text(level)
        literal("</span>")
    }
}

/// How the cells of a column begin.
private struct CellStart {
    let head: HTMLPart
    let isTitle: Bool

    init(_ label: String, isTitle: Bool, in html: borrowing HTML) {
        self.isTitle = isTitle
        head = html.prepared { html in
            html.literal("<td")
            guard !isTitle else { return }
            html.literal(" data-label=\"")
            html.text(label)
            html.literal("\"")
        }
    }
}

/// The button behind which the further acts of a row stand, around the name of the row.
private struct ActionMenu {
    let start: HTMLPart
    let face: HTMLPart

    init(in html: borrowing HTML) {
        start = html.prepared { $0.literal("<details class=\"menu\"><summary aria-label=\"更多操作 ") }
        face = html.prepared { html in
            html.literal("\">")
            html.icon("three-dots")
            html.literal("</summary><div class=\"menu-list\">")
        }
    }
}

extension Cell {
    /// The words of the cell alone.
    package var main: String {
        switch self {
        case .text(let text), .words(let text), .lines(let text, _), .link(let text, _, _), .tag(let text, _), .due(let text, _, _): text
        case .citations(let links): links.map(\.text).joined(separator: "；")
        case .risk(let level): level ?? ""
        case .number(let number): "\(number)"
        }
    }
}

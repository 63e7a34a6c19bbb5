import Authority
import Markup

/// The table of a list page (docs/design.md, “List page”).
extension HTML {
    package mutating func rows<Row: Codable & Sendable>(
        _ screen: ListScreen<Row>, _ model: ListModel<Row>, query: Values, actor: Actor?, formToken: String?
    ) {
        let start = ((model.page ?? 1) - 1) * model.size
        let actions = model.rows.map { row in screen.rowActions(row).filter { $0.isOffered(to: actor) } }
        let hasActions = actions.contains { !$0.isEmpty }
        let bulk = screen.bulkActs.filter { act in act.permission.map { actor?.may($0) ?? false } ?? true }
        let keys = bulk.isEmpty ? [] : model.rows.map(screen.bulkKey)
        let hasBoxes = keys.contains { $0 != nil }
        let width = screen.width(ops: (hasActions ? screen.opsPixels(actions) : 0) + (hasBoxes ? 38 : 0))
        div(.classes(width > screen.room ? "scroll wide" : "scroll")) { html in
            html.table(.classes("table stack at-least-\(width)")) { html in
                html.caption(.class("sr"), text: screen.title)
                html.colgroup { html in
                    if hasBoxes { html.col(.class("c-check")) }
                    html.col(.class("c-no"))
                    for column in screen.columns { html.col(.attribute("class", column.className)) }
                    if hasActions { html.col(.classes(screen.opsClass(actions))) }
                }
                html.thead { html in
                    html.tr { html in
                        if hasBoxes {
                            html.th(.class("c-check")) { html in
                                html.span(.class("sr"), text: "选择")
                                html.input(
                                    .type("checkbox"), .attribute("form", "bulk"), .flag("data-all"), .flag("hidden"), .label("全选"))
                            }
                        }
                        html.th(text: "序号")
                        for column in screen.columns {
                            html.heading(column, screen, query, sort: model.sort, isNumber: column.holdsNumber(in: model.rows.first))
                        }
                        if hasActions { html.th(.class("ops"), text: "操作") }
                    }
                }
                html.tbody { html in
                    let starts = screen.columns.enumerated().map { place, column in CellStart(column.label, isTitle: place == 0, in: html) }
                    let menu = ActionMenu(in: html)
                    for (index, row) in model.rows.enumerated() {
                        html.literal("<tr>")
                        let cells = screen.columns.map { $0.cell(row) }
                        let name = cells.first?.main ?? ""
                        if hasBoxes { html.box(keys[index], of: name) }
                        html.literal("<td class=\"c-no\">")
                        html.number(start + index + 1)
                        html.literal("</td>")
                        for (cell, start) in zip(cells, starts) { html.cell(cell, start) }
                        if hasActions { html.rowActions(actions[index], of: name, menu, formToken: formToken) }
                        html.literal("</tr>")
                    }
                }
            }
        }
        if hasBoxes { self.bulk(bulk, formToken: formToken) }
    }

    private mutating func heading<Row: Codable & Sendable>(
        _ column: Column<Row>, _ screen: ListScreen<Row>, _ query: Values, sort: String?, isNumber: Bool
    ) {
        let sorts = screen.sorting == nil ? (first: nil, second: nil) : column.sorts
        let own = [sorts.first, sorts.second].compactMap { $0 }.first { sort == $0 || sort == "-" + $0 }
        th(
            .attribute("class", isNumber ? "num" : nil),
            .attribute("aria-sort", own.map { sort == $0 ? "ascending" : "descending" })
        ) { html in
            html.sortLink(column.title, sorts.first, query, path: screen.path, sort: sort)
            guard let second = column.second else { return }
            html.small { $0.sortLink(second, sorts.second, query, path: screen.path, sort: sort) }
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

    init(_ label: String, isTitle: Bool, in html: HTML) {
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

    init(in html: HTML) {
        start = html.prepared { $0.literal("<details class=\"menu\"><summary aria-label=\"更多操作 ") }
        face = html.prepared { html in
            html.literal("\">")
            html.icon("three-dots")
            html.literal("</summary><div class=\"menu-list\">")
        }
    }
}

extension ListScreen {
    /// Pixels for the table on a screen of 1280 with a scroll bar of 17.
    var room: Int {
        switch layout {
        case .inner: 1040
        case .open, .enterprise, .bare: 1100
        }
    }

    /// What the columns need in pixels, in the steps that the style sheet has classes for (`at-least-…`).
    package func width(ops: Int) -> Int {
        let needed = columns.map(\.pixels).reduce(56 + ops, +)
        let step = needed > 1040 ? 100 : 40
        return min(max((needed + step - 1) / step * step, 720), 2000)
    }

    /// Room for the first act of every row and the button for the others.
    func opsPixels(_ actions: [[Action]]) -> Int {
        let longest = actions.compactMap(\.first).map(\.label.count).max() ?? 2
        let needed = longest * 13 + 26 + (actions.contains { $0.count > 1 } ? 38 : 0)
        return [94, 126, 148, 184].first { $0 >= needed } ?? 204
    }

    func opsClass(_ actions: [[Action]]) -> String {
        switch opsPixels(actions) {
        case 94: "c-ops"
        case 126: "c-people"
        case 148: "c-time"
        case 184: "c-code"
        default: "c-name"
        }
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
        case .serial: 56
        case .narrow: max(48, heading)
        case .small: max(106, heading)
        case .medium: max(126, heading)
        case .time: max(148, heading)
        case .wide: max(184, heading)
        case .fill: 200
        }
    }

    private var heading: Int {
        let arrows = (first: sorts.first == nil ? 0 : 14, second: sorts.second == nil ? 0 : 14)
        return max(title.count * 13 + arrows.first, (second?.count ?? 0) * 12 + arrows.second) + 22
    }

    package var className: String? {
        switch width {
        case .serial: "c-no"
        case .fill: nil
        case .narrow, .small, .medium, .time, .wide: Self.classes.first { $0.pixels >= pixels }?.name ?? "c-name"
        }
    }

    package func holdsNumber(in row: Row?) -> Bool {
        guard let row, case .number = cell(row) else { return false }
        return true
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

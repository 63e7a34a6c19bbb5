import Authority
import Markup
import Storage

/// List pages (docs/design.md, “List page”; section 0 of the requirements).
extension HTML {
    package mutating func list<Row: Codable & Sendable>(
        _ screen: ListScreen<Row>, _ model: ListModel<Row>, query: Values, actor: Actor?, formToken: String?
    ) {
        pageHead(screen.title, actions: screen.actions.filter { $0.isOffered(to: actor) }, formToken: formToken)
        section(.class("card"), .id("list"), .attribute("data-day", model.asOf)) { html in
            if let day = model.asOf { html.div(.class("card-body")) { $0.notice(.info, PastDay.words(day)) } }
            if !screen.tabs.isEmpty { html.tabs(screen.tabs, label: screen.title, region: "list") }
            if let summary = screen.summary { html.div(.class("card-body")) { $0.p(.class("hint"), text: summary) } }
            if !screen.filters.isEmpty {
                html.filter(
                    screen.filters, screen.moreFilters, standing: screen.standing, sorting: screen.sorting, query: query, path: screen.path)
            }
            if screen.sorting != nil, model.sort == nil, let asked = query[ListSorting.name], !asked.isEmpty {
                html.div(.class("card-body")) { $0.notice(.info, "符合条件的记录超过\(ListPage.countLimit)条，按最新的在前排列；缩小查询范围后可以排序") }
            }
            if model.rows.isEmpty {
                html.emptyState(screen.emptyText)
            } else {
                html.rows(screen, model, query: query, actor: actor, formToken: formToken)
            }
            html.pager(model, query: query, path: screen.path, formToken: screen.layout == .inner ? formToken : nil)
        }
    }

    private mutating func filter(
        _ fields: [Field], _ more: [Field], standing: [String: String], sorting: Field?, query: Values, path: String
    ) {
        let used = (fields + more).count { standing[$0.name] == nil && $0.narrows(by: query[$0.name] ?? "") }
        // on a phone the filter is folded: what stands before it opens it, without scripts too
        details(.class("filter-toggle")) { html in
            html.summary { html in
                html.icon("funnel")
                html.text("筛选")
                if used > 0 { html.em(text: "\(used)") }
            }
        }
        form(.class("filter"), .method("get"), .action(path), .attribute("data-region", "list")) { html in
            if let tab = query["tab"] { html.input(.type("hidden"), .name("tab"), .value(tab)) }
            for field in fields { html.filterField(field, query[field.name] ?? standing[field.name] ?? "", isOne: standing[field.name] != nil) }
            if !more.isEmpty {
                html.details(.class("more"), .flag("open", more.contains { !(query[$0.name] ?? "").isEmpty })) { html in
                    html.summary(text: "更多")
                    html.div(.class("more-fields")) { html in
                        for field in more { html.filterField(field, query[field.name] ?? "") }
                    }
                }
            }
            // beside the headings where there are none, as on a phone; elsewhere it only goes along
            if let sorting { html.filterField(sorting, query[sorting.name] ?? "", "sort-choice") }
            html.div(.class("go")) { html in
                html.button(.class("button primary"), text: "查询")
                html.a(
                    .class("button"), .href(path + (query["tab"].map { "?tab=" + Values.encoded($0) } ?? "")),
                    .attribute("data-region", "list"), text: "重置")
            }
        }
    }

    /// - Parameter isOne: the list is always of one of these, never of all.
    private mutating func filterField(_ field: Field, _ value: String, _ name: String? = nil, isOne: Bool = false) {
        label(.attribute("class", name)) { html in
            html.text(field.label)
            switch field.kind {
            case .choice(let options):
                html.select(.name(field.name)) { html in
                    if !isOne { html.option(.value(""), text: field.placeholder ?? "全部") }
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

    private mutating func pager<Row: Codable & Sendable>(_ model: ListModel<Row>, query: Values, path: String, formToken: String?) {
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
            html.pageSize(model.size, query: query, path: path, formToken: formToken)
            html.form(.method("get"), .action(path), .attribute("data-region", "list")) { html in
                for name in query.names where !Call.placing.contains(name) {
                    for value in query.all(name) { html.input(.type("hidden"), .name(name), .value(value)) }
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

    /// Where the choice is kept.
    package static var pageSizePath: String { "/settings/page-size" }

    /// 每页条数: kept for the person who is logged in (PORT-19), part of the address for everybody else. With scripts
    /// the choice is enough; without them the button sends it.
    private mutating func pageSize(_ size: Int, query: Values, path: String, formToken: String?) {
        var rest = query
        for name in ["size"] + Call.placing { rest.set(name, nil) }
        let back = path + (rest.isEmpty ? "" : "?" + rest.urlEncoded)
        form(
            .method(formToken == nil ? "get" : "post"), .action(formToken == nil ? path : HTML.pageSizePath),
            .attribute("data-region", "list"), .flag("data-at-once")
        ) { html in
            html.formToken(formToken)
            if formToken != nil {
                html.input(.type("hidden"), .name("next"), .value(back))
            } else {
                for name in rest.names { for value in rest.all(name) { html.input(.type("hidden"), .name(name), .value(value)) } }
            }
            html.select(.name("size"), .label("每页条数")) { html in
                for one in ListPage.sizes { html.option(.value("\(one)"), .flag("selected", one == size), text: "\(one)条/页") }
            }
            html.button(.class("button"), .flag("data-without-script"), .label("设置每页条数"), text: "确定")
        }
    }
}

extension ListModel {
    /// “当前1/1页，共n条”, and what can be said of it beyond the exact range.
    package var position: String {
        let total = total.map { "\($0)" } ?? "10000+"
        let pages = pages.map { "\($0)" } ?? "…"
        return "当前\(page.map { "\($0)" } ?? "…")/\(pages)页，共\(total)条"
    }
}

import AuthorityPages
import Doors
import InspectingPages
import Markup
import RegistryPages
import TaskingPages

/// The public side (PUB-05): a search, and what it finds, readable on any phone.
extension HTML {
    mutating func publicList<Row: Codable & Sendable>(
        _ part: PublicPart, _ model: ListModel<Row>, query: Values, row: @escaping (inout HTML, Row) -> Void,
        above: @escaping (inout HTML) -> Void = { _ in }
    ) {
        pageHead(part.title)
        tabs(PublicPart.allCases.map { Tab($0.title, $0.path, isCurrent: $0 == part) }, label: "公开的内容")
        section(.class("card"), .id("list")) { html in
            html.searchForm(part, query)
            above(&html)
            html.resultList(model, emptyText: part.emptyText, row: row)
        }
    }

    private mutating func resultList<Row: Codable & Sendable>(
        _ model: ListModel<Row>, emptyText: String, row: @escaping (inout HTML, Row) -> Void
    ) {
        if model.rows.isEmpty { emptyState(emptyText) }
        ul(.class("results")) { html in
            for line in model.rows { html.li { row(&$0, line) } }
        }
        nav(.class("pager"), .label("分页")) { html in
            html.span(text: model.position)
            if let previous = model.previous { html.a(.href(previous), .attribute("rel", "prev"), text: "上一页") }
            if let next = model.next { html.a(.href(next), .attribute("rel", "next"), text: "下一页") }
        }
    }

    private mutating func searchForm(_ part: PublicPart, _ query: Values) {
        guard let first = part.filters.first else { return }
        let more = part.filters.dropFirst()
        form(.attribute("role", "search"), .action(part.path)) { html in
            html.div(.class("ask")) { html in
                html.input(
                    .type("search"), .name(first.name), .value(query[first.name]), .label(first.label),
                    .placeholder(first.placeholder ?? first.label))
                html.button(.class("button primary"), text: "查询")
            }
            html.details(.class("filter"), .flag("open", more.contains { !(query[$0.name] ?? "").isEmpty })) { html in
                html.summary(text: "更多条件")
                html.div(.class("more-fields")) { html in
                    for field in more {
                        html.label { html in
                            html.text(field.label)
                            html.input(
                                .type(field.isDate ? "date" : "text"), .name(field.name), .value(query[field.name]),
                                .attribute("placeholder", field.placeholder))
                        }
                    }
                }
            }
        }
    }

    mutating func publicLine(_ row: PublicResult) {
        h2 { html in
            html.a(.href("/public/results/" + row.id), text: row.subject)
            html.tag(row.result, row.isProblem ? .warn : .ok)
        }
        p(text: [row.items, row.agency, row.inspectedOn].filter { !$0.isEmpty }.joined(separator: " · "))
    }

    mutating func publicItem(_ row: PublicItem) {
        h2(text: row.name)
        p(text: [row.code, row.domain, row.agency].joined(separator: " · "))
        for basis in row.legalBasis { p(.class("hint"), text: basis) }
    }

    mutating func publicPlan(_ row: PublicPlan) {
        h2 { html in
            html.text(row.name)
            html.tag(row.family, .info)
        }
        p(text: [row.number, "\(row.year)年", row.agency, row.term].filter { !$0.isEmpty }.joined(separator: " · "))
        if !row.items.isEmpty { p(.class("hint"), text: row.items.joined(separator: "、")) }
    }

    mutating func publicCap(_ row: PublicCap) {
        h2 { html in
            html.text(row.name)
            if let year = row.year { html.tag("\(year)年", .info) }
        }
        let limits = row.limits.map { "信用等级\($0.level)：\($0.words)" }.joined(separator: "，")
        p(text: (row.agency.map { $0 + "：" } ?? "") + "同一检查机构一年内对同一企业的检查，" + limits)
        if !row.exemptions.isEmpty { p(.class("hint"), text: "不受此限：" + row.exemptions.joined(separator: "、")) }
        p(.class("hint"), text: "依据：" + row.basis)
    }

    mutating func publicResult(_ model: PublicResult) {
        crumbs([(label: "检查结果公示", href: "/public")], here: model.subject)
        pageHead(model.subject, tag: (label: model.result, tone: model.isProblem ? .warn : .ok))
        card("公示内容", link: model.code.isEmpty ? nil : ("该对象的全部公示", "/public/subjects/" + model.code)) { html in
            html.record([
                ("检查对象", model.subject), ("统一社会信用代码", model.code), ("检查机构", model.agency), ("检查任务", model.task),
                ("任务编号", model.taskNumber), ("抽查事项", model.items), ("检查日期", model.inspectedOn),
                ("检查结果", model.result), ("公示日期", model.publishedOn),
            ], columns: 2)
        }
    }

    /// The page of one enterprise (PUB-06).
    mutating func publicSubject(_ name: String, _ code: String, _ model: ListModel<PublicResult>) {
        crumbs([(label: "检查结果公示", href: "/public")], here: name)
        pageHead(name, note: code)
        card("公示的检查结果", id: "list") { $0.resultList(model, emptyText: PublicPart.results.emptyText) { $0.publicLine($1) } }
    }
}

extension Field {
    fileprivate var isDate: Bool {
        if case .date = kind { true } else { false }
    }
}

import Authority
import Doors
import InspectingPages
import Markup
import RegistryPages
import Storage

/// 全局搜索 (PORT-04): the box of the top bar looks through every library that the person may read.
package enum SearchPages {
    static let routes: [Route] = [
        .read("/search", .signedIn, "全局搜索：监管对象、任务、计划、执法人员、文书、机构、用户、法律法规", query: [field], as: SearchModel.self) {
            try await page($0)
        }
    ]

    static let field = Field("q", "关键字", placeholder: "请输入您要搜索的内容")

    private static func page(_ call: Call) async throws -> Page {
        let (actor, now, typed, protection) = (try call.actor(), call.clock.now(), call.query["q"] ?? "", call.platform.protection)
        let model = try await call.read { try SearchModel.load(typed, for: actor, at: now, protection: protection, in: $0) }
        return Page(model.words.isEmpty ? "搜索" : "搜索“\(model.words)”", model) { $1.found($0) }
    }
}

extension HTML {
    fileprivate mutating func found(_ model: SearchModel) {
        pageHead(model.words.isEmpty ? "搜索" : "搜索“\(model.words)”")
        form(.class("card ask"), .attribute("role", "search"), .action("/search")) { html in
            html.input(
                .type("search"), .name(SearchPages.field.name), .value(model.words), .label(SearchPages.field.label),
                .placeholder(SearchPages.field.placeholder))
            html.button(.class("button primary"), text: "搜索")
        }
        if let hint = model.hint { notice(.info, hint) }
        for group in model.groups {
            card(group.title, link: group.more.map { (label: "更多", href: $0) }) { html in
                html.ul(.class("card-body news found")) { html in
                    for found in group.found {
                        html.li { html in
                            html.a(.href(found.href), text: found.label)
                            html.span(.class("muted"), text: found.note)
                        }
                    }
                }
            }
        }
    }
}

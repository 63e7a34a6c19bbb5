import Authority
import Doors
import Library
import Markup
import Registry
import Storage
import Timekeeping

/// 各机构事项清单完整情况 (ITEM-08): per agency, how many items the directory has for its domains, and what has become of
/// them.
struct ItemCoverageModel: Codable, Sendable {
    struct Row: Codable, Sendable {
        let agency: String
        let domains: String
        let listed: Int
        let claimed: Int
        let withForm: Int
        let used: Int
    }

    let year: Int
    let rows: [Row]
}

extension ItemPages {
    static let coverageFilters = [Field("year", "年度", .integer(2000...2999))]

    static func coverage(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let uses: ItemUses = try call.platform.service()
        let year = FormReading(call.query, coverageFilters).integer("year") ?? call.clock.today().year
        let model = try await call.read { transaction in
            ItemCoverageModel(year: year, rows: try ItemCoverage.report(scope: actor.scope, year: year, uses: uses, in: transaction).map {
                .init(
                    agency: $0.name, domains: $0.domains.labels, listed: $0.listed, claimed: $0.claimed,
                    withForm: $0.withForm, used: $0.used)
            })
        }
        return Page("事项清单完整情况", model) { $1.itemCoverage($0) }
    }
}

extension HTML {
    fileprivate mutating func itemCoverage(_ model: ItemCoverageModel) {
        crumbs([(label: "监管事项", href: "/items")], here: "事项清单完整情况")
        pageHead("事项清单完整情况", note: "\(model.year)年度。目录事项数按机构的执法领域统计；已使用指本年度至少列入一个任务。")
        card { html in
            html.div(.class("scroll")) { html in
                html.table(.class("table stack")) { html in
                    html.caption(.class("sr"), text: "各机构事项清单完整情况")
                    html.thead { html in
                        html.tr { html in
                            for title in ["机构", "执法领域"] { html.th(text: title) }
                            for title in ["目录事项数", "已认领", "已配置表单", "本年已使用"] { html.th(.class("num"), text: title) }
                        }
                    }
                    html.tbody { html in
                        for row in model.rows {
                            html.tr { html in
                                html.cell(.text(row.agency), label: "机构", isTitle: true)
                                html.cell(.words(row.domains), label: "执法领域")
                                html.cell(.number(row.listed), label: "目录事项数")
                                html.cell(.number(row.claimed), label: "已认领")
                                html.cell(.number(row.withForm), label: "已配置表单")
                                html.cell(.number(row.used), label: "本年已使用")
                            }
                        }
                    }
                }
            }
        }
    }
}

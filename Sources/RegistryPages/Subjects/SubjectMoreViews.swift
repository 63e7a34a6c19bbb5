import Doors
import Markup

extension HTML {
    mutating func byHand(_ model: ByHandModel) {
        pageHead("手动添加")
        card("选择对象类型") { html in
            html.div(.class("card-body")) { html in
                html.p(.class("hint"), text: "企业等机构由登记机关归集，不能手动添加；成批添加请在电脑端导入。")
                html.div(.class("row-acts")) { html in
                    for kind in model.kinds { html.a(.class("button"), .href(kind.href), text: kind.label) }
                }
            }
        }
    }

    mutating func nearby(_ model: NearbyModel, query: Values, problems: Problems?) {
        crumbs([("监管对象", "/subjects")], here: "附近对象")
        pageHead("附近对象")
        if let problems { errorSummary(problems) }
        form(.class("card"), .method("get"), .action("/subjects/nearby"), .attribute("data-locate", "")) { html in
            html.div(.class("form-part")) { html in
                html.div(.class("fields")) { html in
                    for field in SubjectPages.nearbyFields { html.field(field, values: query, problem: problems?[field.name]) }
                }
            }
            html.div(.class("form-actions")) { $0.button(.class("button primary"), text: "查询") }
        }
        if model.asked {
            card("按距离排列") { html in
                html.table("附近对象", [
                    Column("名称", .fill) { .link($0.name, href: "/subjects/" + $0.id) }, Column("对象类型", .small) { .text($0.type) },
                    Column("地址", .wide) { .text($0.address) }, Column("距离", .small) { .text($0.distance) },
                ], rows: model.rows, empty: "附近没有登记了位置的对象")
            }
        }
    }

    mutating func subjectIntelligence(_ model: SubjectIntelligence) {
        crumbs([("监管对象", "/subjects"), (model.name, "/subjects/" + model.id)], here: "执法情报")
        pageHead("执法情报", note: model.name)
        card("当前状况") { html in
            html.record([
                (label: "对象编码", value: model.code), (label: "登记状态", value: model.registrationStatus),
                (label: "风险等级", value: model.riskLevel), (label: "公共信用等级", value: model.publicCredit),
                (label: "行业信用等级", value: model.tradeCredit), (label: "设备合计", value: model.equipment),
            ])
        }
        card("发现的问题和处理措施") { html in
            html.table("问题", [
                Column("日期", .small) { .link($0.date, href: "/inspections/" + $0.inspection) }, Column("检查内容", .wide) { .words($0.content) },
                Column("问题描述", .fill) { .words($0.description) }, Column("执法措施", .wide) { .words($0.measures) },
                Column("检查机构", .wide) { .text($0.agency) },
            ], rows: model.problems, empty: "没有发现问题的记录")
        }
        subjectHistory(model.history)
    }
}

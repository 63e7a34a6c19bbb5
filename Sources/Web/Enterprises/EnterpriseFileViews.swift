import Doors
import Markup
import RegistryPages

extension HTML {
    mutating func enterpriseFile(_ file: EnterpriseFile) {
        pageHead(file.name, note: file.code, tag: (label: file.status, tone: .info))
        if !file.deadlines.isEmpty {
            card("整改期限", id: "deadlines") { html in
                html.table("整改期限", [
                    Column("问题", .fill) { .words($0.problem) }, Column("措施") { .text($0.measure) },
                    Column("期限") { .due($0.due, note: $0.left, $0.tone) }, Column("检查机构", .wide) { .text($0.agency) },
                ], rows: file.deadlines, empty: "")
            }
        }
        card("检查与结果", id: "visits") { html in
            html.table("检查与结果", [
                Column("检查任务", .fill) { .lines($0.task, $0.mode) }, Column("检查机构", .wide) { .lines($0.agency, $0.officers) },
                Column("检查日期", .small) { .text($0.inspectedOn) }, Column("结果", .small) { .tag($0.result, $0.tone) },
                Column("文书", .fill) { visit in
                    visit.documentHref.map { .link(visit.document, href: $0, note: "下载PDF") } ?? .text("")
                },
                Column("公示", .small) { visit in visit.publishedHref.map { .link("已公示", href: $0) } ?? .text("") },
            ], rows: file.visits, empty: "没有已送交或者公示的检查")
        }
        visitLedger(file.ledger)
        card("登记信息", id: "registration") { html in
            html.div(.class("card-body")) {
                $0.p(.class("hint"), text: "以下信息由登记机关和管辖机构维护，有误请向管辖机构提出更正。")
            }
            html.record(file.fields.map { (label: $0.label, value: $0.value) })
        }
        licences(file.licences, link: nil, opensFiles: false)
        card("您的权利", id: "rights") { html in
            html.dl(.class("card-body record one")) { html in
                for right in file.rights {
                    html.div { html in
                        html.dt(text: right.title)
                        html.dd(text: "\(right.words)（\(right.citation)）")
                    }
                }
            }
        }
        card("谁查看了本企业的完整信息", id: "views") { html in
            html.table("查看记录", [
                Column("时间", .time) { .text($0.at) }, Column("机构", .fill) { .text($0.agency) },
                Column("人员") { .text($0.person) },
            ], rows: file.views, empty: "没有人查看过完整的电话和证件号码")
        }
    }
}

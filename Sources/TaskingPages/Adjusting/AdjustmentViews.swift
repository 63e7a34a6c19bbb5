import Doors
import Markup
import Tasking

extension HTML {
    mutating func adjustment(_ model: AdjustmentModel, _ refused: RefusedForm?, token: String?) {
        crumbs([(label: "检查任务", href: "/tasks/" + model.task)], here: model.name)
        pageHead(model.name, note: model.code, tag: (label: model.status, tone: model.tone))
        card("检查对象") { html in
            html.record([
                (label: "检查任务", value: model.taskName), (label: "检查任务编号", value: model.taskNumber), (label: "地址", value: model.address),
                (label: "检查机构", value: model.agency), (label: "检查人员", value: model.officers),
            ])
        }
        if let closed = model.closedBecause { notice(.info, closed) }
        if let closed = model.officersClosedBecause { notice(.info, closed) }
        let page = "/task-subjects/" + model.id
        let agency = model.acts.contains(.adjustAgency) ? refused?.at(page + "/agency") : nil
        let officers = model.replaceable == nil ? nil : refused?.at(page + "/officers")
        if let refused, agency == nil, officers == nil { errorSummary(refused.problems) }
        if model.acts.contains(.adjustAgency) { agencyForm(model, page + "/agency", agency, token) }
        if let replaceable = model.replaceable { officerForm(model, replaceable, page + "/officers", officers, token) }
        adjustments(model)
    }

    private mutating func agencyForm(_ model: AdjustmentModel, _ action: String, _ refused: RefusedForm?, _ token: String?) {
        let agency = AdjustmentPages.agencyFields[0]
        form(
            action: action,
            parts: [FormPart(
                "调整检查机构", note: "检查对象交给新的检查机构检查，由其选派检查人员；原检查机构和新的检查机构都会收到通知。",
                fields: [Field(agency.name, agency.label, .choice(model.agencies), required: true), AdjustmentPages.reason], columns: 1)],
            values: refused?.typed ?? Values(), problems: refused?.problems, formToken: token, submit: [SubmitButton("调整")],
            back: ("返回", "/agency-adjustments"), version: model.version)
    }

    /// Drawn by default where a draw named them (ADJ-09).
    private mutating func officerForm(
        _ model: AdjustmentModel, _ officers: AdjustmentModel.Officers, _ action: String, _ refused: RefusedForm?, _ token: String?
    ) {
        let pages = OfficerAdjustmentPages.self
        let ways = officers.isDrawn ? AdjustmentWay.ofOfficers : [.manual]
        let note = officers.isDrawn
            ? "默认在原抽取名单中重新抽取：系统排除已是检查人员的、曾被更换的和登记回避的，抽取记录公开、可重新计算。双方都会收到通知。"
            : "检查人员由指派产生，手动更换并说明理由。双方都会收到通知。"
        form(
            action: action,
            parts: [FormPart(
                "调整检查人员", note: note,
                fields: [
                    Field(pages.officer.name, pages.officer.label, .choice(officers.team), required: true),
                    Field(pages.way.name, pages.way.label, .choice(ways.map { .init($0.rawValue, $0.label) }), required: true),
                    Field(pages.next.name, pages.next.label, .choice(officers.others), hint: pages.next.hint), pages.reason,
                ], columns: 1)],
            values: refused?.typed ?? Values(["way": ways[0].rawValue]), problems: refused?.problems, formToken: token,
            submit: [SubmitButton("调整")], back: ("返回", "/officer-adjustments"), version: model.version)
    }

    /// 调整记录 (ADJ-04)
    private mutating func adjustments(_ model: AdjustmentModel) {
        card("调整记录") { html in
            guard !model.entries.isEmpty else { return html.emptyState("没有调整过") }
            html.drawTable("调整记录", ["序号", "调整方式", "调整前", "调整后", "调整理由", "调整人", "调整时间"]) { html in
                for (index, entry) in model.entries.enumerated() {
                    html.tr { html in
                        html.td(.class("c-no")) { $0.number(index + 1) }
                        if let draw = entry.draw {
                            html.cell(.link(entry.way, href: "/draws/" + draw, note: entry.drawNumber), label: "调整方式")
                        } else {
                            html.cell(.text(entry.way), label: "调整方式")
                        }
                        html.cell(.words(entry.from), label: "调整前")
                        html.cell(.words(entry.to), label: "调整后")
                        html.cell(.words(entry.reason), label: "调整理由")
                        html.cell(.text(entry.person), label: "调整人")
                        html.cell(.text(entry.at), label: "调整时间")
                    }
                }
            }
        }
    }
}

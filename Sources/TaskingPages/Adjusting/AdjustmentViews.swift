import Doors
import Markup
import Tasking

extension HTML {
    mutating func adjustment(_ model: AdjustmentModel, values: Values, problems: Problems?, token: String?) {
        crumbs([(label: "检查任务", href: "/tasks/" + model.task)], here: model.name)
        pageHead(model.name, note: model.code, tag: (label: model.status, tone: model.tone))
        card("检查对象") { html in
            html.record([
                (label: "检查任务", value: model.taskName), (label: "检查任务编号", value: model.taskNumber), (label: "地址", value: model.address),
                (label: "检查机构", value: model.agency), (label: "检查人员", value: model.officers),
            ])
        }
        if let closed = model.closedBecause { notice(.info, closed) }
        if model.acts.contains(.adjustAgency) {
            agencyForm(model, values: values, problems: problems, token: token)
        } else if let problems {
            errorSummary(problems)
        }
        adjustments(model)
    }

    private mutating func agencyForm(_ model: AdjustmentModel, values: Values, problems: Problems?, token: String?) {
        let agency = AdjustmentPages.agencyFields[0]
        form(
            action: "/task-subjects/\(model.id)/agency",
            parts: [FormPart(
                "调整检查机构", note: "检查对象交给新的检查机构检查，由其选派检查人员；原检查机构和新的检查机构都会收到通知。",
                fields: [Field(agency.name, agency.label, .choice(model.agencies), required: true), AdjustmentPages.reason], columns: 1)],
            values: values, problems: problems, formToken: token, submit: [SubmitButton("调整")], back: ("返回", "/agency-adjustments"),
            version: model.version)
    }

    /// 调整记录 (ADJ-04)
    private mutating func adjustments(_ model: AdjustmentModel) {
        card("调整记录") { html in
            guard !model.entries.isEmpty else { return html.emptyState("没有调整过") }
            html.drawTable("调整记录", ["序号", "原检查机构", "新的检查机构", "调整理由", "调整人", "调整时间"]) { html in
                for (index, entry) in model.entries.enumerated() {
                    html.tr { html in
                        html.td(.class("c-no")) { $0.number(index + 1) }
                        html.cell(.words(entry.from), label: "原检查机构")
                        html.cell(.words(entry.to), label: "新的检查机构")
                        html.cell(.words(entry.reason), label: "调整理由")
                        html.cell(.text(entry.person), label: "调整人")
                        html.cell(.text(entry.at), label: "调整时间")
                    }
                }
            }
        }
    }
}

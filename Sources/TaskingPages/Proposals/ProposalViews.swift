import Doors
import Markup
import Tasking

extension HTML {
    mutating func proposal(_ proposal: ProposalModel, values: Values, problems: Problems?, formToken: String?) {
        div(.id("proposal")) { html in
            html.crumbs([(label: "年度计划", href: "/plans?family=daily"), (label: proposal.name, href: proposal.path)], here: "月度检查任务明细")
            html.pageHead("月度检查任务明细", note: "\(proposal.name)（\(proposal.year)年度）", actions: proposal.offered, formToken: formToken)
            if let problems, !proposal.isOfVolume(problems) { html.errorSummary(problems) }
            if let running = proposal.running { return html.running(running) }
            if let hint = proposal.hint {
                html.notice(.info, hint) { $0.a(.href("/task-volumes/new?year=\(proposal.year)&family=daily"), text: "设定年度任务量") }
            }
            guard proposal.isMade else {
                return html.card { html in
                    html.div(.class("card-body")) { html in
                        html.p(text: "平台按企业的企业类别、行业类型、风险等级和信用等级确定检查类别与频次，在任务量以内逐月列出检查。")
                        html.p { $0.a(.href("/inspection-frequencies"), text: "查看检查频次") }
                    }
                }
            }
            html.card("概况") { $0.record(proposal.overview) }
            html.months(proposal, formToken: formToken)
            if proposal.beyond > 0 { html.beyond(proposal, values: values, problems: problems, formToken: formToken) }
            html.card("检查类别", link: (label: "检查频次", href: "/inspection-frequencies")) { html in
                html.table("检查类别", [
                    Column("检查类别", .fill) { .text($0.name) }, Column("安排次数", .small) { .number($0.count) },
                ], rows: proposal.categories, empty: "没有安排检查")
            }
        }
    }

    private mutating func running(_ running: ProposalModel.Running) {
        card { html in
            html.div(
                .class("card-body job"), .attribute("data-job", running.id.isEmpty ? nil : "/api/v1/jobs/" + running.id),
                .attribute("data-region", running.id.isEmpty ? nil : "proposal"), .attribute("aria-live", "polite")
            ) { html in
                html.p { html in
                    html.span(.attribute("data-job-text", ""), text: running.message.isEmpty ? "正在生成，请稍候" : running.message)
                    html.span(.attribute("data-job-count", ""), text: running.total.map { "\(running.done) / \($0)" } ?? "")
                }
                html.element("progress", [
                    .attribute("max", running.total.map { "\(max(1, $0))" }), .attribute("value", running.total.map { _ in "\(running.done)" }),
                    .attribute("aria-label", "生成进度"),
                ]) { _ in }
            }
        }
    }

    private mutating func months(_ proposal: ProposalModel, formToken: String?) {
        card("逐月合计") { html in
            html.div(.class("scroll")) { html in
                html.table(.class("table stack")) { html in
                    html.caption(.class("sr"), text: "逐月合计")
                    html.thead { html in
                        html.tr { html in
                            html.th(text: "月份")
                            for title in ["已安排", "人员上限", "已生成任务", "超出任务量", "不安排"] { html.th(.class("num"), text: title) }
                            html.th(text: "操作")
                        }
                    }
                    html.tbody { html in for month in proposal.months { html.month(month, proposal, formToken: formToken) } }
                }
            }
        }
    }

    private mutating func month(_ month: ProposalModel.Month, _ proposal: ProposalModel, formToken: String?) {
        tr { html in
            html.cell(.link("\(month.month)月", href: proposal.path + "/inspections?month=\(month.month)"), label: "月份", isTitle: true)
            html.cell(.number(month.planned), label: "已安排")
            html.cell(month.capacity.map { month.isFull ? Cell.tag("\($0)", .warn) : Cell.number($0) } ?? Cell.text("—"), label: "人员上限")
            html.cell(.number(month.withTask), label: "已生成任务")
            html.cell(.number(month.beyond), label: "超出任务量")
            html.cell(.number(month.leftOut), label: "不安排")
            html.td(.class("ops")) { html in
                guard proposal.acts.contains(.makeTasks), month.waiting > 0 else { return }
                html.form(.method("post"), .action(proposal.path + "/proposal/tasks")) { html in
                    html.formToken(formToken)
                    html.input(.type("hidden"), .name("month"), .value("\(month.month)"))
                    html.button(.class("link"), .label("生成\(month.month)月任务"), text: "生成任务")
                }
            }
        }
    }

    /// What found no room: the volume is raised, or it is left out.
    private mutating func beyond(_ proposal: ProposalModel, values: Values, problems: Problems?, formToken: String?) {
        card("超出任务量", link: (label: "逐户查看", href: proposal.path + "/inspections?status=beyond")) { html in
            html.div(.class("card-body")) { html in
                html.p(text: "\(proposal.beyond)次检查超出任务量或人员上限，没有安排。可以提高任务量并说明理由，也可以不安排，或逐户安排到其他月份。")
                if proposal.acts.contains(.correct) {
                    html.action(Action("全部不安排", proposal.path + "/proposal/leaving-out", .aside, version: proposal.version), formToken: formToken)
                }
            }
        }
        guard let volume = proposal.volume, proposal.acts.contains(.compute) else { return }
        var typed = values
        if problems == nil { typed.set("volume", "\(volume.volume)") }
        form(
            action: proposal.path + "/proposal/volume", parts: [FormPart("提高任务量", note: "调整后重新生成", fields: ProposalPages.volumeFields)],
            values: typed, problems: problems.flatMap { proposal.isOfVolume($0) ? $0 : nil }, formToken: formToken, submit: [SubmitButton("提高任务量并重新生成")], version: volume.version)
    }
}

extension ProposalModel {
    fileprivate var offered: [Action] {
        var actions: [Action] = []
        if acts.contains(.compute) { actions.append(Action(isMade ? "重新生成" : "生成建议", path + "/proposal", isMade ? .aside : .post)) }
        if acts.contains(.makeTasks), waiting > 0 { actions.append(Action("生成全部任务", path + "/proposal/tasks", .post)) }
        if isMade { actions.append(Action("逐户明细", path + "/inspections", icon: "list-ul")) }
        if acts.contains(.correct) { actions.append(Action("添加检查", path + "/inspections/new", icon: "plus-lg")) }
        return actions
    }

    /// What is told at the fields of its form.
    fileprivate func isOfVolume(_ problems: Problems) -> Bool {
        beyond > 0 && volume != nil && acts.contains(.compute) && ProposalPages.volumeFields.contains { problems[$0.name] != nil }
    }

    fileprivate var overview: [(label: String, value: String?)] {
        [
            ("企业数", "\(enterprises)"), ("已安排", "\(planned)次"), ("待生成任务", "\(waiting)次"), ("超出任务量", "\(beyond)次"),
            ("既定任务量", volume.map { "\($0.planned)/\($0.volume)（已排/任务量）" }), ("生成时间", madeAt), ("生成人", madeBy),
        ]
    }
}

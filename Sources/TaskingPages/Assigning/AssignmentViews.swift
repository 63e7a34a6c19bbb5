import Doors
import Markup

extension HTML {
    mutating func assignment(_ model: AssignmentModel, _ frame: ChoosingFrame) {
        let base = "/tasks/\(model.task)/officers"
        crumbs([(label: "选派人员", href: "/assignments"), (label: model.name, href: "/tasks/" + model.task)], here: "选派人员")
        pageHead("选派人员", note: model.number, tag: (label: model.status, tone: .info))
        if let problems = frame.problems { errorSummary(problems) }
        if let closed = model.closedBecause {
            notice(.info, closed) { html in
                for draw in model.draws { html.a(.href("/draws/" + draw.id), text: " 抽取 \(draw.number)（\(draw.status)）") }
            }
        }
        if model.isOpen, model.isDrawn { officerDrawForm(model, frame, base) }
        if model.isOpen, !model.isDrawn { assignmentForm(model, frame, base) } else { subjectTable(model) }
        if model.isDrawn { recusals(model, frame, base) }
    }

    /// Where the candidates come from: the whole library of the agency, or one pool.
    private mutating func poolChoice(_ model: AssignmentModel, _ base: String) {
        guard !model.pools.isEmpty else { return }
        form(.class("card filter"), .method("get"), .action(base)) { html in
            html.label { html in
                html.text("候选人员来自")
                html.select(.name("pool")) { html in
                    html.option(.value(""), text: "本机构执法人员库")
                    for pool in model.pools { html.option(.value(pool.id), .flag("selected", pool.isChosen), text: "人员库：" + pool.name) }
                }
            }
            html.div(.class("go")) { $0.button(.class("button"), text: "选用") }
        }
    }

    private mutating func officerDrawForm(_ model: AssignmentModel, _ frame: ChoosingFrame, _ base: String) {
        poolChoice(model, base)
        form(.class("card"), .method("post"), .action(base + "/draw"), .flag("novalidate")) { html in
            html.formToken(frame.token)
            html.version(model.version)
            html.div(.class("form-part")) { html in
                html.h2(text: "抽取检查人员")
                html.p(.class("hint"), text: "待选派的检查对象 \(model.waiting) 个。标记为组长的人员担任组长；未实行组长制且没有标记的，每组首位抽中的人员为组长。")
                html.div(.class("fields")) { html in
                    for field in AssignmentPages.draw.prefix(6) { html.field(field, values: frame.values, problem: frame.problems?[field.name]) }
                }
            }
            html.officerChoices(model, frame, "候选检查人员（本机构证件有效的执法人员）")
            html.div(.class("form-actions")) { $0.button(.class("button primary large"), text: "固定名单，进入抽取摇号") }
        }
    }

    private mutating func officerChoices(_ model: AssignmentModel, _ frame: ChoosingFrame, _ legend: String) {
        let chosen = Set(frame.values.all("officer"))
        div(.class("form-part")) { html in
            guard !model.officers.isEmpty else { return html.emptyState("执法人员库中没有可选派的人员") }
            html.fieldset(.class("field full")) { html in
                html.legend(text: legend)
                html.div(.class("choices"), .attribute("data-ticks", "")) { html in
                    for officer in model.officers {
                        html.label { html in
                            html.input(
                                .type("checkbox"), .name("officer"), .value(officer.id), .flag("checked", chosen.contains(officer.id)))
                            html.text(officer.name + (officer.canLead ? "（组长）" : "") + " " + officer.certificate)
                        }
                    }
                }
            }
        }
    }

    private mutating func assignmentForm(_ model: AssignmentModel, _ frame: ChoosingFrame, _ base: String) {
        form(.class("card"), .method("post"), .action(base + "/assignments"), .flag("novalidate")) { html in
            html.formToken(frame.token)
            html.version(model.version)
            html.h2(text: "指派人员")
            let chosen = Set(frame.values.all("visit"))
            html.drawTable("检查对象", ["选择", "检查对象", "统一社会信用代码", "状态", "检查人员"]) { html in
                for subject in model.subjects {
                    html.tr { html in
                        html.td(.class("c-no")) { html in
                            if subject.isWaiting {
                                html.input(
                                    .type("checkbox"), .name("visit"), .value(subject.id), .label("选择" + subject.name),
                                    .flag("checked", chosen.contains(subject.id)))
                            }
                        }
                        html.subjectCells(subject)
                    }
                }
            }
            html.officerChoices(model, frame, "检查人员（不少于两人）")
            html.div(.class("form-part")) { html in
                html.label { html in
                    html.text("组长 ")
                    html.select(.name("lead")) { html in
                        html.option(.value(""), text: "证件号在前的人员")
                        for officer in model.officers {
                            html.option(.value(officer.id), .flag("selected", officer.id == frame.values["lead"]), text: officer.name)
                        }
                    }
                }
            }
            html.div(.class("form-actions")) { $0.button(.class("button primary"), text: "指派") }
        }
    }

    private mutating func subjectTable(_ model: AssignmentModel) {
        card("检查对象") { html in
            guard !model.subjects.isEmpty else { return html.emptyState("本机构在该任务中没有检查对象") }
            html.drawTable("检查对象", ["序号", "检查对象", "统一社会信用代码", "状态", "检查人员"]) { html in
                for (index, subject) in model.subjects.enumerated() {
                    html.tr { html in
                        html.td(.class("c-no")) { $0.number(index + 1) }
                        html.subjectCells(subject)
                    }
                }
            }
        }
    }

    private mutating func subjectCells(_ subject: AssignmentModel.Subject) {
        cell(.text(subject.name), label: "", isTitle: true)
        cell(.text(subject.code), label: "信用代码")
        cell(.tag(subject.status, subject.isWaiting ? .warn : .info), label: "状态")
        cell(.words(subject.officers.isEmpty ? "—" : subject.officers), label: "检查人员")
    }

    private mutating func recusals(_ model: AssignmentModel, _ frame: ChoosingFrame, _ base: String) {
        card("回避") { html in
            if model.recusals.isEmpty {
                html.div(.class("card-body")) { $0.p(.class("hint"), text: "没有登记的回避。与检查对象有利害关系的人员应在抽取前登记回避。") }
            } else {
                html.drawTable("回避", ["检查人员", "检查对象", "理由", "操作"]) { html in
                    for recusal in model.recusals { html.recusalLine(recusal, model, frame, base) }
                }
            }
            if model.isOpen { html.recusalForm(model, frame, base) }
        }
    }

    private mutating func recusalLine(
        _ recusal: AssignmentModel.Recusal, _ model: AssignmentModel, _ frame: ChoosingFrame, _ base: String
    ) {
        tr { html in
            html.cell(.text(recusal.officerName), label: "", isTitle: true)
            html.cell(.text(recusal.subjectName), label: "检查对象")
            html.cell(.text(recusal.reason), label: "理由")
            html.td(.class("ops")) { html in
                guard model.isOpen else { return }
                html.form(.method("post"), .action(base + "/recusals/withdrawal")) { html in
                    html.formToken(frame.token)
                    html.input(.type("hidden"), .name("officer"), .value(recusal.officer))
                    html.input(.type("hidden"), .name("subject"), .value(recusal.subject))
                    html.button(.class("link danger"), text: "撤销")
                }
            }
        }
    }

    private mutating func recusalForm(_ model: AssignmentModel, _ frame: ChoosingFrame, _ base: String) {
        let typed = frame.refused?.at(base + "/recusals")?.typed
        form(.class("filter"), .method("post"), .action(base + "/recusals")) { html in
            html.formToken(frame.token)
            html.label { html in
                html.text("检查人员")
                html.select(.name("officer")) { html in
                    for officer in model.officers {
                        html.option(.value(officer.id), .flag("selected", officer.id == typed?["officer"]), text: officer.name)
                    }
                }
            }
            html.label { html in
                html.text("检查对象")
                html.select(.name("subject")) { html in
                    for subject in model.subjects where subject.isWaiting {
                        html.option(.value(subject.subject), .flag("selected", subject.subject == typed?["subject"]), text: subject.name)
                    }
                }
            }
            html.label { $0.text("回避理由"); $0.input(.name("reason"), .value(typed?["reason"])) }
            html.div(.class("go")) { $0.button(.class("button"), text: "登记回避") }
        }
    }
}

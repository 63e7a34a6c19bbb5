import Doors
import Markup
import Tasking

/// 选定对象 (docs/design.md: wizard steps, forms, tables).
extension HTML {
    mutating func choosing(_ model: ChoosingModel, _ frame: ChoosingFrame) {
        let base = "/tasks/" + model.task
        crumbs([(label: "检查任务", href: "/tasks"), (label: model.name, href: base)], here: "选定对象")
        pageHead("选定对象", note: model.number, tag: (label: model.status, tone: .info))
        // these forms say themselves what is wrong with them
        let isSaid = model.isOpen && ["categories", "list", "rule", "exemptions"].contains { frame.problems(at: "\(base)/subjects/\($0)") != nil }
        if let problems = frame.problems, !isSaid { errorSummary(problems) }
        if let closed = model.closedBecause { notice(.info, closed) { html in
            for draw in model.draws { html.a(.href("/draws/" + draw.id), text: " 抽取 \(draw.number)（\(draw.status)）") }
        } }
        steps(model, base)
        switch model.step {
        case .range: rangeStep(model, frame, base)
        case .exclusion: exclusionStep(model, frame, base)
        case .ratios: ratioStep(model, frame, base)
        case .draw: drawStep(model, frame, base)
        }
    }

    private mutating func steps(_ model: ChoosingModel, _ base: String) {
        let here = model.steps.firstIndex(of: model.step) ?? 0
        section(.class("card")) { html in
            html.ol(.class("steps")) { html in
                for (index, step) in model.steps.enumerated() {
                    html.li(
                        .attribute("class", index < here ? "done" : nil), .attribute("aria-current", index == here ? "step" : nil)
                    ) { $0.a(.href("\(base)/subjects?step=\(step.rawValue)"), text: model.label(of: step)) }
                }
            }
        }
    }

    /// 上一步 and 下一步 (DRAW-13).
    mutating func stepLinks(_ model: ChoosingModel, _ base: String) {
        let here = model.steps.firstIndex(of: model.step) ?? 0
        div(.class("form-actions")) { html in
            if here > 0 { html.a(.class("button"), .href("\(base)/subjects?step=\(model.steps[here - 1].rawValue)"), text: "上一步") }
            if here + 1 < model.steps.count {
                // nothing is there yet to go on with
                let isEmpty = here == 0 && model.categories.isEmpty
                html.a(
                    .class(isEmpty ? "button" : "button primary"), .href("\(base)/subjects?step=\(model.steps[here + 1].rawValue)"),
                    text: "下一步")
                if isEmpty {
                    html.p(.class("hint"), text: model.mayBeEmpty
                        ? "该任务允许零对象下发：可在下面添加对象，也可以不添加、直接下发，以后由执行机构补充" : "请先在下面添加对象分类或导入检查对象")
                }
            }
        }
    }

    // MARK: Range

    private mutating func rangeStep(_ model: ChoosingModel, _ frame: ChoosingFrame, _ base: String) {
        card("对象分类") { html in
            html.div(.class("card-body")) { $0.p(.class("hint"), text: model.totals) }
            html.categoryTable(model, frame, base)
            html.stepLinks(model, base)
        }
        guard model.isOpen else { return exemptions(model, frame, base) }
        form(
            action: base + "/subjects/categories",
            parts: [FormPart("添加分类", note: "按条件从监管对象库添加；一个对象只能在一个分类中。", fields: ChoosingForms.category)],
            values: frame.values, problems: frame.problems(at: base + "/subjects/categories"), formToken: frame.token,
            submit: [SubmitButton("添加")], version: model.version)
        form(
            action: base + "/subjects/list",
            parts: [FormPart(
                "导入检查对象", note: "对象按编码与检查对象名录库比对；使用机构类主体导入模板的，先并入监管对象库。", fields: ChoosingForms.list,
                extra: { $0.listTemplates() })],
            values: frame.values, problems: frame.problems(at: base + "/subjects/list"), formToken: frame.token,
            submit: [SubmitButton("导入检查对象")], version: model.version)
        exemptions(model, frame, base)
    }

    private mutating func categoryTable(_ model: ChoosingModel, _ frame: ChoosingFrame, _ base: String) {
        guard !model.categories.isEmpty else { return emptyState("尚未添加对象分类") }
        drawTable("对象分类", ["序号", "对象分类名称", "包含对象数", "未排除", "抽样比例/数量", "抽取数", "操作"]) { html in
            for (index, line) in model.categories.enumerated() {
                html.tr { html in
                    html.td(.class("c-no")) { $0.number(index + 1) }
                    html.cell(.text(line.name), label: "", isTitle: true)
                    html.cell(.number(line.size), label: "包含对象数")
                    html.cell(.number(line.remaining), label: "未排除")
                    html.cell(.text(line.sampling.isEmpty ? "—" : line.sampling), label: "抽样比例/数量")
                    html.cell(.text(line.quota.map { "\($0)" } ?? line.problem ?? "—"), label: "抽取数")
                    html.td(.class("ops")) { html in
                        if model.isOpen { html.drawPost("删除", "\(base)/subjects/categories/\(line.id)/removal", version: model.version, frame.token) }
                    }
                }
            }
            html.tr { html in
                html.td(.class("c-no"))
                html.cell(.text("总计"), label: "", isTitle: true)
                html.cell(.number(model.totalSize), label: "包含对象数")
                html.cell(.number(model.totalRemaining), label: "未排除")
                html.td()
                html.cell(.text(model.totalQuota.map { "\($0)" } ?? "—"), label: "抽取数")
                html.td()
            }
        }
    }

    // MARK: Exclusion

    private mutating func exclusionStep(_ model: ChoosingModel, _ frame: ChoosingFrame, _ base: String) {
        if model.isOpen {
            form(
                action: base + "/subjects/rule",
                parts: [FormPart(
                    "设置排除规则", note: "三类规则互相独立，符合任何一类的对象被排除。检查次数按本部门的已查和待查统计，测试任务不计。",
                    fields: ChoosingForms.rule, extra: { $0.listTemplates() })],
                values: frame.values, problems: frame.problems(at: base + "/subjects/rule"), formToken: frame.token,
                submit: [SubmitButton("保存并标记")], version: model.version)
        } else {
            card("排除规则") { $0.record([(label: "排除规则", value: model.rule?.joined(separator: "；"))], columns: 1) }
        }
        excludedList(model)
        candidateList(model, frame, base)
    }

    // MARK: Ratios

    private mutating func ratioStep(_ model: ChoosingModel, _ frame: ChoosingFrame, _ base: String) {
        guard model.isOpen else {
            return card("抽取比例") { html in
                html.categoryTable(model, frame, base)
                html.stepLinks(model, base)
            }
        }
        form(.class("card"), .method("post"), .action(base + "/subjects/ratios"), .flag("novalidate")) { html in
            html.formToken(frame.token)
            html.version(model.version)
            html.div(.class("form-part")) { html in
                html.h2(text: "设置基本抽取规则")
                html.p(.class("hint"), text: "抽取数＝未排除的对象数×比例，向下取整，比例大于0时至少抽1个；各分类自己的设置优先于统一设置。")
                html.div(.class("fields")) { html in
                    for field in ChoosingForms.ratios { html.field(field, values: frame.values, problem: frame.problems?[field.name]) }
                }
            }
            html.drawTable("各分类", ["序号", "对象分类名称", "未排除", "现设置", "另行设置", "抽取数"]) { html in
                for (index, line) in model.categories.enumerated() { html.ratioLine(line, index + 1, frame) }
            }
            html.div(.class("form-actions")) { html in
                html.a(.class("button"), .href("\(base)/subjects?step=exclusion"), text: "上一步")
                html.button(.class("button primary"), text: "保存，下一步")
            }
        }
    }

    private mutating func ratioLine(_ line: ChoosingModel.Category, _ number: Int, _ frame: ChoosingFrame) {
        tr { html in
            html.td(.class("c-no")) { $0.number(number) }
            html.cell(.text(line.name), label: "", isTitle: true)
            html.cell(.number(line.remaining), label: "未排除")
            html.cell(.text(line.sampling.isEmpty ? "—" : line.sampling), label: "现设置")
            html.td(.attribute("data-label", "另行设置")) { html in
                html.select(.name("mode-" + line.id), .label(line.name + "的抽取方式")) { html in
                    let mode = frame.values["mode-" + line.id] ?? ""
                    html.option(.value("ratio"), .flag("selected", mode == "ratio"), text: "比例%")
                    html.option(.value("count"), .flag("selected", mode == "count"), text: "数量")
                }
                html.input(
                    .name("value-" + line.id), .value(frame.values["value-" + line.id]), .attribute("inputmode", "numeric"),
                    .attribute("size", "6"), .label(line.name + "的比例或数量"))
            }
            html.cell(.text(line.quota.map { "\($0)" } ?? line.problem ?? "—"), label: "抽取数")
        }
    }

    // MARK: Draw

    /// All at once and each with the step where it is mended, so that nobody is sent back several times.
    private mutating func gaps(_ gaps: [ChoosingModel.Gap], _ base: String) {
        div(.class("card-body")) { html in
            html.notice(.warn, "还有 \(gaps.count) 处未完成：") { html in
                html.ul { html in
                    for gap in gaps {
                        html.li { $0.a(.href("\(base)/subjects?step=\(gap.step.rawValue)"), text: gap.words) }
                    }
                }
            }
        }
    }

    /// 同期检查 (CALM-06): proposed before the list is fixed.
    private mutating func others(_ model: ChoosingModel, _ base: String) {
        guard model.hasOthers || model.soloReason != nil else { return }
        div(.class("card-body")) { html in
            let words = model.soloReason.map { "单独检查的理由：\($0) " } ?? "名单中有企业同期还有其他机构的检查。能联合的应当联合，一次进企完成；确需单独检查的，写明理由。"
            html.notice(model.soloReason == nil ? .warn : .info, words) { $0.a(.href(base + "/other-visits"), text: "同期检查") }
        }
    }

    private mutating func drawStep(_ model: ChoosingModel, _ frame: ChoosingFrame, _ base: String) {
        card(model.isDrawn ? "抽取检查对象" : "确定并下发") { html in
            html.record([
                (label: "检查对象", value: model.totals), (label: "排除规则", value: model.rule?.joined(separator: "；") ?? "尚未设置"),
                (label: "抽取数", value: model.isDrawn ? model.totalQuota.map { "\($0)个" } ?? "尚未设置" : nil),
            ], columns: 1)
            html.categoryTable(model, frame, base)
            if model.isOpen, !model.gaps.isEmpty { html.gaps(model.gaps, base) }
            html.others(model, base)
            html.div(.class("form-actions")) { html in
                html.a(.class("button"), .href("\(base)/subjects?step=\(model.isDrawn ? "ratios" : "exclusion")"), text: "上一步")
                if model.isOpen {
                    html.form(.id("draw"), .method("post"), .action(base + (model.isDrawn ? "/draw" : "/subjects/issue"))) { html in
                        html.formToken(frame.token)
                        html.version(model.version)
                        if model.isDrawn { html.participants(model, frame) }
                        html.button(.class("button primary large"), text: model.isDrawn ? "固定名单，进入抽取" : "确定并下发")
                    }
                }
            }
            if model.isDrawn {
                html.div(.class("card-body")) { html in
                    html.p(.class("hint"), text: "进入抽取时，平台先生成两个随机数并把承诺写入账本，再固定名单与参数；此后名单不能更改，结果由停止时服务器按公开算法算出。")
                }
            }
        }
    }
}

extension HTML {
    fileprivate mutating func participants(_ model: ChoosingModel, _ frame: ChoosingFrame) {
        let (party, beacon) = (ChoosingPages.participants[0], ChoosingPages.participants[1])
        let parties = model.parties.map { Field.Option($0.value, $0.label) }
        div(.class("fields")) { html in
            for field in [Field(party.name, party.label, .choice(parties), hint: party.hint), beacon] {
                html.field(field, values: frame.values, problem: frame.problems?[field.name])
            }
        }
    }
}

extension ChoosingModel {
    package func label(of step: Step) -> String { step == .draw && !isDrawn ? "确定并下发" : step.label }
}

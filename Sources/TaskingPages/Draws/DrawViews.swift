import Doors
import Markup

/// The page of a draw (docs/design.md, “The draw”).
extension HTML {
    package mutating func draw(_ model: DrawModel, _ refused: RefusedForm?, token: String?) {
        let base = "/draws/" + model.id
        crumbs([(label: "抽取记录", href: "/draws"), (label: model.taskName, href: "/tasks/" + model.task)], here: model.number)
        var actions: [Action] = []
        if model.awaitsOfficers { actions.append(Action("选派人员", "/tasks/\(model.task)/officers", .primary, icon: "people")) }
        if model.isDone {
            actions.append(Action("重新计算核验", base + "/verification", model.awaitsOfficers ? .aside : .post, icon: "check2-circle"))
        }
        pageHead("\(model.kind) \(model.number)", note: model.taskNumber, tag: (label: model.status, tone: model.tone), actions: actions, formToken: token)
        let voiding = model.acts.contains(.void) ? refused?.at(base + "/voiding") : nil
        let beacon = model.acts.contains(.enterBeacon) ? refused?.at(base + "/beacon") : nil
        if let refused, voiding == nil, beacon == nil { errorSummary(refused.problems) }
        if !model.outcome.isEmpty { notice(.bad, model.status + "：" + model.outcome) }
        if let awaiting = model.awaiting { notice(.info, awaiting) }
        if model.canBeFixed, !model.acts.isEmpty {
            form(.class("form-actions"), .method("post"), .action("/tasks/\(model.task)/draw")) { html in
                html.formToken(token)
                html.button(.class("button primary"), text: "固定名单，进入抽取")
            }
        }
        if model.acts.contains(.enterBeacon) { beaconForm(model, base, beacon, token) }
        if model.acts.contains(.stop) { rollingHall(model, base, token) }
        if !model.isWaiting { drawnLines(model) }
        drawFacts(model)
        drawProof(model)
        if model.acts.contains(.void) { voidingForm(model, base, voiding, token) }
    }

    private mutating func rollingHall(_ model: DrawModel, _ base: String, _ token: String?) {
        div(.attribute("data-rolling", "")) { html in
            html.div(.class("half")) { html in
                html.roll("检查对象", "共 \(model.candidates) 户，抽取 \(model.selected) 户", model.rollingSubjects)
                html.roll(
                    "执法人员库", model.teamSize > 0 ? "每户 \(model.teamSize) 人" : "抽取对象后另行抽取", model.rollingOfficers)
            }
            html.form(.class("draw-bar"), .method("post"), .action(base + "/stop")) { html in
                html.formToken(token)
                html.button(.class("button primary large"), .type("button"), .flag("data-start"), .flag("hidden")) { html in
                    html.icon("play-fill")
                    html.text("开始抽取")
                }
                html.button(.class("button primary large"), .flag("data-stop")) { html in
                    html.icon("stop-fill")
                    html.text("停止")
                }
            }
        }
    }

    private mutating func roll(_ title: String, _ note: String, _ names: [String]) {
        section(.class("card")) { html in
            html.h2 { html in
                html.text(title)
                html.span(.class("muted"), text: note)
            }
            html.div(.class("roll")) { html in
                html.ol(.attribute("aria-hidden", "true")) { html in
                    for place in 0..<5 { html.li(text: names.isEmpty ? "—" : names[place % names.count]) }
                }
                html.data(names)
            }
        }
    }

    /// The agency's draws are a chain: the one before, which this one names, and the one behind, which names this one.
    private mutating func chain(_ model: DrawModel) {
        guard model.previous != nil || model.next != nil else { return }
        p(.class("card-body")) { html in
            if let previous = model.previous { html.a(.href("\(model.listPath)/\(previous.id)"), text: "前一次抽取 \(previous.number)") }
            if model.previous != nil, model.next != nil { html.text(" · ") }
            if let next = model.next { html.a(.href("\(model.listPath)/\(next.id)"), text: "后一次抽取 \(next.number)") }
        }
    }

    mutating func drawFacts(_ model: DrawModel) {
        var fields: [(label: String, value: String?)] = [
            (label: "抽取机构", value: model.agency), (label: "抽取编号", value: model.number), (label: "抽取标识（drawId）", value: model.code),
            (label: "检查任务", value: model.taskName + (model.isTest ? "（测试任务）" : "")), (label: "任务编号", value: model.taskNumber),
            (label: "操作人", value: model.operatorName), (label: "承诺时间", value: model.openedAt),
            (label: "名单固定时间", value: model.committedAt), (label: "抽取时间", value: model.drawnAt),
        ]
        if !model.abandonedAt.isEmpty { fields.append((label: model.status + "时间", value: model.abandonedAt)) }
        fields.append((label: "名单对象数", value: "\(model.candidates)"))
        fields.append((label: "抽取数", value: "\(model.selected)"))
        if model.teamSize > 0 { fields.append((label: "每个对象检查人员数", value: "\(model.teamSize)")) }
        fields.append((label: "参加方", value: model.participants))
        fields.append((label: "公开随机信标", value: model.beacon))
        fields.append((label: "算法", value: "draw1，SM3（尚未经过外部密码学评审）"))
        card("抽取记录") { html in
            html.record(fields)
            html.chain(model)
        }
    }

    private mutating func beaconForm(_ model: DrawModel, _ base: String, _ refused: RefusedForm?, _ token: String?) {
        form(
            action: base + "/beacon",
            parts: [FormPart("公开随机信标", note: model.beacon, fields: DrawPages.beacon, columns: 1)],
            values: refused?.typed ?? Values(), problems: refused?.problems, formToken: token, submit: [SubmitButton("录入")],
            version: model.version)
    }

    private mutating func voidingForm(_ model: DrawModel, _ base: String, _ refused: RefusedForm?, _ token: String?) {
        form(
            action: base + "/voiding",
            parts: [FormPart("作废", note: "仅在得出结果之前可以作废；记录和编号保留并公开，再次抽取使用新的编号和新的随机数。", fields: DrawPages.voiding, columns: 1)],
            values: refused?.typed ?? Values(), problems: refused?.problems, formToken: token, submit: [SubmitButton("作废本次抽取")],
            version: model.version)
    }
}

import Doors
import Markup

extension HTML {
    mutating func subjectEquipment(
        _ model: SubjectEquipment, refused: SubjectPages.RefusedWorkshop?, typed: Values, formToken: String?
    ) {
        crumbs([("监管对象", "/subjects"), (model.name, "/subjects/" + model.id)], here: "设备信息")
        pageHead(model.isDraft ? "新建企业：设备信息" : "设备信息", note: model.name)
        if let problems = refused?.problems, refused?.workshop == nil { errorSummary(problems) }
        if model.tabs.isEmpty {
            card { $0.emptyState("该企业没有钢铁、铝加工、粉尘涉爆、涉有限空间行业类型，无需填写设备信息") }
        } else {
            card { html in
                html.tabs(
                    model.tabs.map { Tab($0.label + "设备信息", "/subjects/\(model.id)/equipment?trade=\($0.trade)", isCurrent: $0.isCurrent) },
                    label: "行业类型")
                html.record([(label: "产能", value: model.capacity), (label: "设备合计", value: model.totals.joined(separator: "；"))])
            }
        }
        for unit in model.units { productionUnit(unit, of: model, refused: refused, typed: typed, formToken: formToken) }
        if model.isDraft { draftEnd(model, formToken: formToken) }
    }

    private mutating func productionUnit(
        _ unit: SubjectEquipment.Unit, of model: SubjectEquipment, refused: SubjectPages.RefusedWorkshop?, typed: Values,
        formToken: String?
    ) {
        section(.class("units")) { html in
            if !unit.label.isEmpty { html.h2(text: unit.label) }
            for workshop in unit.workshops {
                let isRefused = refused?.workshop?.description == workshop.id
                html.workshop(
                    workshop, mayChange: model.mayChange, problems: isRefused ? refused?.problems : nil,
                    typed: isRefused ? typed : nil, formToken: formToken)
            }
            if unit.workshops.isEmpty, !model.mayChange { html.p(.class("hint"), text: "没有厂/分厂/车间") }
            if model.mayChange { html.workshopAddition(unit, of: model, formToken: formToken) }
        }
    }

    private mutating func workshopAddition(_ unit: SubjectEquipment.Unit, of model: SubjectEquipment, formToken: String?) {
        form(.class("card units-add"), .method("post"), .action("/subjects/\(model.id)/workshops")) { html in
            html.formToken(formToken)
            html.input(.type("hidden"), .name("trade"), .value(model.trade))
            html.input(.type("hidden"), .name("unit"), .value(unit.unit))
            html.input(
                .name("name"), .label("\(unit.label)厂/分厂/车间名称"), .attribute("maxlength", "100"),
                .placeholder("请输入本工艺相关厂或分厂或车间名称"))
            html.button(.class("button")) { html in
                html.icon("plus-lg")
                html.text("添加厂/分厂/车间")
            }
        }
    }

    private mutating func workshop(
        _ workshop: WorkshopModel, mayChange: Bool, problems: Problems?, typed: Values?, formToken: String?
    ) {
        details(.class("fold"), .flag("open", workshop.isOpen || problems != nil)) { html in
            html.summary { html in
                html.b(text: workshop.name)
                html.span(.class("hint"), text: workshop.totals)
            }
            guard mayChange else {
                return html.card { $0.record(
                    [(label: "涉及场所", value: workshop.premiseWords)] + workshop.pieces.map { (label: $0.name, value: $0.words) },
                    columns: 2) }
            }
            let confirmation = problems == nil ? [] : [Field("confirmed", "确认减少设备", .flag)]
            let counts = workshop.counts.map { Field("count." + $0.kind, $0.label + "数量", .integer(0...200)) }
            html.form(
                action: "/workshops/" + workshop.id,
                parts: [FormPart(fields: WorkshopForm.head), FormPart("设备数量", note: "保存数量后逐件填写", fields: counts + confirmation)]
                    + workshop.pieces.map { FormPart($0.name + ($0.isInspected ? "（已有检查结果）" : ""), fields: WorkshopForm.piece($0)) },
                values: typed ?? WorkshopForm.typed(workshop), problems: problems, formToken: formToken,
                submit: [SubmitButton("保存"), SubmitButton("删除", name: "act", value: "remove")])
        }
    }

    private mutating func draftEnd(_ model: SubjectEquipment, formToken: String?) {
        form(.class("card"), .method("post"), .action("/subjects/\(model.id)/submission")) { html in
            html.formToken(formToken)
            html.input(.type("hidden"), .name("version"), .value("\(model.version)"))
            html.div(.class("form-actions")) { html in
                html.a(.class("button"), .href("/subjects/\(model.id)/edit"), text: "上一步")
                html.button(.class("button primary"), text: "提交")
                html.a(.class("button"), .href("/subjects/" + model.id), text: "暂存")
                html.a(.class("button"), .href("/subjects?status=draft"), text: "关闭")
                html.p(.class("hint"), text: "提交后才能列入计划和检查")
            }
        }
    }
}

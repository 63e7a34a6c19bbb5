import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension CheckFormPages {
    /// - Parameter typed: what stands in the form already; nil to start it.
    static func newForm(_ call: Call, _ problems: Problems?, typed: Values? = nil) async throws -> Page {
        let typed = typed ?? (problems == nil ? nil : call.form)
        let values = if let typed { try await redrawn(typed, call) } else { try await started(call) }
        let higher = try await higherForms(call, values, problems)
        let model = ItemForm(title: "新建检查表单", kind: "form", action: "/forms", back: "/forms", values: values.listed)
        return try await page(model, higher: higher, problems, call)
    }

    static func editForm(_ call: Call, _ problems: Problems?, typed: Values? = nil) async throws -> Page {
        let typed = typed ?? (problems == nil ? nil : call.form)
        let (form, latest, items) = try await current(call)
        try form.permitKeeping(by: try call.actor())
        let path = "/forms/" + form.id.description
        let values = if let typed { try await redrawn(typed, call) } else { CheckFormForms.values(form, latest.draft, items: items) }
        let model = ItemForm(title: "修改检查表单", kind: "form", action: path, back: path, values: values.listed)
        return try await page(model, higher: [], problems, call)
    }

    private static func page(
        _ model: ItemForm, higher: [ItemDetail.Link], _ problems: Problems?, _ call: Call
    ) async throws -> Page {
        let (actor, token) = (try call.actor(), call.login?.formToken)
        let templates = try await call.read { try ResultTemplate.offered(to: actor, in: $0) }
        return Page(model.title, model) { $1.checkFormForm($0, templates, higher: higher, problems, formToken: token) }
    }

    /// A new form may start from an item (`item`), from a 检查表 of 检查事项清单 (`sheet`), or from an inspection type (`type`).
    private static func started(_ call: Call) async throws -> Values {
        let actor = try call.actor()
        let (sheet, type, code) = (call.query["sheet"], call.query["type"].flatMap { InspectionType.ID($0) }, call.query["item"])
        return try await call.read { transaction in
            var values = Values(["scale": AnswerScale.problem.rawValue, "template": ResultTemplate.general.key])
            var matters: [CheckMatter] = []
            if let sheet {
                matters = try CheckMatter.inUse(ofSheet: sheet, agency: actor.organization, in: transaction)
                values.set("name", sheet + "检查表")
            } else if let type {
                let found = try InspectionType.load(type, for: actor, in: transaction)
                matters = try CheckMatter.some(found.matters, agency: actor.organization, in: transaction)
                values.set("name", found.name + "检查表")
            }
            CheckFormForms.set(CheckFormContent(matters), in: &values)
            if let code {
                let ids = try Item.ids(ofCodes: [code], scope: actor.scope, in: transaction)
                let lines = try ItemQueries.lines(Array(ids.values), for: actor.organization, in: transaction)
                values.set("items", all: lines.map(\.itemCode))
                values.set("items_label", all: lines.map(\.name))
            }
            return values
        }
    }

    /// What was typed, with the names of what was chosen.
    private static func redrawn(_ typed: Values, _ call: Call) async throws -> Values {
        let layout = CheckFormForms.layout(of: typed) ?? CheckFormLayout(CheckFormContent())
        var values = try await CitationField.labelled(typed, CheckFormForms.citationNames(layout), call)
        let actor = try call.actor()
        values = CitationField.gathered(values, ["items"])
        values.set("layout", layout.text)
        let codes = values.all("items")
        let names = try await call.read { transaction in
            let ids = try Item.ids(ofCodes: codes, scope: actor.scope, in: transaction)
            let lines = try ItemQueries.lines(Array(ids.values), for: actor.organization, in: transaction)
            return Dictionary(lines.map { ($0.itemCode, $0.name) }, uniquingKeysWith: { first, _ in first })
        }
        values.set("items_label", all: codes.map { names[$0] ?? $0 })
        return values
    }

    /// ITEM-12: shown when a form is started for an item, and when it was refused for them.
    private static func higherForms(_ call: Call, _ values: Values, _ problems: Problems?) async throws -> [ItemDetail.Link] {
        let asked = problems?.general == CheckFormRefused.higherFormThere.message
        guard asked || call.query["item"] != nil else { return [] }
        let actor = try call.actor()
        let (codes, chosen) = (values.all("items"), Set(values.all("modes").compactMap(InspectionMode.init(rawValue:))))
        let modes = chosen.isEmpty ? Set(InspectionMode.allCases) : chosen
        return try await call.read { transaction in
            let ids = try Item.ids(ofCodes: codes, scope: actor.scope, in: transaction)
            let record = CheckFormRecord(name: "", modes: modes, items: Set(ids.values))
            return try CheckFormList.higher(of: record, for: actor.organization, in: transaction).map {
                .init(label: "\($0.name)（\($0.organizationName)）", href: "/forms/\($0.id)")
            }
        }
    }

    /// The form, its newest version and its items.
    private static func current(_ call: Call) async throws -> (CheckForm, CheckFormVersion, [ItemLine]) {
        let actor = try call.actor()
        let id = try call.id(of: CheckForm.self)
        return try await call.read { transaction in
            let form = try CheckForm.load(id, scope: actor.scope, in: transaction)
            guard let latest = try CheckFormVersion.all(of: id, in: transaction).first else { throw NotFound() }
            return (form, latest, try ItemQueries.lines(form.record.items, for: actor.organization, in: transaction))
        }
    }

    package static func create(_ call: Call) async throws -> Answer {
        if let act = CheckFormRowAct(call.form["row"]) { return .page(try await newForm(call, nil, typed: act.applied(to: call.form))) }
        let typed = try CheckFormForms.Typed(call.form)
        let now = call.clock.now()
        let next = following(call)
        return try await call.act { transaction, actor in
            let record = try typed.record(scope: actor.scope, in: transaction)
            let draft = try typed.draft(former: CheckFormContent(), for: actor, on: now.beijingDate, in: transaction)
            let id = try CheckFormCreation(record, draft, besideHigher: typed.besideHigher)
                .make(by: actor, at: now, in: transaction).description
            return Done("已新建检查表单，启用后可用于任务", goTo: "/forms/" + id + next, id: id)
        }
    }

    package static func change(_ call: Call) async throws -> Answer {
        if let act = CheckFormRowAct(call.form["row"]) { return .page(try await editForm(call, nil, typed: act.applied(to: call.form))) }
        let (form, latest, _) = try await current(call)
        let typed = try CheckFormForms.Typed(call.form)
        let now = call.clock.now()
        let next = following(call)
        return try await call.act { transaction, actor in
            let record = try typed.record(scope: actor.scope, in: transaction)
            let draft = try typed.draft(former: latest.content, for: actor, on: now.beijingDate, in: transaction)
            try CheckFormChange(of: form.id, version: typed.version, to: record, draft)
                .make(by: actor, at: now, in: transaction)
            return Done("已保存", goTo: "/forms/\(form.id)" + next, id: form.id.description)
        }
    }

    /// 保存并预览
    private static func following(_ call: Call) -> String { call.form["next"] == "preview" ? "/preview" : "" }

    static func enable(_ call: Call) async throws -> Answer {
        let id = try call.id(of: CheckForm.self)
        let version = call.seenVersion
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try CheckFormEnabling(of: id, version: version).make(by: actor, at: now, in: transaction)
            return Done("已启用", goTo: "/forms/" + id.description, id: id.description)
        }
    }

    package static func set(_ status: CheckFormStatus, _ call: Call) async throws -> Answer {
        let id = try call.id(of: CheckForm.self)
        return try await call.set(status, of: id, done: status == .disabled ? "已停用" : "已恢复", goTo: "/forms/\(id)")
    }
}

extension CheckFormContent {
    /// Contents of 检查事项清单, gathered under their categories.
    package init(_ matters: [CheckMatter]) {
        self.init()
        for matter in matters {
            if let at = items.firstIndex(where: { $0.name == matter.record.category }) {
                items[at].points.append(matter.point)
            } else {
                items.append(CheckItem(name: matter.record.category, points: [matter.point]))
            }
        }
    }
}

import Authority
import Registry
import Storage

extension CheckFormPages {
    static func newForm(_ call: Call, _ problems: Problems?) -> Page {
        let model = ItemForm(title: "新建检查表单", kind: "form", action: "/forms", back: "/forms", values: call.form.listed)
        return page(model, CheckFormForms.fields(CheckFormContent(), isNew: true), problems, call)
    }

    static func editForm(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (form, latest, codes) = try await current(call)
        let path = "/forms/" + form.id.description
        let values = problems == nil ? CheckFormForms.values(form, latest.draft, itemCodes: codes) : call.form
        let model = ItemForm(title: "修改检查表单", kind: "form", action: path, back: path, values: values.listed)
        return page(model, CheckFormForms.fields(latest.content, isNew: false), problems, call)
    }

    private static func page(_ model: ItemForm, _ fields: [Field], _ problems: Problems?, _ call: Call) -> Page {
        let token = call.login?.formToken
        return Page(model.title, model) { $1.checkFormForm($0, fields, problems, formToken: token) }
    }

    /// The form, its newest version and the codes of its items.
    private static func current(_ call: Call) async throws -> (CheckForm, CheckFormVersion, [String]) {
        let actor = try call.actor()
        let id = try call.id(of: CheckForm.self)
        return try await call.read { transaction in
            let form = try CheckForm.load(id, scope: actor.scope, in: transaction)
            guard let latest = try CheckFormVersion.all(of: id, in: transaction).first else { throw NotFound() }
            let items = try ItemQueries.lines(form.record.items, for: actor.organization, in: transaction)
            return (form, latest, items.map(\.itemCode))
        }
    }

    static func create(_ call: Call) async throws -> Answer {
        let typed = try CheckFormForms.Typed(call.form, former: CheckFormContent())
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let record = try typed.record(scope: actor.scope, in: transaction)
            let id = try CheckFormCreation(record, typed.draft).make(by: actor, at: now, in: transaction).description
            return Done("已新建检查表单，启用后可用于任务", goTo: "/forms/" + id, id: id)
        }
    }

    static func change(_ call: Call) async throws -> Answer {
        let (form, latest, _) = try await current(call)
        let typed = try CheckFormForms.Typed(call.form, former: latest.content)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let record = try typed.record(scope: actor.scope, in: transaction)
            try CheckFormChange(of: form.id, version: typed.version, to: record, typed.draft)
                .make(by: actor, at: now, in: transaction)
            return Done("已保存", goTo: "/forms/" + form.id.description, id: form.id.description)
        }
    }

    static func enable(_ call: Call) async throws -> Answer {
        let id = try call.id(of: CheckForm.self)
        let version = call.form["version"].flatMap { Int($0) } ?? 0
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try CheckFormEnabling(of: id, version: version).make(by: actor, at: now, in: transaction)
            return Done("已启用", goTo: "/forms/" + id.description, id: id.description)
        }
    }

    static func set(_ status: CheckFormStatus, _ call: Call) async throws -> Answer {
        let id = try call.id(of: CheckForm.self)
        let version = call.form["version"].flatMap { Int($0) } ?? 0
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try CheckFormStatusChange(of: id, version: version, to: status).make(by: actor, at: now, in: transaction)
            return Done(status == .disabled ? "已停用" : "已恢复", goTo: "/forms/" + id.description, id: id.description)
        }
    }
}

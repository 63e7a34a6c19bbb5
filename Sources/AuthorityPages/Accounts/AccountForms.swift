import Authority
import Doors
import Markup
import Storage

/// 用户管理 → 编辑 (ORG-13, ORG-20): saving computes anew whether the person is an enforcement officer, also when nothing
/// was changed. A department administrator edits the users of the own department.
extension AccountPages {
    static let editing = Route.Access.needsAny([.manageAccounts, .editDepartmentAccounts])

    static let formRoutes: [Route] = [
        .read("/accounts/{id}/edit", editing, "编辑用户页", as: AccountModel.self, format: .pageOnly) { try await editPage($0, nil) },
        .act("/accounts/{id}", editing, "编辑用户", version: .checked(Account.self), form: editFields, again: { try await editPage($0, $1) }) { try await change($0) },
    ]

    static let editFields = [
        Field("name", "姓名", .text(maxLength: 50), required: true),
        .mobile(required: false, hint: "不填则不修改"),
        Field("citizenId", "身份证号", .text(maxLength: 18), hint: "不填则不修改"),
        Field("organization", "所属机构", .picker(source: "/options/organizations", many: false), required: true),
        Field("department", "内设机构", .picker(source: "/options/departments", many: false)),
        Field("position", "职务", .text(maxLength: 50)),
        Field("externalId", "统一认证ID", .text(maxLength: 100)), Field("version", "版本", .hidden),
    ]

    private static func editPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (account, organization, department) = try await loaded(call)
        let typed = problems == nil ? values(account, organization: organization, department: department) : call.form
        let (model, token) = (AccountModel(account, organization: organization), call.login?.formToken)
        let home = "/accounts/" + model.id
        return Page("编辑 " + model.title, model) { model, html in
            html.crumbs([("用户管理", "/accounts"), (model.title, home)], here: "编辑")
            html.pageHead("编辑 " + model.title)
            html.form(
                action: home,
                parts: [FormPart(note: "现手机号 \(model.mobile)，身份证号 \(model.citizenID)。保存时按身份证号重新核对执法人员库，下次登录生效。", fields: editFields)],
                values: typed, problems: problems, formToken: token, submit: [SubmitButton("保存")], back: ("返回", home))
        }
    }

    static func values(_ account: Account, organization: String, department: String) -> Values {
        Values([
            "name": account.record.name, "organization": account.organization.description, "organization_text": organization,
            "department": account.record.department?.description ?? "", "department_text": department,
            "position": account.record.position, "externalId": account.record.externalID, "version": "\(account.version)",
        ])
    }

    /// One that the person may look at: in scope, or of the own department.
    static func loaded(_ call: Call) async throws -> (account: Account, organization: String, department: String) {
        let (actor, id) = (try call.actor(), try call.id(of: Account.self))
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.read { transaction in
            let account = try Account.load(id, managedBy: actor, at: now, protection: protection, in: transaction)
            return (
                account, try Organization.name(of: account.organization, in: transaction) ?? "",
                try account.record.department.flatMap { try Department.name(of: $0, in: transaction) } ?? ""
            )
        }
    }

    private static func change(_ call: Call) async throws -> Answer {
        var reading = FormReading(call.form, editFields)
        let organization = reading.optional("organization").flatMap { Organization.ID($0) }
        if organization == nil, reading.problems["organization"] == nil { reading.refuse("organization", "请填写所属机构") }
        try reading.finish()
        guard let organization else { throw NotFound() }
        let (typed, id) = (reading, try call.id(of: Account.self))
        let (now, protection, officers) = (call.clock.now(), call.platform.protection, call.platform.officers)
        return try await call.act { transaction, actor in
            let former = try Account.load(id, managedBy: actor, at: now, protection: protection, in: transaction).record
            // what comes back masked was not changed
            let (mobile, citizenID) = (typed.optional("mobile"), typed.optional("citizenId"))
            let record = AccountRecord(
                name: typed.text("name"), mobile: mobile == MobileNumber(former.mobile)?.masked ? former.mobile : mobile ?? former.mobile,
                citizenID: citizenID == CitizenIDNumber(former.citizenID)?.masked ? former.citizenID : citizenID ?? former.citizenID,
                department: typed.optional("department").flatMap { Department.ID($0) }, position: typed.text("position"),
                externalID: typed.text("externalId"))
            try AccountChange(of: id, version: typed.integer("version") ?? 0, in: organization, to: record)
                .make(by: actor, at: now, officers: officers, protection: protection, in: transaction)
            return Done("已保存，执法人员标志已重新核对", goTo: "/accounts/\(id)", id: id.description)
        }
    }
}

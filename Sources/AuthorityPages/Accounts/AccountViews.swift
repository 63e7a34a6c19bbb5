import Authority
import Doors
import Markup

extension HTML {
    package mutating func account(_ model: AccountModel, _ refused: RefusedForm?, formToken: String?) {
        crumbs([("用户管理", "/accounts")], here: model.title)
        pageHead(
            model.title, note: model.organization, tag: (model.status, model.isDisabled ? .mute : .ok),
            actions: (model.acts.contains(.change) ? [Action("编辑", "/accounts/\(model.id)/edit", icon: "pencil")] : [])
                + (model.acts.contains(.resetPassword) ? [Action("重置密码", "/accounts/\(model.id)/password-reset", .danger, version: model.version)] : []), formToken: formToken)
        card("基本信息") { html in
            html.record([
                ("手机号", model.mobile), ("身份证号", model.citizenID), ("所属机构", model.organization), ("内设机构", model.departmentName), ("职务", model.position),
                ("是否执法人员", model.isOfficer ? "是" : "否"), ("最近登录", model.lastLogin),
                ("角色", model.roleLabels.joined(separator: "、")),
            ])
        }
        var values = Values(["version": "\(model.version)"])
        values.set("roles", all: model.roles)
        let granting = refused?.at("/accounts/\(model.id)/roles")
        if let refused, granting == nil || !model.acts.contains(.grantRoles) { errorSummary(refused.problems) }
        if model.acts.contains(.grantRoles) {
            form(
                action: "/accounts/\(model.id)/roles", parts: [FormPart("业务角色授权", fields: AccountPages.roleFields)],
                values: granting?.typed ?? values, problems: granting?.problems, formToken: formToken, submit: [SubmitButton("保存角色")])
        }
        for (act, path, label) in [(AccountStatus.Act.enable, "enabling", "启用"), (.disable, "disabling", "停用")] where model.acts.contains(act) {
            form(
                action: "/accounts/\(model.id)/" + path,
                parts: [FormPart("启用与停用", note: "停用后不能登录，历史记录仍显示姓名", fields: AccountPages.versionFields)],
                values: values, problems: nil, formToken: formToken, submit: [SubmitButton(label)])
        }
    }
}

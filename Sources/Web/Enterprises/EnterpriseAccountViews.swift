import Doors
import Markup

extension HTML {
    mutating func enterpriseAccount(_ model: EnterpriseAccountDetail, values: Values, problems: Problems?, formToken: String?) {
        let account = model.account
        let path = "/enterprise-accounts/" + account.id
        crumbs([("企业账号", "/enterprise-accounts")], here: account.name)
        pageHead(
            account.name, note: account.enterprise, tag: (account.status, account.isPending ? .warn : account.isOpen ? .ok : .mute),
            actions: (model.subject.map { [Action("企业档案", "/subjects/" + $0)] } ?? [])
                + (account.acts.contains(.resetPassword) ? [Action("重置密码", path + "/password-reset", .danger, version: account.version)] : []),
            formToken: formToken)
        if account.acts.isEmpty, let problems { errorSummary(problems) }
        card("账号信息") { $0.record(account.fields.map { (label: $0.label, value: $0.value) }) }
        if account.acts.contains(.verify) {
            card("申请与监管对象库对照") { html in
                html.table("申请与监管对象库对照", [
                    Column("项目", .fill) { .text($0.label) }, Column("申请人填写", .wide) { .words($0.typed) },
                    Column("监管对象库", .wide) { .words($0.library) },
                    Column("对照", .small) { $0.isEqual ? .tag("一致", .ok) : .tag("请核对", .warn) },
                ], rows: model.comparisons, empty: "")
            }
            form(
                action: path + "/verification", parts: [FormPart("认证企业", note: "填写手机号不证明号码属于申请人：请用监管对象库中登记的电话向企业核实确由其提交，再选择通过。", fields: EnterpriseAccountPages.verificationFields, columns: 1)],
                values: values, problems: problems, formToken: formToken, submit: [SubmitButton("提交认证结果")])
        }
        if account.acts.contains(.revoke) {
            form(
                action: path + "/revocation",
                parts: [FormPart("撤销账号", note: "撤销后立即不能使用。撤销法人账号时，由其授权的账号一并撤销。", fields: [])],
                values: values, problems: problems, formToken: formToken, submit: [SubmitButton("撤销")],
                version: account.version)
        }
    }
}

import AuthorityPages
import Doors
import Markup

extension HTML {
    mutating func enterpriseLogin(_ model: EnterpriseLoginModel, formToken: String?) {
        div(.class("login")) { html in
            html.h1 { html in
                html.brandMark()
                html.text(model.platform + " 企业服务")
            }
            if let message = model.message { html.notice(.bad, message) }
            html.form(.class("card"), .method("post"), .action("/enterprise/login"), .flag("novalidate")) { html in
                html.formToken(formToken)
                html.input(.type("hidden"), .name("next"), .value(model.next))
                html.div(.class("form-part")) { html in
                    html.div(.class("fields one")) { html in
                        html.loginField("code", "统一社会信用代码", model.code, complete: "organization")
                        html.loginField("mobile", "手机号", model.mobile, complete: "username")
                        html.div(.class("field")) { html in
                            html.label(.for("f-password"), text: "密码")
                            html.input(.id("f-password"), .type("password"), .name("password"), .attribute("autocomplete", "current-password"))
                        }
                    }
                    html.button(.class("button primary large"), text: "登录")
                }
            }
            if let password = model.password { html.demoEnterprises(model.accounts, password: password) }
            html.p { html in
                html.a(.href("/enterprise/registration"), text: "企业账号登记")
                html.text("　")
                html.a(.href("/login"), text: "机构人员登录")
            }
        }
    }

    private mutating func loginField(_ name: String, _ label: String, _ value: String, complete: String) {
        div(.class("field")) { html in
            html.label(.for("f-" + name), text: label)
            html.input(.id("f-" + name), .name(name), .value(value), .attribute("autocomplete", complete))
        }
    }

    private mutating func demoEnterprises(_ accounts: [DemoAccounts.EnterpriseRow], password: String) {
        section(.class("card demo")) { html in
            html.h2(text: "演示企业账号（数据均为虚构）")
            html.div(.class("card-body")) { html in
                html.p(.class("hint")) { html in
                    html.text("密码均为 ")
                    html.code(text: password)
                }
                html.table(.class("table stack auto")) { html in
                    html.thead { $0.tr { html in for title in ["代码", "手机号", "姓名", "企业", "账号"] { html.th(text: title) } } }
                    html.tbody { html in
                        for account in accounts {
                            html.tr { html in
                                html.td(.attribute("data-label", "代码")) { $0.code(text: account.code) }
                                html.td(.attribute("data-label", "手机号")) { $0.code(text: account.mobile) }
                                html.td(.attribute("data-label", "姓名"), text: account.name)
                                html.td(.attribute("data-label", "企业"), text: account.enterprise)
                                html.td(.attribute("data-label", "账号"), text: account.kind)
                            }
                        }
                    }
                }
            }
        }
    }

    mutating func enterprisePassword(_ model: EnterprisePasswordModel, problems: Problems?, formToken: String?) {
        guard model.isFirst else {
            pageHead("修改密码")
            return settingPassword(problems, formToken: formToken)
        }
        div(.class("login")) { html in
            html.h1(text: "修改密码")
            html.notice(.warn, "首次登录请修改密码")
            html.settingPassword(problems, formToken: formToken)
        }
    }

    private mutating func settingPassword(_ problems: Problems?, formToken: String?) {
        form(
            action: "/enterprise/password", parts: [FormPart(fields: EnterpriseSessionPages.passwordFields, columns: 1)], values: Values(),
            problems: problems, formToken: formToken, submit: [SubmitButton("确定")])
    }
}

import Doors
import Markup

extension HTML {
    package mutating func login(_ model: LoginModel) {
        div(.class("login")) { html in
            html.h1 { html in
                html.brandMark()
                html.text(model.platform)
            }
            html.p(.class("muted"), text: "行政检查与执法监管平台")
            if let message = model.message { html.notice(.bad, message) }
            else if model.next.count > 1 { html.p(.class("hint"), text: "请登录：登录已结束（长时间没有操作，或同一账号又在别处登录），或尚未登录。登录后回到原来的页面，已填写而未提交的内容会在那里恢复") }
            html.form(.class("card"), .method("post"), .action("/login"), .flag("novalidate")) { html in
                html.input(.type("hidden"), .name("next"), .value(model.next))
                html.div(.class("form-part")) { html in
                    html.div(.class("fields one")) { html in
                        html.div(.class("field")) { html in
                            html.label(.for("f-account"), text: "账号")
                            html.input(.id("f-account"), .name("account"), .value(model.account), .attribute("autocomplete", "username"), .placeholder("手机号"))
                        }
                        html.div(.class("field")) { html in
                            html.label(.for("f-password"), text: "密码")
                            html.input(.id("f-password"), .type("password"), .name("password"), .attribute("autocomplete", "current-password"))
                        }
                    }
                    html.button(.class("button primary large"), text: "登录")
                }
            }
            if let password = model.password { html.demoAccounts(model.accounts, password: password) }
            html.p { $0.a(.href("/public"), text: "检查结果公示与抽取记录（无需登录）") }
            html.p { html in
                html.a(.href("/enterprise/login"), text: "企业登录")
                html.text("　")
                html.a(.href("/enterprise/registration"), text: "企业账号登记")
            }
        }
    }

    private mutating func demoAccounts(_ accounts: [DemoAccounts.Row], password: String) {
        section(.class("card demo")) { html in
            html.h2(text: "演示账号（数据均为虚构）")
            html.div(.class("card-body")) { html in
                html.p(.class("hint")) { html in
                    html.text("密码均为 ")
                    html.code(text: password)
                }
                html.table(.class("table auto")) { html in
                    html.thead { $0.tr { html in for title in ["账号", "姓名", "机构", "角色"] { html.th(text: title) } } }
                    html.tbody { html in
                        for account in accounts {
                            html.tr { html in
                                html.td { $0.code(text: account.account) }
                                html.td(text: account.name)
                                html.td(text: account.organization)
                                html.td(text: account.roles)
                            }
                        }
                    }
                }
            }
        }
    }

    mutating func passwordForm(_ model: PasswordModel, problems: Problems?, formToken: String?) {
        guard model.isFirst else {
            pageHead("修改密码")
            return setting(model, problems, formToken: formToken)
        }
        div(.class("login")) { html in
            html.h1(text: "修改密码")
            html.notice(.warn, "首次登录请修改密码")
            html.setting(model, problems, formToken: formToken)
        }
    }

    private mutating func setting(_ model: PasswordModel, _ problems: Problems?, formToken: String?) {
        form(
            action: "/password", parts: [FormPart(note: "新密码不少于 \(model.shortest) 位", fields: SessionPages.passwordFields, columns: 1)], values: Values(),
            problems: problems, formToken: formToken, submit: [SubmitButton("确定")])
    }
}

import Markup

/// The frame of every page (docs/design.md, “Page frame”).
extension HTML {
    package mutating func document(_ page: Page, frame: Frame) {
        literal("<!doctype html><html lang=\"zh-CN\">")
        documentHead(title: page.title + " - " + frame.title, formToken: frame.login?.formToken ?? frame.enterprise?.formToken)
        switch page.layout {
        case .inner:
            openBody("app", frame)
            topBar(frame)
            div(.class("shell")) { html in
                html.details(.class("side-toggle")) { html in html.summary(.label("主菜单")) { $0.icon("list") } }
                html.sideMenu(frame.menu)
                html.content(page, frame)
            }
            if let login = frame.login { watermark(Watermark(name: login.actor.name, date: frame.today)) }
        case .open:
            openBody("public", frame)
            openBar(frame)
            content(page, frame)
        case .enterprise:
            openBody("public", frame)
            enterpriseBar(frame)
            content(page, frame)
        case .bare:
            literal("<body class=\"single\">")
            trainingMark(frame.purpose.warning)
            content(page, frame)
        }
        literal("</body></html>")
    }

    private mutating func documentHead(title: String, formToken: String?) {
        literal(
            "<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"renderer\" content=\"webkit\">")
        element("title", []) { $0.text(title) }
        if let formToken { meta(.name("csrf"), .attribute("content", formToken)) }
        let assets = assets
        link(.attribute("rel", "icon"), .href(assets + "/mark.svg"))
        link(.attribute("rel", "stylesheet"), .href(assets + "/all.css"))
        link(.attribute("rel", "stylesheet"), .href(assets + "/narrow.css"), .attribute("media", "(max-width:1279px)"))
        link(.attribute("rel", "stylesheet"), .href(assets + "/print.css"), .attribute("media", "print"))
        element("script", [.type("module"), .src(assets + "/app/main.js")]) { _ in }
        literal("</head>")
    }

    private mutating func content(_ page: Page, _ frame: Frame) {
        main(.class("page"), .id("main"), .attribute("tabindex", "-1")) { html in
            if let notice = frame.notice {
                if !notice.message.isEmpty { html.notice(notice.isWarning ? .warn : .ok, notice.message) }
                // what the browser kept of the form that was accepted may go
                html.span(.flag("hidden"), .attribute("data-draft-done", notice.draft), text: "")
            }
            page.body(&html)
        }
    }

    /// Drafts in the browser are kept by account, so that two people at one machine don't see each other's.
    private mutating func openBody(_ name: StaticString, _ frame: Frame) {
        empty("body", [.class(name), .attribute("data-account", frame.login.map { "\($0.actor.account)" } ?? frame.enterprise.map { "\($0.actor.account)" })])
        literal("<a class=\"skip\" href=\"#main\">跳到主要内容</a>")
        trainingMark(frame.purpose.warning)
    }

    private mutating func brand(_ name: String, home: String = "/") {
        a(.class("brand"), .href(home)) { html in
            html.brandMark()
            html.text(name)
        }
    }

    private mutating func topBar(_ frame: Frame) {
        header(.class("top")) { html in
            html.brand(frame.platform)
            guard let login = frame.login else { return }
            html.span(.class("unit"), text: login.actor.organizationName)
            if frame.purpose == .demonstration { html.span(.class("tag warn"), text: "演示数据") }
            html.form(.class("search"), .attribute("role", "search"), .action("/search")) {
                $0.icon("search")
                $0.input(
                    .type("search"), .name("q"), .label("全局搜索"), .placeholder("请输入您要搜索的内容"),
                    .attribute("aria-keyshortcuts", "/"))
            }
            html.nav(.class("tools"), .label("工具")) { html in
                let unread = frame.unreadMessages
                let isHere = frame.path == "/messages" || frame.path.hasPrefix("/messages/")
                html.a(
                    .class("tool"), .href("/messages"), .label(unread > 0 ? "消息，\(unread) 条未读" : "消息"),
                    .attribute("aria-current", isHere ? "page" : nil)
                ) {
                    $0.icon("bell")
                    if unread > 0 { $0.b(text: unread > 99 ? "99+" : "\(unread)") }
                }
                html.userMenu(login)
            }
        }
    }

    private mutating func userMenu(_ login: Login) {
        details(.class("menu user")) { html in
            html.summary(.label(login.actor.name + "，用户菜单")) { html in
                html.span(.class("face"), .attribute("aria-hidden", "true"), text: String(login.actor.name.prefix(1)))
                html.span(text: login.actor.name)
                html.icon("chevron-down")
            }
            html.div(.class("menu-list")) { html in
                html.p(text: "欢迎您！" + login.actor.name)
                html.a(.href("/password"), text: "修改密码")
                html.form(.method("post"), .action("/logout")) { html in
                    html.formToken(login.formToken)
                    html.button(text: "注销")
                }
            }
        }
    }

    private mutating func openBar(_ frame: Frame) {
        header(.class("top")) { html in
            html.brand(frame.platform, home: frame.login == nil ? "/public" : "/")
            html.nav(.class("tools links"), .label("公开信息")) { html in
                html.a(.href("/public"), text: "信息公开")
                html.a(.href("/public/draws"), text: "抽取记录")
                html.a(.href("/check"), text: "核验文书")
                html.a(.href(frame.login == nil ? "/login" : "/"), text: frame.login == nil ? "登录" : "工作台")
            }
        }
    }

    /// The side of the enterprises (企业服务).
    private mutating func enterpriseBar(_ frame: Frame) {
        header(.class("top")) { html in
            html.a(.class("brand"), .href("/enterprise")) { html in
                html.brandMark()
                html.text(frame.platform + " 企业服务")
            }
            guard let login = frame.enterprise else { return }
            html.nav(.class("tools links"), .label("企业服务")) { html in
                for entry in frame.entries {
                    html.a(.href(entry.path), .attribute("aria-current", entry.isCurrent ? "page" : nil), text: entry.title)
                }
            }
            html.form(.class("leave"), .method("post"), .action("/enterprise/logout")) { html in
                html.formToken(login.formToken)
                html.button(text: "注销")
            }
        }
    }

    private mutating func sideMenu(_ groups: [MenuGroup]) {
        nav(.class("side"), .label("主菜单")) { html in
            for group in groups {
                html.h2(text: group.title)
                for entry in group.entries {
                    html.a(.href(entry.path), .attribute("aria-current", entry.isCurrent ? "page" : nil)) {
                        $0.icon(entry.icon)
                        $0.span(text: entry.title)
                    }
                }
            }
        }
    }

    /// The hidden fields every changing form carries: whose it is, and which drawing of it, so that it is done once.
    package mutating func formToken(_ token: String?) {
        guard let token else { return }
        input(.type("hidden"), .name("_csrf"), .value(token))
        if let once { input(.type("hidden"), .name(IdempotencyKey.field), .value(once)) }
    }
}

import Doors
import Library
import Markup

extension HTML {
    mutating func law(_ law: LawDetail, formToken: String?) {
        crumbs([(label: "法律法规", href: "/laws")], here: law.title)
        pageHead(law.title, tag: (label: law.standing, tone: law.tone), actions: law.actions)
        for text in law.notices { notice(.warn, text) }
        if let successor = law.successor {
            notice(.info, "已由下列文件取代：") { $0.a(.href(successor.href), text: successor.label) }
        }
        card("基本信息") { $0.record(law.fields.map { (label: $0.label, value: $0.value) }) }
        form(.class("card filter"), .method("get"), .action("/laws/" + law.id)) { html in
            html.label { html in
                html.text("查看施行于该日的文字")
                html.input(.type("date"), .name("on"), .value(law.on))
            }
            html.div(.class("go")) { $0.button(.class("button"), text: "查看") }
        }
        div(.classes(law.contents.isEmpty ? "statute" : "statute with-contents")) { html in
            if !law.contents.isEmpty { html.contents(law.contents) }
            html.section(.class("card statute-text"), .label("正文")) { html in
                html.h2(text: law.title)
                for line in law.preamble { html.p(.class("hint"), text: line) }
                for article in law.articles { html.article(article, of: law) }
                if law.articles.isEmpty { html.emptyState("该日没有施行的条文") }
            }
        }
        if !law.citing.isEmpty {
            card("引用本文件的事项和检查表单") { html in
                html.ul(.class("card-body news")) { html in
                    for link in law.citing { html.li { $0.a(.href(link.href), text: link.label) } }
                }
            }
        }
        if law.mayKeep, !law.isRepealed { repealForm(law, formToken: formToken) }
    }

    private mutating func contents(_ headings: [LawDetail.Heading]) {
        nav(.class("card statute-contents"), .label("目录")) { html in
            html.h2(text: "目录")
            html.ul { html in
                for heading in headings {
                    html.li(.class(heading.depth > 0 ? "deeper" : "top-level")) { $0.a(.href("#" + heading.anchor), text: heading.text) }
                }
            }
        }
    }

    private mutating func article(_ article: LawDetail.Article, of law: LawDetail) {
        for heading in article.headings { h3(.id(heading.anchor), .class("statute-heading"), text: heading.text) }
        div(.classes(article.paragraphs.isEmpty ? "article blank" : "article"), .id("a" + article.key)) { html in
            html.p { html in
                html.b(text: article.label)
                html.text(" ")
                if let first = article.paragraphs.first { html.text(first.text) } else { html.span(.class("muted"), text: "条文未录入") }
                if law.mayKeep, !law.isRepealed {
                    html.a(.class("edit"), .href("/laws/\(law.id)/articles/\(article.key)/edit"), .label("修改" + article.label), text: article.paragraphs.isEmpty ? "录入" : "修改")
                }
            }
            if let first = article.paragraphs.first { html.below(first) }
            for paragraph in article.paragraphs.dropFirst() {
                html.p(text: paragraph.text)
                html.below(paragraph)
            }
            if let period = article.period { html.p(.class("hint"), text: period) }
            if !article.others.isEmpty { html.others(article) }
        }
    }

    private mutating func below(_ paragraph: LawDetail.Paragraph) {
        for item in paragraph.items {
            p(.class("item"), text: item.text)
            for point in item.points { p(.class("item point"), text: point) }
        }
        guard !paragraph.rows.isEmpty else { return }
        div(.class("scroll")) { html in
            html.table(.class("table auto")) { html in
                html.tbody { html in
                    for row in paragraph.rows { html.tr { html in for cell in row { html.td(text: cell) } } }
                }
            }
        }
    }

    private mutating func others(_ article: LawDetail.Article) {
        details { html in
            html.summary(text: "\(article.label)的其他文字（\(article.others.count)）")
            for wording in article.others {
                html.p(.class("hint"), text: wording.period)
                for line in wording.text.split(separator: "\n") { html.p(text: String(line)) }
            }
        }
    }

    private mutating func repealForm(_ law: LawDetail, formToken: String?) {
        form(.class("card"), .method("post"), .action("/laws/\(law.id)/repeal")) { html in
            html.formToken(formToken)
            html.input(.type("hidden"), .name("version"), .value("\(law.version)"))
            html.div(.class("form-part")) { html in
                html.h2(text: "废止")
                html.p(.class("hint"), text: "自该日起不再施行，该日以后的事实不能再选用；以前的检查和引用不受影响。")
                html.div(.class("fields")) { html in
                    for field in LawPages.repealFields where field.name == "from" { html.field(field, values: Values(), problem: nil) }
                }
            }
            html.div(.class("form-actions")) { $0.button(.class("button danger"), text: "废止该文件") }
        }
    }
}

extension LawDetail {
    fileprivate var actions: [Action] {
        let versions = Action.versions(of: "/laws/\(id)")
        guard mayKeep else { return [versions] }
        let add = isRepealed ? [] : [Action("增加条文", "/laws/\(id)/articles/new", icon: "plus-lg")]
        return add + [Action("修改", "/laws/\(id)/edit", icon: "pencil"), versions]
    }
}

import Doors
import Markup

extension HTML {
    /// The contents; each chapter is a page of its own.
    mutating func dataStandard(_ standard: DataStandard) {
        pageHead("执法数据标准", note: "由平台的接口、表单和导入模板的声明生成", actions: [
            Action("下载XLSX", "/public/data-standard/file.xlsx", icon: "download"),
            Action("下载CSV", "/public/data-standard/file.csv", icon: "download"),
            Action("JSON", "/api/v1/public/data-standard"), Action("接口说明", "/api/v1/openapi.json"),
        ])
        card("目录") { html in
            for kind in DataStandardChapter.Kind.allCases { html.contents(kind.label, standard.contents(kind)) }
        }
    }

    private mutating func contents(_ title: String, _ links: [(name: String, address: String)]) {
        details(.class("card-body"), .flag("open", true)) { html in
            html.summary(text: "\(title)（\(links.count)）")
            html.ul(.class("columns")) { html in
                for link in links { html.li { $0.a(.href(link.address), text: link.name) } }
            }
        }
    }

    mutating func dataStandardChapter(_ chapter: DataStandardChapter) {
        pageHead(chapter.title, actions: [Action("返回目录", "/public/data-standard")])
        if let entity = chapter.entity { card(entity.name) { $0.standardEntity(entity) } }
        if let list = chapter.codeList {
            card(list.name) { html in
                html.table(list.name, [
                    Column("代码", .wide) { .text($0.code) }, Column("名称", .fill) { .words($0.label) },
                ], rows: list.codes, empty: "没有代码")
            }
        }
    }

    private mutating func standardEntity(_ entity: DataStandard.Entity) {
        table(entity.name, [
            Column("标识", .wide) { .words($0.identifier) }, Column("名称", .wide) { .words($0.label) },
            Column("类型", .small) { .words($0.type) }, Column("长度", .small) { .text($0.length) },
            Column("必填", .narrow) { .text($0.isRequired ? "是" : "否") },
            Column("代码表", .wide) { field in
                field.codeList.isEmpty ? .text("") : .link(field.codeList, href: DataStandardChapter.address(.codes, field.codeList))
            },
            Column("用途", .small) { .text($0.use) }, Column("说明", .fill) { .words($0.note) },
        ], rows: entity.fields, empty: "没有字段")
    }
}

import Markup

extension HTML {
    mutating func dataStandard(_ standard: DataStandard) {
        pageHead("执法数据标准", note: "由平台的接口、表单和导入模板的声明生成", actions: [
            Action("下载XLSX", "/public/data-standard/file.xlsx", icon: "download"),
            Action("下载CSV", "/public/data-standard/file.csv", icon: "download"),
            Action("JSON", "/api/v1/public/data-standard"), Action("接口说明", "/api/v1/openapi.json"),
        ])
        card("目录") { html in
            html.contents("实体", standard.entities.map { ($0.name, "e-" + $0.identifier) })
            html.contents("导入模板", standard.templates.map { ($0.name, "t-" + $0.identifier) })
            html.contents("代码表", standard.codeLists.map { ($0.name, "c-" + $0.identifier) })
        }
        for entity in standard.entities { standardEntity(entity, id: "e-" + entity.identifier) }
        for template in standard.templates { standardEntity(template, id: "t-" + template.identifier) }
        for list in standard.codeLists {
            card("代码表：\(list.name)（\(list.identifier)）", id: "c-" + list.identifier) { html in
                html.table(list.name, [
                    Column("代码", .wide) { .text($0.code) }, Column("名称", .fill) { .words($0.label) },
                ], rows: list.codes, empty: "没有代码")
            }
        }
    }

    private mutating func contents(_ title: String, _ links: [(name: String, id: String)]) {
        details(.class("card-body"), .flag("open", true)) { html in
            html.summary(text: "\(title)（\(links.count)）")
            html.ul(.class("columns")) { html in
                for link in links { html.li { $0.a(.href("#" + link.id), text: link.name) } }
            }
        }
    }

    private mutating func standardEntity(_ entity: DataStandard.Entity, id: String) {
        card("\(entity.name)（\(entity.identifier)）", id: id) { html in
            html.table(entity.name, [
                Column("标识", .wide) { .words($0.identifier) }, Column("名称", .wide) { .words($0.label) },
                Column("类型", .small) { .words($0.type) }, Column("长度", .small) { .text($0.length) },
                Column("必填", .narrow) { .text($0.isRequired ? "是" : "否") },
                Column("代码表", .wide) { field in
                    field.codeList.isEmpty ? .text("") : .link(field.codeList, href: "#c-" + field.codeList)
                },
                Column("用途", .small) { .text($0.use) }, Column("说明", .fill) { .words($0.note) },
            ], rows: entity.fields, empty: "没有字段")
        }
    }
}

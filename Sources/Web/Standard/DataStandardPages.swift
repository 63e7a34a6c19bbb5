import Authority
import Doors
import InspectingPages
import Spreadsheets
import Storage

/// 数据标准 (STD-04), for everybody, as page, JSON, workbook and CSV.
package enum DataStandardPages {
    private static let path = "/public/data-standard"

    static let menu = [
        MenuEntry(.system, "数据标准", path, icon: "list-check", .needsAny([.manageOrganizations, .manageItems, .readSecurity]))
    ]

    static let routes: [Route] = [
        .read("/public/data-standard", .everyone, "执法数据标准", as: DataStandard.self) { try page($0) },
        .read("/public/data-standard/{kind}/{name}", .everyone, "执法数据标准：一章", as: DataStandardChapter.self) { try chapter($0) },
        .file("/public/data-standard/file.xlsx", .everyone, "执法数据标准（XLSX）", types: [.xlsx]) { try file($0, .xlsx) },
        .file("/public/data-standard/file.csv", .everyone, "执法数据标准（CSV）", types: [.csv]) { try file($0, .csv) },
    ]

    /// Whoever came by the menu stays within it.
    private static func layout(_ call: Call) -> Page.Layout { call.login == nil ? .open : .inner }

    private static func page(_ call: Call) throws -> Page {
        var page = Page("执法数据标准", try call.platform.service(DataStandard.self), layout: layout(call)) { $1.dataStandard($0) }
        page.fixedName = "data-standard"
        return page
    }

    private static func chapter(_ call: Call) throws -> Page {
        let standard = try call.platform.service(DataStandard.self)
        guard let kind = call.parameters["kind"].flatMap(DataStandardChapter.Kind.init), let name = call.parameters["name"],
            let chapter = DataStandardChapter(kind, name, of: standard)
        else { throw NotFound() }
        var page = Page(chapter.title, chapter, layout: layout(call)) { $1.dataStandardChapter($0) }
        page.fixedName = "data-standard/\(kind.rawValue)/\(name)"
        return page
    }

    /// Made at the first download.
    private static func file(_ call: Call, _ format: SheetFormat) throws -> Answer {
        let standard = try call.platform.service(DataStandard.self)
        let name = "执法数据标准"
        let answer = try call.platform.fixed.answer("data-standard." + format.rawValue) {
            FixedAnswer(try SheetFile.bytes(layout, format) { writer in
                for row in standard.rows { try writer.append(row) }
            }, type: format.mediaType)
        }
        return .file(FileAnswer(.fixed(answer), type: answer.type, downloadName: name + "." + format.rawValue))
    }

    private static let layout = SheetLayout(name: "执法数据标准", columns: [
        SheetColumn("种类", width: 12), SheetColumn("标识", .code, width: 28), SheetColumn("名称", width: 28),
        SheetColumn("字段或代码", .code, width: 28), SheetColumn("字段名称或代码名称", width: 28), SheetColumn("类型"),
        SheetColumn("长度", .code), SheetColumn("必填"), SheetColumn("代码表", .code, width: 24), SheetColumn("用途"),
        SheetColumn("说明", width: 48),
    ])
}

extension DataStandard {
    /// One table of everything.
    var rows: [[String]] {
        let records = [("实体", entities), ("导入模板", templates)].flatMap { kind, list in
            list.flatMap { entity in
                entity.fields.map { field in
                    [
                        kind, entity.identifier, entity.name, field.identifier, field.label, field.type, field.length,
                        field.isRequired ? "是" : "否", field.codeList, field.use, field.note,
                    ]
                }
            }
        }
        return records + codeLists.flatMap { list in
            list.codes.map { ["代码表", list.identifier, list.name, $0.code, $0.label, "", "", "", "", "", ""] }
        }
    }
}

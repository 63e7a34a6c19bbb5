/// Why a spreadsheet could not be read or written; every message says what the person can do.
package enum SpreadsheetError: Error, Equatable, Sendable {
    case cannotOpen
    case empty
    case fileTooLarge(limitInMegabytes: Int)
    /// An Office file under a password.
    case encrypted
    /// The binary formats before 2007, and XLSB.
    case oldFormat
    /// Neither a workbook nor a text table: web pages saved as .xls, pictures, PDF, ODS.
    case unsupported
    case damaged
    /// A document type declaration: it has no place in a workbook, only in attacks (XXE, entity bombs).
    case forbiddenContent
    /// A small file that would unfold to an enormous one.
    case unfoldsTooFar
    case noSheet
    case tooManyRows(limit: Int)
    case tooManyColumns(row: Int, limit: Int)
    case cellTooLong(row: Int)
    case unclosedQuote(row: Int)
    /// Which rows, in words.
    case mergedCells(rows: String)
    /// DOC, from before 2007.
    case oldWord
    /// SUBJ-14
    case notOurTemplate
    /// The same of a file whose headings are most of ours: what is different, in words.
    case alteredTemplate(String)
    case cannotWrite
    /// Excel holds 1,048,576 rows on a sheet.
    case tooManyRowsForWorkbook

    package var message: String {
        switch self {
        case .cannotOpen: "文件无法打开，请重新选择文件后上传"
        case .empty: "文件中没有数据，请填写后重新上传"
        case .fileTooLarge(let limit): "文件超过 \(limit) MB，请拆分成多个文件后分别上传"
        case .encrypted: "文件设有密码，请取消密码，另存为 .xlsx 或 .csv 后重新上传"
        case .oldFormat: "不支持旧版 Excel 格式，请另存为 .xlsx 或 .csv 后重新上传"
        case .unsupported: "文件不是电子表格，请另存为 .xlsx 或 .csv 后重新上传"
        case .damaged: "文件已损坏，请用 Excel 或 WPS 打开并另存为 .xlsx 后重新上传"
        case .forbiddenContent: "文件含有不允许的内容，请用 Excel 或 WPS 另存为 .xlsx 后重新上传"
        case .unfoldsTooFar: "文件解压后过大，请删除多余的空白行列或拆分成多个文件后重新上传"
        case .noSheet: "文件中没有可读取的工作表，请检查工作表是否被隐藏后重新上传"
        case .tooManyRows(let limit): "数据超过 \(limit) 行，请拆分成多个文件后分别上传"
        case .tooManyColumns(let row, let limit): "第 \(row) 行超过 \(limit) 列，请删除多余的列后重新上传"
        case .cellTooLong(let row): "第 \(row) 行有单元格内容过长，请缩短后重新上传"
        case .unclosedQuote(let row): "第 \(row) 行的双引号没有成对出现，请改正后重新上传"
        case .mergedCells(let rows): "\(rows)有合并单元格，请取消合并并在每一行填写后重新上传"
        case .oldWord: "旧版 Word 文件（.doc）无法读取，请另存为 .docx 后重新上传"
        case .notOurTemplate: "请使用系统提供的导入模板，模板格式不得修改"
        case .alteredTemplate(let difference): Self.notOurTemplate.message + "：" + difference
        case .cannotWrite: "文件写入失败，请稍后重试；仍失败时请联系管理员检查磁盘空间"
        case .tooManyRowsForWorkbook: "数据超过 Excel 工作表的容量，请缩小查询范围或改为导出 CSV"
        }
    }

    /// Stable code of the problem; never reused.
    package var code: String {
        switch self {
        case .cannotOpen: "spreadsheets.file.cannotOpen"
        case .empty: "spreadsheets.file.empty"
        case .fileTooLarge: "spreadsheets.file.tooLarge"
        case .encrypted: "spreadsheets.file.encrypted"
        case .oldFormat: "spreadsheets.file.oldFormat"
        case .unsupported: "spreadsheets.file.unsupported"
        case .damaged: "spreadsheets.file.damaged"
        case .forbiddenContent: "spreadsheets.file.forbiddenContent"
        case .unfoldsTooFar: "spreadsheets.file.unfoldsTooFar"
        case .noSheet: "spreadsheets.file.noSheet"
        case .tooManyRows: "spreadsheets.file.tooManyRows"
        case .tooManyColumns: "spreadsheets.row.tooManyColumns"
        case .cellTooLong: "spreadsheets.row.cellTooLong"
        case .unclosedQuote: "spreadsheets.row.unclosedQuote"
        case .mergedCells: "spreadsheets.row.mergedCells"
        case .oldWord: "spreadsheets.file.oldWord"
        case .notOurTemplate, .alteredTemplate: "spreadsheets.template.notOurs"
        case .cannotWrite: "spreadsheets.file.cannotWrite"
        case .tooManyRowsForWorkbook: "spreadsheets.file.tooManyRowsForWorkbook"
        }
    }

    /// Whether the headings are others than those asked for.
    package var isOfTemplate: Bool {
        if case .alteredTemplate = self { true } else { self == .notOurTemplate }
    }
}

import Authority
import Spreadsheets
import Storage

/// Why an import as a whole is refused.
package enum ImportRefused: Refusal, Equatable {
    /// The file cannot be read, or is not our template (SUBJ-14).
    case unreadable(SpreadsheetError)
    case noRows
    /// Of a list that is read in one go.
    case tooManyRows(Int)
    /// Of a table whose rows rest on each other.
    case tooManyRowsTogether(Int)
    case nothingToTakeBack
    case unknownKind
    case importerGone
    case importerMayNot
    case fileMissing

    package var code: String {
        switch self {
        case .unreadable(let error): error.code
        case .noRows: "registry.import.noRows"
        case .tooManyRows: "registry.import.tooManyRows"
        case .tooManyRowsTogether: "registry.import.tooManyRowsTogether"
        case .nothingToTakeBack: "registry.import.nothingToTakeBack"
        case .unknownKind: "registry.import.unknownKind"
        case .importerGone: "registry.import.importerGone"
        case .importerMayNot: "registry.import.importerMayNot"
        case .fileMissing: "registry.import.fileMissing"
        }
    }

    package var message: String {
        switch self {
        case .unreadable(let error): error.message
        case .noRows: SpreadsheetError.empty.message
        case .tooManyRows(let limit): "名单一次最多\(limit)行，请分成几个文件，或先导入监管对象库再按条件添加"
        case .tooManyRowsTogether(let limit): "这种表格一次最多\(limit)行，请分成几个文件，上级在前"
        case .nothingToTakeBack: "这次导入没有可以撤回的内容，或已经撤回"
        case .unknownKind: "没有这种导入模板"
        case .importerGone: "导入人的账号已停用，导入已停止，未导入的行没有写入"
        case .importerMayNot: PermissionDenied.message
        case .fileMissing: "上传的文件已不在系统中，请重新上传"
        }
    }

    package var field: String? {
        switch self {
        case .unreadable, .noRows, .tooManyRows, .tooManyRowsTogether: "file"
        case .nothingToTakeBack, .unknownKind, .importerGone, .importerMayNot, .fileMissing: nil
        }
    }

    /// Errors of reading become refusals, so that the person reads what to do.
    package static func refusing<T>(_ body: () async throws -> T) async throws -> T {
        do { return try await body() } catch let error as SpreadsheetError { throw ImportRefused.unreadable(error) }
    }
}

import Storage

/// What may be uploaded (SEC-09). No SVG and no HTML: both carry script.
package enum FileType: String, CaseIterable, Sendable, SQLConvertible {
    case pdf, png, jpeg, xlsx, docx, csv, text

    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .csv: "text/csv"
        case .text: "text/plain"
        }
    }

    /// The ending of names under which files of the type are given out.
    package var ending: String {
        switch self {
        case .pdf, .png, .xlsx, .docx, .csv: rawValue
        case .jpeg: "jpg"
        case .text: "txt"
        }
    }
}

/// Why an upload is refused (SEC-09).
package enum UploadRefused: Refusal, Equatable {
    case type
    /// An Office file with macros, controls or objects of other programs.
    case active
    case size(megabytes: Int)
    case empty
    case infected(name: String)
    /// The scanner does not answer, and nothing may be kept unscanned.
    case unscanned

    package var code: String {
        switch self {
        case .type: "vault.file.type"
        case .active: "vault.file.active"
        case .size: "vault.file.size"
        case .empty: "vault.file.empty"
        case .infected: "vault.file.infected"
        case .unscanned: "vault.file.unscanned"
        }
    }

    package var message: String {
        switch self {
        case .type: "不支持的文件类型"
        case .active: "文件含有宏、控件或嵌入的对象，请删除后另存为 .xlsx 或 .docx，重新上传"
        case .size(let megabytes): "文件大小超过\(megabytes)MB"
        case .empty: "文件内容为空"
        case .infected(let name): "文件含有恶意代码（\(name)），未保存；请在本机查毒后重新选择文件"
        case .unscanned: "文件查毒服务暂不可用，文件未保存；请稍后重试，仍失败时请联系系统管理员"
        }
    }

    package var field: String? {
        switch self {
        case .type, .active, .size, .empty, .infected: "file"
        case .unscanned: nil
        }
    }
}

import Storage

/// Why a document is not made, or not changed.
package enum DocumentRefused: Refusal, Equatable {
    case noNumberRule
    case alreadyMade
    case notVoidable(DocumentStatus)
    case notOwnDocument
    case reasonMissing
    case unprintable(Unicode.Scalar)
    case badPicture

    package var code: String {
        switch self {
        case .noNumberRule: "paperwork.document.noNumberRule"
        case .alreadyMade: "paperwork.document.alreadyMade"
        case .notVoidable: "paperwork.document.notVoidable"
        case .notOwnDocument: "paperwork.document.notOwnDocument"
        case .reasonMissing: "paperwork.document.reasonMissing"
        case .unprintable: "paperwork.document.unprintable"
        case .badPicture: "paperwork.document.badPicture"
        }
    }

    package var message: String {
        switch self {
        case .noNumberRule: "未配置文书编号规则"
        case .alreadyMade: "该文书已确认，不能修改；如需重新制作，请先作废"
        case .notVoidable(let status): "文书\(status.label)，不能作废"
        case .notOwnDocument: "只有制作人或业务管理员可以作废文书"
        case .reasonMissing: "请填写作废理由"
        case .unprintable(let scalar): "文书含有无法打印的\(scalar.printedName)，请删除或改用其他字"
        case .badPicture: "文书中的签名图片无法打印，请作废后重新签名"
        }
    }

    package var field: String? {
        switch self {
        case .reasonMissing: "reason"
        case .noNumberRule, .alreadyMade, .notVoidable, .notOwnDocument, .unprintable, .badPicture: nil
        }
    }
}

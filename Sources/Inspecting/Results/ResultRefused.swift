import Authority
import Library
import Paperwork
import Registry
import Storage
import Tasking

/// Why a result is not taken, in the words of the requirements.
package enum ResultRefused: Refusal, Equatable {
    /// INSP-01
    case notAssigned
    /// OFCR-06
    case certificateExpired(name: String)
    /// INSP-02: the agencies that have still to name their officers.
    case awaitingOfficers(agencies: [String])
    /// INSP-25
    case approved
    case closed(TaskSubjectStatus)
    /// INSP-07
    case missing(VisitBasics.Field)
    case tooLong(String, limit: Int)
    case endsBeforeStart
    case tooManyExperts
    /// The start or the end of the visit.
    case inFuture(VisitBasics.Field), longAgo
    case noticeMissing
    /// INSP-14
    case reasonMissing, evidenceMissing
    /// INSP-10
    case unanswered(Int)
    /// INSP-11
    case noteMissing(String), measureMissing(String), amountMissing(String), dueMissing(String)
    case dueBeforeVisit(String), amountTooLarge(String)
    case conflict(Int)
    /// INSP-18
    case disposalMissing, disposalUnsuitable
    /// ITEM-22
    case conclusionMissing, conclusionUnsuitable, explanationMissing(String), measureUnsuitable(String)
    /// TASK-17
    case fieldMissing(String), fieldUnsuitable(String, CustomField.Kind)
    /// INSP-20
    case tooFewOfficers
    case signatureMissing(String), signatureVoid(String)
    case refusalReasonMissing, witnessMissing, refusalVoid
    case signatureBlank(String), signatureEarly(String), signatureShared(String, String)
    /// No font has this character: the record could not be printed (DOC-15).
    case unprintable(String, Unicode.Scalar)
    case unknownContent

    package var code: String {
        let reason =
            switch self {
            case .notAssigned: "notAssigned"
            case .certificateExpired: "certificateExpired"
            case .awaitingOfficers: "awaitingOfficers"
            case .approved: "approved"
            case .closed: "closed"
            case .missing: "missing"
            case .tooLong: "tooLong"
            case .endsBeforeStart: "endsBeforeStart"
            case .tooManyExperts: "tooManyExperts"
            case .inFuture: "inFuture"
            case .longAgo: "longAgo"
            case .dueBeforeVisit: "dueBeforeVisit"
            case .amountTooLarge: "amountTooLarge"
            case .signatureBlank: "signatureBlank"
            case .signatureEarly: "signatureEarly"
            case .signatureShared: "signatureShared"
            case .unprintable: "unprintable"
            case .noticeMissing: "noticeMissing"
            case .reasonMissing: "reasonMissing"
            case .evidenceMissing: "evidenceMissing"
            case .unanswered: "unanswered"
            case .noteMissing: "noteMissing"
            case .measureMissing: "measureMissing"
            case .amountMissing: "amountMissing"
            case .dueMissing: "dueMissing"
            case .conflict: "conflict"
            case .disposalMissing: "disposalMissing"
            case .disposalUnsuitable: "disposalUnsuitable"
            case .conclusionMissing: "conclusionMissing"
            case .conclusionUnsuitable: "conclusionUnsuitable"
            case .explanationMissing: "explanationMissing"
            case .measureUnsuitable: "measureUnsuitable"
            case .fieldMissing: "fieldMissing"
            case .fieldUnsuitable: "fieldUnsuitable"
            case .tooFewOfficers: "tooFewOfficers"
            case .signatureMissing: "signatureMissing"
            case .signatureVoid: "signatureVoid"
            case .refusalReasonMissing: "refusalReasonMissing"
            case .witnessMissing: "witnessMissing"
            case .refusalVoid: "refusalVoid"
            case .unknownContent: "unknownContent"
            }
        return "inspecting.result." + reason
    }

    package var message: String {
        switch self {
        case .notAssigned: "您不是本次检查的执法人员"
        case .certificateExpired(let name): "\(name)执法证已失效，请调整检查人员"
        case .awaitingOfficers(let agencies): Self.awaiting(agencies)
        case .approved: "检查结果已审批通过，无法修改"
        case .closed(let status): "检查对象状态为“\(status.label)”，不能录入检查结果"
        case .missing(let field): "请填写\(field.label)"
        case .tooLong(let label, let limit): "\(label)限制在\(limit)字符"
        case .endsBeforeStart: "检查结束时间不能早于开始时间"
        case .tooManyExperts: "专家不超过三人"
        case .inFuture(let field): "\(field.label)不能晚于现在"
        case .longAgo: "检查开始时间早于一年前，请核对"
        case .dueBeforeVisit(let place): "\(place)的改正期限不能早于检查日期"
        case .amountTooLarge(let place): "\(place)的罚款金额超过一亿元，请核对"
        case .signatureBlank(let name): "\(name)的签名图片没有笔迹，请重新签名"
        case .signatureEarly(let name): "\(name)的签名时间早于检查开始的前一天，请核对设备的时钟和检查开始时间后重新签名"
        case .signatureShared(let name, let other): "\(name)与\(other)的签名是同一张图片，请各自手写签名"
        case .unprintable(let label, let scalar): "\(label)含有无法打印的\(scalar.printedName)，请删除或改用其他字"
        case .noticeMissing: "请先出示执法证件并告知"
        case .reasonMissing: "请填写无法开展检查的情况说明"
        case .evidenceMissing: "请拍摄无法开展检查的证据照片"
        case .unanswered(let count): "还有\(count)项未检查"
        case .noteMissing(let place): "\(place)未填写问题描述"
        case .measureMissing(let place): "\(place)未选择执法措施"
        case .amountMissing(let place): "\(place)未填写罚款金额"
        case .dueMissing(let place): "\(place)未填写改正期限"
        case .conflict(let number): "第\(number)项两名执法人员的结果不一致，请确认"
        case .disposalMissing: "请选择处置方式"
        case .disposalUnsuitable: "处置方式与检查结果不一致"
        case .conclusionMissing: "请选择检查结论"
        case .conclusionUnsuitable: "检查结论与检查结果不一致"
        case .explanationMissing(let label): "请填写\(label)"
        case .measureUnsuitable(let place): "\(place)的执法措施不在检查结果模板内"
        case .fieldMissing(let label): "请填写\(label)"
        case .fieldUnsuitable(let label, let kind): "\(label)应为\(kind.label)"
        case .tooFewOfficers: "执法人员不得少于两人"
        case .signatureMissing(let name): "\(name)未签名"
        case .signatureVoid(let name): "签名后内容有改动，请\(name)重新签名"
        case .refusalReasonMissing: "请填写拒绝签名的理由"
        case .witnessMissing: "请填写见证人姓名"
        case .refusalVoid: "记录拒签后内容有改动，请重新确认"
        case .unknownContent: "检查内容与本任务的检查表单不一致"
        }
    }

    /// “待抽取” with the names of whom to contact (JOIN-09).
    static func awaiting(_ agencies: [String]) -> String {
        agencies.isEmpty ? "待抽取" : "待抽取：\(agencies.joined(separator: "、"))尚未选派检查人员"
    }

    package var citation: String? {
        switch self {
        case .tooFewOfficers: LegalGround.twoInspectingOfficers
        case .noticeMissing: "《中华人民共和国行政处罚法》第五十五条第一款"
        case .notAssigned, .certificateExpired, .awaitingOfficers, .approved, .closed, .missing, .tooLong, .endsBeforeStart,
            .tooManyExperts, .reasonMissing, .evidenceMissing, .unanswered, .noteMissing, .measureMissing, .amountMissing,
            .dueMissing, .conflict, .disposalMissing, .disposalUnsuitable, .conclusionMissing, .conclusionUnsuitable,
            .explanationMissing, .measureUnsuitable, .fieldMissing, .fieldUnsuitable, .signatureMissing, .signatureVoid,
            .refusalReasonMissing, .witnessMissing, .refusalVoid, .inFuture, .longAgo, .dueBeforeVisit, .amountTooLarge,
            .signatureBlank, .signatureEarly, .signatureShared, .unprintable, .unknownContent:
            nil
        }
    }
}

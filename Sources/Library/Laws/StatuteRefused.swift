import Authority
import Storage
import Timekeeping

/// Why an act on the law library is refused (LIB-03).
package enum StatuteRefused: Refusal, Equatable {
    case missing(MissingField)
    case titleTaken
    case noArticles
    case articleRepeated(ArticleNumber)
    case dateOrder
    case notMaintainer(agency: String?)
    case repealed(CalendarDate)
    case repealedBeforeEffect
    case articleMissing(ArticleNumber)
    case wordingBackdated(CalendarDate)
    case replacedMissing
    case olderInForce(CalendarDate)
    case newerThere(CalendarDate)

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .titleTaken: "registry.statute.titleTaken"
        case .noArticles: "registry.statute.noArticles"
        case .articleRepeated: "registry.statute.articleRepeated"
        case .dateOrder: "registry.statute.dateOrder"
        case .notMaintainer: "registry.statute.notMaintainer"
        case .repealed: "registry.statute.repealed"
        case .repealedBeforeEffect: "registry.statute.repealedBeforeEffect"
        case .articleMissing: "registry.statute.articleMissing"
        case .wordingBackdated: "registry.statute.wordingBackdated"
        case .olderInForce: "registry.statute.olderInForce"
        case .newerThere: "registry.statute.newerThere"
        case .replacedMissing: "registry.statute.replacedMissing"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .titleTaken: "法律法规库中已有标题和施行日期相同的文件"
        case .noArticles: "没有条文"
        case .articleRepeated(let number): "\(number.label)重复"
        case .dateOrder: "施行日期不能早于公布时间"
        case .notMaintainer(let agency?): "该文件由\(agency)维护，本机构不能修改"
        case .notMaintainer(nil): "该文件随平台提供，由最高一级机构维护"
        case .repealed(let date): "该文件自\(date.chinese)起已废止，不能修改"
        case .repealedBeforeEffect: "废止日期应晚于施行日期"
        case .articleMissing(let number): "没有现行有效的\(number.label)"
        case .wordingBackdated(let date): "新条文的施行日期不能早于现行条文的施行日期（\(date)）"
        case .olderInForce(let date): "库中有同名的旧版（自\(date)起施行），请在“取代”中选择它"
        case .newerThere(let date): "库中有同名的新版（自\(date)起施行），旧版请通过导入录入，并写明废止日期"
        case .replacedMissing: "被取代的文件不存在"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.field
        case .titleTaken: "title"
        case .dateOrder: "effectiveOn"
        case .repealedBeforeEffect, .wordingBackdated: "from"
        case .articleMissing: "label"
        case .olderInForce, .replacedMissing: "replaces"
        case .noArticles, .articleRepeated, .notMaintainer, .repealed, .newerThere: nil
        }
    }
}

extension StatuteRecord {
    /// The fields alone, before anything is looked up.
    package func check() throws(StatuteRefused) {
        do throws(MissingField) {
            try MissingField.check([Statute.Label.title: title])
        } catch {
            throw .missing(error)
        }
        if let promulgatedOn, effectiveOn < promulgatedOn { throw .dateOrder }
    }
}

import Authority
import Importing
import Storage
import Timekeeping

/// A statute, rule or standard of the law library (执法资源库, LIB-01, LIB-02). Its text stands in its articles, each with
/// the period it is in force.
package struct Statute: Sendable, Equatable {
    package typealias ID = Identifier<Statute>

    package let id: ID
    package let serial: Int64
    package let version: Int
    package let record: StatuteRecord
    /// The first day on which it is no longer in force.
    package let repealedOn: CalendarDate?
    /// What took its place.
    package let replacedBy: ID?
    /// The agency that entered it and keeps it; nil for what is delivered with the platform.
    package let organization: Organization.ID?
    package let organizationName: String?
    package let updatedAt: Instant

    package func standing(on date: CalendarDate) -> StatuteStanding {
        if date < record.effectiveOn { return .pending }
        return repealedOn.map { $0 <= date } ?? false ? .repealed : .inForce
    }
}

/// The fields of a statute that people fill in.
package struct StatuteRecord: Sendable, Equatable {
    package var title: String
    package var kind: StatuteKind
    /// 文号: 主席令第七十号, GB 15577-2018
    package var documentNumber: String
    /// 发布机关
    package var issuer: String
    package var promulgatedOn: CalendarDate?
    package var effectiveOn: CalendarDate
    /// What stands above the first article: by whom passed, when amended.
    package var preamble: String

    package init(
        title: String, kind: StatuteKind, documentNumber: String = "", issuer: String = "",
        promulgatedOn: CalendarDate? = nil, effectiveOn: CalendarDate, preamble: String = ""
    ) {
        self.title = title
        self.kind = kind
        self.documentNumber = documentNumber
        self.issuer = issuer
        self.promulgatedOn = promulgatedOn
        self.effectiveOn = effectiveOn
        self.preamble = preamble
    }

    package var searchText: String { title + " " + documentNumber + " " + issuer }

    /// Titles that people take for the same: with or without the name of the state, brackets and blanks.
    package static func key(_ title: String) -> String {
        let text = String(title.filter { !$0.isWhitespace && !"《》〈〉".contains($0) })
        let state = "中华人民共和国"
        return text.hasPrefix(state) && text.count > state.count + 1 ? String(text.dropFirst(state.count)) : text
    }
}

extension Statute {
    /// The labels of fields as pages, import files and facts name them.
    package enum Label {
        package static let title = "标题", kind = "类型", documentNumber = "文号", issuer = "发布机关"
        package static let promulgatedOn = "公布时间", effectiveOn = "施行日期", repealedOn = "废止日期", standing = "时效"
        package static let preamble = "题注", article = "条文", replaces = "取代", organization = "维护机构"
    }
}

extension StatuteRecord {
    /// What differs from `former`, for the fact.
    package func changes(from former: StatuteRecord?) -> [FactDetail] {
        typealias Label = Statute.Label
        return [
            .change(Label.title, former?.title, title),
            .change(Label.kind, former?.kind.label, kind.label),
            .change(Label.documentNumber, former?.documentNumber, documentNumber),
            .change(Label.issuer, former?.issuer, issuer),
            .change(Label.promulgatedOn, former?.promulgatedOn?.description, promulgatedOn?.description),
            .change(Label.effectiveOn, former?.effectiveOn.description, effectiveOn.description),
            .change(Label.preamble, former?.preamble ?? "", preamble),
        ].compactMap { $0 }
    }
}

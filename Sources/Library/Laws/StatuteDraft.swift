import Timekeeping

/// What a file seems to be about, before anybody has looked at it: every guess is shown and can be corrected, for one
/// file or for the whole batch, before it enters the library (LIB-03).
package struct StatuteDraft: Sendable, Equatable, Codable {
    package var title = ""
    package var kind: StatuteKind?
    package var documentNumber = ""
    package var issuer = ""
    package var promulgatedOn: CalendarDate?
    package var effectiveOn: CalendarDate?
    package var repealedOn: CalendarDate?
    package var preamble = ""
    /// 条, parts and annexes found.
    package var units = 0
    /// What was guessed and not written in the file, by label.
    package var guessed: [String] = []
    /// What a person should look at.
    package var doubts: [String] = []
    /// The person leaves the file out.
    package var isLeftOut = false

    package init() {}

    /// What is missing before the file can enter.
    package var missing: [String] {
        [
            title.isEmpty ? "没有标题" : nil,
            kind == nil ? "不能确定类型，请更正，或在文件开头写明，如“类型: 部门规章”" : nil,
            effectiveOn == nil ? "不能确定施行日期，请更正，或在文件开头写明，如“施行日期: 2026-01-01”" : nil,
        ].compactMap { $0 } + datesOutOfOrder
    }

    private var datesOutOfOrder: [String] {
        if let promulgatedOn, let effectiveOn, effectiveOn < promulgatedOn { return [StatuteRefused.dateOrder.message] }
        if let repealedOn, let effectiveOn, repealedOn <= effectiveOn { return [StatuteRefused.repealedBeforeEffect.message] }
        return []
    }

    package var record: StatuteRecord? {
        guard missing.isEmpty, let kind, let effectiveOn else { return nil }
        return StatuteRecord(
            title: title, kind: kind, documentNumber: documentNumber, issuer: issuer, promulgatedOn: promulgatedOn,
            effectiveOn: effectiveOn, preamble: preamble)
    }
}

/// Fields that somebody sets for some files or for all; nil leaves what is there.
package struct StatuteDraftCorrection: Sendable, Equatable {
    package var kind: StatuteKind?
    package var documentNumber: String?
    package var issuer: String?
    package var promulgatedOn: CalendarDate?
    package var effectiveOn: CalendarDate?
    package var title: String?
    package var isLeftOut: Bool?

    package init() {}

    package func applied(to draft: StatuteDraft) -> StatuteDraft {
        typealias Label = Statute.Label
        var draft = draft
        var said: [String] = []
        if let kind { (draft.kind, said) = (kind, said + [Label.kind]) }
        if let documentNumber { (draft.documentNumber, said) = (documentNumber, said + [Label.documentNumber]) }
        if let issuer { (draft.issuer, said) = (issuer, said + [Label.issuer]) }
        if let promulgatedOn { (draft.promulgatedOn, said) = (promulgatedOn, said + [Label.promulgatedOn]) }
        if let effectiveOn { (draft.effectiveOn, said) = (effectiveOn, said + [Label.effectiveOn]) }
        if let title { (draft.title, said) = (title, said + [Label.title]) }
        if let isLeftOut { draft.isLeftOut = isLeftOut }
        draft.guessed.removeAll { said.contains($0) }
        draft.doubts.removeAll { doubt in said.contains { doubt.hasPrefix($0) } }
        return draft
    }
}

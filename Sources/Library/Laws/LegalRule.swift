import Authority
import Foundation
import Importing
import Storage
import Timekeeping

/// A rule of law as a row (BEY-20): where it stands, from when to when, what it limits, and its numbers. A row is never
/// edited; another rule of the same code follows it with a period of its own.
package struct LegalRule: Sendable, Equatable {
    package typealias ID = Identifier<LegalRule>

    package let id: ID
    /// Stays from period to period: `penalty.summary.fine`.
    package let code: String
    package let record: LegalRuleRecord
    package let validFrom: CalendarDate
    /// The first day on which it no longer holds.
    package let validUntil: CalendarDate?
    /// Why this row follows the former one.
    package let basis: String

    package func holds(on date: CalendarDate) -> Bool { validFrom <= date && (validUntil.map { date < $0 } ?? true) }
}

package struct LegalRuleRecord: Sendable, Equatable {
    /// The title of the statute.
    package var statute: String
    package var article: ArticleNumber
    package var paragraph: Int?
    package var limits: String
    package var numbers: [LegalNumber]
    package var verification: LegalVerification

    package init(
        statute: String, article: ArticleNumber, paragraph: Int? = nil, limits: String, numbers: [LegalNumber],
        verification: LegalVerification
    ) {
        self.statute = statute
        self.article = article
        self.paragraph = paragraph
        self.limits = limits
        self.numbers = numbers
        self.verification = verification
    }

    package var citation: String { CitedWords.text(statute, article, paragraph: paragraph, item: nil) }
}

/// One number of a rule with its unit: 公民罚款上限 200 元. Working days and calendar days are different units.
package struct LegalNumber: Sendable, Hashable, Codable {
    package let name: String
    package let value: Int
    package let unit: String

    package init(_ name: String, _ value: Int, _ unit: String) { (self.name, self.value, self.unit) = (name, value, unit) }

    /// `公民罚款上限=200元`
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "=", maxSplits: 1).map { ArticleWording(String($0)).text }
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        let digits = parts[1].prefix { $0.isASCII && $0.isNumber }
        guard let value = Int(digits) else { return nil }
        self.init(parts[0], value, String(parts[1].dropFirst(digits.count)))
    }

    package var text: String { "\(name)=\(value)\(unit)" }
}

/// How sure the platform is of a rule that it delivers.
package enum LegalVerification: String, Labelled, SQLConvertible {
    case checked, quoted, general

    package var label: String {
        switch self {
        case .checked: "已核对条文"
        case .quoted: "据公开转载"
        case .general: "待核对"
        }
    }
}

/// The next period of a rule (BEY-20): the former row ends where this one begins.
package struct LegalRuleSuccession: Sendable {
    /// The row that it follows; somebody else's newer row makes this one stale (OPS-04).
    package let former: LegalRule.ID
    package let record: LegalRuleRecord
    package let from: CalendarDate
    package let basis: String

    package init(of former: LegalRule.ID, with record: LegalRuleRecord, from date: CalendarDate, basis: String) {
        (self.former, self.record, from, self.basis) = (former, record, date, basis)
    }

    package enum Refused: Refusal, Equatable {
        case missing(MissingField)
        case backdated(CalendarDate)
        case notHighest

        package var code: String {
            switch self {
            case .missing(let field): field.code
            case .backdated: "registry.legalRule.backdated"
            case .notHighest: "registry.legalRule.notHighest"
            }
        }

        package var message: String {
            switch self {
            case .missing(let field): field.message
            case .backdated(let date): "新规则的起始日期应晚于现行规则的起始日期（\(date)）"
            case .notHighest: "法律规则由最高一级机构维护"
            }
        }

        package var field: String? {
            switch self {
            case .missing(let field): field.field
            case .backdated: "from"
            case .notHighest: nil
            }
        }
    }

    package static let succeeded = FactKind(
        code: "registry.legalRule.succeeded", sentence: "{actor}修改法律规则“{limits}”，自{date}起适用")

    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> LegalRule.ID {
        try actor.require(.manageLaws)
        guard try Statute.isHighest(actor.organization, in: transaction) else { throw Refused.notHighest }
        guard let old = try LegalRule.find(former, in: transaction) else { throw NotFound() }
        do throws(MissingField) {
            try MissingField.check(["条文所在法律": record.statute, "限制内容": record.limits, "修改依据": basis])
        } catch {
            throw Refused.missing(error)
        }
        guard old.validUntil == nil else { throw StorageError.overtaken }
        guard from > old.validFrom else { throw Refused.backdated(old.validFrom) }
        let id = LegalRule.ID(at: now)
        try old.end(on: from, in: transaction)
        try LegalRule(id: id, code: old.code, record: record, validFrom: from, validUntil: nil, basis: basis)
            .insert(by: actor.account, at: now, in: transaction)
        try Fact(
            kind: Self.succeeded, actor: actor, at: now, organization: actor.organization, noun: "LegalRule", record: id.bytes,
            details: record.changes(from: old.record) + [FactDetail("修改依据", before: nil, after: basis)],
            values: ["limits": record.limits, "date": from.description]
        ).record(in: transaction)
        return id
    }
}

extension LegalRuleRecord {
    fileprivate func changes(from former: LegalRuleRecord) -> [FactDetail] {
        [
            .change("条文", former.citation, citation), .change("限制内容", former.limits, limits),
            .change("数值", former.numbersText, numbersText), .change("核对情况", former.verification.label, verification.label),
        ].compactMap { $0 }
    }

    package var numbersText: String { numbers.map(\.text).joined(separator: "；") }
}

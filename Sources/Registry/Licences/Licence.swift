import Authority
import Importing
import Library
import Storage
import Timekeeping
import Vault

/// One licence of a regulated object (证照信息, A.6, ELEM-04).
package struct Licence: Sendable {
    package typealias ID = Identifier<Licence>

    package let id: ID
    package let version: Int
    package let subject: RegulatedSubject.ID
    package var record: LicenceRecord
    package var file: StoredFile.ID?
    package let fileName: String?
    package var enteredBy: String

    /// Days before the end that a licence is said to run out (RISK-04).
    package static let warningDays = 30

    package enum Standing: String, CaseIterable, Sendable {
        case valid, expiring, expired, future

        package var label: String {
            switch self {
            case .valid: "有效"
            case .expiring: "即将到期"
            case .expired: "已过期"
            case .future: "尚未生效"
            }
        }
    }

    package func standing(on today: CalendarDate) -> Standing {
        if let from = record.validFrom, today < from { return .future }
        guard let until = record.validUntil else { return .valid }
        if until < today { return .expired }
        return until.dayNumber - today.dayNumber <= Self.warningDays ? .expiring : .valid
    }
}

/// The fields that people fill in.
package struct LicenceRecord: DeclaredRecord {
    /// 食品经营许可证, 营业执照 …
    package var kind: String
    package var number: String
    package var issuer: String
    package var validFrom: CalendarDate?
    /// The last day; nil for one without end (长期).
    package var validUntil: CalendarDate?

    package init(kind: String, number: String, issuer: String = "", validFrom: CalendarDate? = nil, validUntil: CalendarDate? = nil) {
        (self.kind, self.number, self.issuer) = (kind, number, issuer)
        (self.validFrom, self.validUntil) = (validFrom, validUntil)
    }

    package static let blank = LicenceRecord(kind: "", number: "")
    package static let attributes: Attributes<LicenceRecord> = [
        RecordAttribute("kind", "kind", "证照类型", \.kind, .text(50), required: true, placeholder: "如：食品经营许可证"),
        RecordAttribute("number", "number", "证照编号", \.number, .text(100), required: true),
        RecordAttribute("issuer", "issuer", "发证机关", \.issuer, .text(100)),
        RecordAttribute("validFrom", "valid_from", "有效期自", \.validFrom, .date()),
        RecordAttribute("validUntil", "valid_until", "有效期至", \.validUntil, .date(empty: "长期"), hint: "空白为长期"),
    ]

    func permit() throws(LicenceRefused) {
        do { try requireFilled() } catch { throw .missing(error) }
        if let validFrom, let validUntil, validUntil < validFrom { throw .endsBeforeItBegins }
    }
}

package enum LicenceRefused: Refusal, Equatable {
    case missing(MissingField)
    case endsBeforeItBegins
    case known

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .endsBeforeItBegins: "registry.licence.endsBeforeItBegins"
        case .known: "registry.licence.known"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .endsBeforeItBegins: "有效期至不能早于有效期自"
        case .known: "该对象已登记此证照"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.label
        case .endsBeforeItBegins: "validUntil"
        case .known: "number"
        }
    }
}

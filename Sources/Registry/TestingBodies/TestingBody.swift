import Authority
import Importing
import Library
import Storage
import Timekeeping

/// 检验机构 (ELEM-01, INSP-32): a body by which an agency has products and places tested.
package typealias TestingBody = AgencyEntry<TestingBodyRecord>

package struct TestingBodyRecord: DeclaredRecord {
    package var name = ""
    package var creditCode: UnifiedSocialCreditCode?
    package var contact = ""
    package var phone = ""
    package var domains: Set<EnforcementDomain> = []

    package init() {}

    package static let blank = TestingBodyRecord()
    package static let attributes: Attributes<TestingBodyRecord> = [
        RecordAttribute("name", "name", "机构名称", \.name, .text(100), required: true),
        RecordAttribute("creditCode", "credit_code", "统一社会信用代码", \.creditCode, .creditCode, required: true),
        RecordAttribute("contact", "contact", "联系人", \.contact, .text(50)),
        RecordAttribute(
            "phone", sealed: SealedColumn("testing_body", "phone_sealed", of: "testing_body.phone"), "联系电话", \.phone, .telephone),
        RecordAttribute("domains", "domains", "检验领域", \.domains, .choices(), required: true),
    ]
}

extension TestingBodyRecord: EntryRecord {
    package static let library = EntryLibrary<TestingBodyRecord>(
        "检验机构", code: "testing-bodies", noun: "TestingBody", table: "testing_body", key: \.name, readBy: .readOfficers, keptBy: .manageOfficers,
        refusals: ["testing_body_name": TestingBodyRefused.nameTaken],
        facts: "registry.testingBody")

    package func permit() throws {
        do { try requireFilled() } catch { throw TestingBodyRefused.missing(error) }
    }
}

package enum TestingBodyRefused: Refusal, Equatable {
    case missing(MissingField)
    case nameTaken

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .nameTaken: "registry.testingBody.nameTaken"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .nameTaken: "本机构已有同名检验机构"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.label
        case .nameTaken: "name"
        }
    }
}

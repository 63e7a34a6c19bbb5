import Authority
import Importing
import Library
import Storage
import Timekeeping

/// 检验机构 (ELEM-01, INSP-32): a body by which an agency has products and places tested.
package struct TestingBody: Sendable {
    package typealias ID = Identifier<TestingBody>

    package let id: ID
    package let version: Int
    package let organization: Organization.ID
    package let organizationName: String
    package let status: Organization.Status
    package let record: TestingBodyRecord
}

/// The fields that people fill in.
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

    func permit() throws(TestingBodyRefused) {
        do { try requireFilled() } catch { throw .missing(error) }
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
}

package typealias TestingBodyStatusChange = StatusChange<TestingBody>

extension TestingBody: LibraryEntry {
    static let disabled = FactKind(code: "registry.testingBody.disabled", sentence: "{actor}停用检验机构“{name}”")
    static let enabled = FactKind(code: "registry.testingBody.enabled", sentence: "{actor}启用检验机构“{name}”")

    package static let noun: StaticString = "TestingBody"
    package static func load(_ id: ID, for actor: Actor, protection: (any FieldProtection)?, in transaction: Transaction) throws -> TestingBody {
        guard let protection else { throw StorageError.broken("a testing body was asked for without the key of its telephone") }
        return try load(id, scope: actor.scope.ownOnly, protection: protection, in: transaction)
    }
    package static func kind(of status: Organization.Status) -> FactKind { status == .disabled ? disabled : enabled }
    package static func reasonLabel(for status: Organization.Status) -> String? { status == .disabled ? "停用原因" : nil }
    package var owner: Organization.ID? { organization }
    package var factValues: [String: String] { ["name": record.name] }

    package func permitKeeping(by actor: Actor) throws { try actor.require(.manageOfficers) }
}

import Cryptography
import Storage
import Timekeeping

/// An enterprise registers itself (ORG-25): the account waits (待认证) until an agency has verified the enterprise. What
/// the applicant learns is the same whether or not the enterprise is in the library and the number has an account.
package struct EnterpriseRegistration: Sendable {
    package let code: String
    package let legalRepresentative: String
    package let name: String
    package let mobile: String
    package let password: String
    /// The address of the caller: throttled, and kept in the log.
    package let source: String

    package init(code: String, legalRepresentative: String, name: String, mobile: String, password: String, source: String) {
        (self.code, self.legalRepresentative, self.name) = (code, legalRepresentative, name)
        (self.mobile, self.password, self.source) = (mobile, password, source)
    }

    package static let applied = FactKind(
        code: "authority.enterprise.applied", sentence: "企业账号登记申请：{code}，{name}")

    /// Applications of one address within a quarter of an hour.
    static let sourceLimit = 10

    struct Checked {
        let code: UnifiedSocialCreditCode
        let person: CheckedEnterprisePerson
        let hash: PasswordHash
    }

    package func make(
        in database: Database, clock: Clock, hashing: PasswordHashing, protection: any FieldProtection,
        enterprises: any EnterpriseFinding
    ) async throws {
        do {
            try MissingField.check(["统一社会信用代码": code, "法定代表人姓名": legalRepresentative])
        } catch {
            throw EnterpriseRefused.missing(error)
        }
        guard let code = UnifiedSocialCreditCode(code) else { throw EnterpriseRefused.codeInvalid }
        let person = try CheckedEnterprisePerson(name: name, mobile: mobile)
        try Password.permit(password, mobile: person.mobile.description, name: person.name)
        // hashed whether or not the account will be made, so that the time tells nothing
        let checked = Checked(code: code, person: person, hash: try await hashing.hash(password))
        let now = clock.now()
        try await database.write { transaction in
            try apply(checked, at: now, protection: protection, enterprises: enterprises, in: transaction)
        }
    }

    private func apply(
        _ checked: Checked, at now: Instant, protection: any FieldProtection, enterprises: any EnterpriseFinding,
        in transaction: Transaction
    ) throws {
        let origin = protection.blindIndex(VisitorOrigin.counted(source), field: "enterprise_registration.source")
        guard try !LoginThrottle.load(origin, in: transaction).isLocked(limit: Self.sourceLimit, at: now) else {
            throw EnterpriseRefused.tooOften
        }
        try LoginThrottle.addFailure(origin, at: now, in: transaction)
        let entry = try enterprises.enterprise(coded: checked.code, in: transaction)
        let index = EnterpriseAccount.mobileIndex(checked.person.mobile, protection)
        let isKnown = try EnterpriseAccount.exists(code: checked.code, mobileIndex: index, in: transaction)
        let id = EnterpriseAccount.ID(at: now)
        if !isKnown {
            try EnterpriseAccount.insert(
                EnterpriseAccount.New(
                    id: id, kind: .legalPerson, status: .pendingVerification, code: checked.code.description, enterprise: entry?.id,
                    enterpriseName: entry?.name ?? "", legalRepresentative: legalRepresentative, person: checked.person,
                    credential: .chosen(checked.hash)),
                at: now, protection: protection, in: transaction)
        }
        try Fact(
            kind: Self.applied, actor: nil, at: now, organization: entry?.jurisdiction, origin: source,
            noun: "EnterpriseAccount", record: isKnown ? nil : id.bytes,
            details: [
                FactDetail("手机号", before: nil, after: checked.person.mobile.masked),
                FactDetail("法定代表人", before: nil, after: legalRepresentative),
            ] + (isKnown ? [FactDetail("结果", before: nil, after: "该手机号已有账号，未新建")] : []),
            values: ["code": checked.code.description, "name": checked.person.name]
        ).record(in: transaction)
    }
}

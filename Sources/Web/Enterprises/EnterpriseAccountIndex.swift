import Authority
import Doors
import InspectingPages
import Library
import Registry
import RegistryPages
import Storage
import Timekeeping

/// An account of an enterprise as lists and pages show it.
package struct EnterpriseAccountModel: Codable, Sendable {
    package struct Field: Codable, Sendable {
        let label: String
        let value: String
    }

    let id: String
    let version: Int
    let enterprise: String
    let code: String
    let name: String
    /// Masked.
    let mobile: String
    let kind: String
    let status: String
    let isPending: Bool
    /// One can log in with it.
    let isOpen: Bool
    let acts: [EnterpriseAccount.Status.Act]
    let validUntil: String
    let createdAt: String
    let fields: [Field]

    init(_ account: EnterpriseAccount, acts: [EnterpriseAccount.Status.Act], today: CalendarDate) {
        self.acts = acts
        id = account.id.description
        version = account.version
        enterprise = account.enterpriseName.isEmpty ? "（监管对象库中没有）" : account.enterpriseName
        code = account.code
        name = account.name
        mobile = account.mobile
        kind = account.kind.label
        status = account.shown(on: today)
        isPending = account.status == .pendingVerification
        isOpen = account.status.isOpen
        validUntil = account.validUntil?.description ?? ""
        createdAt = account.createdAt.beijingText
        fields = [
            Field(label: "企业", value: account.enterpriseName), Field(label: "统一社会信用代码", value: account.code),
            Field(label: "姓名", value: account.name), Field(label: "手机号", value: account.mobile),
            Field(label: "账号类型", value: account.kind.label), Field(label: "状态", value: account.shown(on: today)),
            Field(label: "授权有效期至", value: account.validUntil?.description ?? ""),
            Field(label: "登记时间", value: account.createdAt.beijingText),
            Field(label: "最近登录", value: account.lastLogin?.beijingText ?? ""),
        ] + (account.decision.map {
            [Field(label: "办理", value: [$0.at.beijingText, $0.by, $0.reason].filter { !$0.isEmpty }.joined(separator: " "))]
        } ?? [])
    }
}

/// One account, and beside what the applicant wrote what the library has.
struct EnterpriseAccountDetail: Codable, Sendable {
    struct Comparison: Codable, Sendable {
        let label: String
        let typed: String
        let library: String
        let isEqual: Bool
    }

    let account: EnterpriseAccountModel
    let subject: String?
    let comparisons: [Comparison]

    init(_ account: EnterpriseAccount, library: RegulatedSubject?, for actor: Actor, today: CalendarDate) {
        let acts = EnterpriseAccountActs(account, isKnown: library != nil, actor).offers
        self.account = EnterpriseAccountModel(account, acts: acts, today: today)
        subject = library?.id.description
        let known = library?.record
        comparisons = account.status != .pendingVerification ? [] : [
            Comparison(
                label: RegulatedSubject.Label.code, typed: account.code, library: library?.objectCode ?? "没有该企业",
                isEqual: account.code == library?.objectCode),
            Comparison(
                label: RegulatedSubject.Label.legalRepresentative, typed: account.legalRepresentative,
                library: known?.legalRepresentative ?? "", isEqual: account.legalRepresentative == known?.legalRepresentative),
            Comparison(label: "申请人手机号／库中联系电话", typed: account.mobile, library: known.map { Telephone.masked($0.phone) } ?? "", isEqual: account.mobile == known.map { Telephone.masked($0.phone) }),
            Comparison(
                label: RegulatedSubject.Label.registrationStatus, typed: "", library: known?.registrationStatus.label ?? "",
                isEqual: known?.registrationStatus == .existing),
        ]
    }
}

struct EnterpriseAccountForm: Codable, Sendable {
    let title: String
}

extension EnterpriseAccount {
    /// What the library has of the enterprise: the bound one, else by the code.
    func libraryEntry(protection: any FieldProtection, in transaction: Transaction) throws -> RegulatedSubject? {
        let found = try enterprise ?? UnifiedSocialCreditCode(code).flatMap {
            try EnterpriseRegister().enterprise(coded: $0, in: transaction)?.id
        }
        return try found.flatMap { try RegulatedSubject.ownFile(of: $0, protection: protection, in: transaction) }
    }
}

import Storage

/// Why an act on an enterprise's account is refused.
package enum EnterpriseRefused: Refusal, Equatable {
    case missing(MissingField)
    case codeInvalid
    case mobileInvalid
    /// One address applies again and again.
    case tooOften
    case unknownEnterprise
    case holderExists
    /// Told only to the enterprise itself and to its agency.
    case mobileTaken
    case onlyLegalPerson
    case validityOver
    case reasonMissing
    case notPossible(EnterpriseAccount.Status)

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .codeInvalid: "authority.enterprise.codeInvalid"
        case .mobileInvalid: "authority.enterprise.mobileInvalid"
        case .tooOften: "authority.enterprise.tooOften"
        case .unknownEnterprise: "authority.enterprise.unknown"
        case .holderExists: "authority.enterprise.holderExists"
        case .mobileTaken: "authority.enterprise.mobileTaken"
        case .onlyLegalPerson: "authority.enterprise.onlyLegalPerson"
        case .validityOver: "authority.enterprise.validityOver"
        case .reasonMissing: "authority.enterprise.reasonMissing"
        case .notPossible: "authority.enterprise.notPossible"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .codeInvalid: UnifiedSocialCreditCode.formatMessage
        case .mobileInvalid: MobileNumber.formatMessage
        case .tooOften: "提交过于频繁，请15分钟后再试"
        case .unknownEnterprise: "监管对象库中没有该统一社会信用代码的企业，请先建立企业档案"
        case .holderExists: "该企业已有法人账号，更换时请先撤销原法人账号"
        case .mobileTaken: "该手机号已有本企业的账号"
        case .onlyLegalPerson: "只有法人账号可以授权"
        case .validityOver: "授权有效期不能早于今天"
        case .reasonMissing: "请填写不通过的理由"
        case .notPossible(let status): "账号状态为\(status.label)，不能进行此操作"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.field
        case .codeInvalid, .unknownEnterprise: "code"
        case .mobileInvalid, .mobileTaken: "mobile"
        case .holderExists: "subject"
        case .validityOver: "validUntil"
        case .reasonMissing: "reason"
        case .tooOften, .onlyLegalPerson, .notPossible: nil
        }
    }

    /// The constraints are the check.
    static var uniqueness: KeyValuePairs<String, any Refusal> {
        ["enterprise_account_mobile": EnterpriseRefused.mobileTaken, "enterprise_account_holder": EnterpriseRefused.holderExists]
    }
}

/// Who is to have an account, after the checks that need no look-up.
struct CheckedEnterprisePerson {
    let name: String
    let mobile: MobileNumber

    init(name: String, mobile: String) throws(EnterpriseRefused) {
        do {
            try MissingField.check(["姓名": name, "手机号": mobile])
        } catch {
            throw .missing(error)
        }
        guard let number = MobileNumber(mobile) else { throw .mobileInvalid }
        (self.name, self.mobile) = (name, number)
    }
}

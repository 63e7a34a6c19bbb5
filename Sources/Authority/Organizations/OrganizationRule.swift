import Storage

/// What founding and changing an organisation have in common (ORG-01, A.1).
package enum OrganizationRefused: Refusal, Equatable {
    case missing(MissingField)
    case codeInvalid
    /// STD-03
    case divisionInvalid
    case divisionUnknown
    case tooManyReconsiderationOrgans
    case outOfScope
    case parentMissing
    case parentIsOwnDescendant
    case parentDisabled
    case levelAboveParent
    case nameTaken
    case disabledAbove

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .codeInvalid: "authority.organization.codeInvalid"
        case .divisionInvalid: "authority.organization.divisionInvalid"
        case .divisionUnknown: "authority.organization.divisionUnknown"
        case .tooManyReconsiderationOrgans: "authority.organization.tooManyReconsiderationOrgans"
        case .outOfScope: "authority.organization.outOfScope"
        case .parentMissing: "authority.organization.parentMissing"
        case .parentIsOwnDescendant: "authority.organization.parentIsOwnDescendant"
        case .parentDisabled: "authority.organization.parentDisabled"
        case .levelAboveParent: "authority.organization.levelAboveParent"
        case .nameTaken: "authority.organization.nameTaken"
        case .disabledAbove: "authority.organization.disabledAbove"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .codeInvalid: UnifiedSocialCreditCode.formatMessage
        case .divisionInvalid: DivisionCode.formatMessage
        case .divisionUnknown: "行政区划代码表中没有该代码，请从列表中选择"
        case .tooManyReconsiderationOrgans: "行政复议机关最多两个"
        case .outOfScope: "无权管理该机构"
        case .parentMissing: "请填写上级机构"
        case .parentIsOwnDescendant: "上级机构不能是本机构或其下级机构"
        case .parentDisabled: "上级机构已停用"
        case .levelAboveParent: "机构级别不能高于上级机构"
        case .nameTaken: "同一上级机构下已有同名机构"
        case .disabledAbove: "上级机构已停用，不能启用本机构"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.field
        case .codeInvalid: "uscc"
        case .divisionInvalid, .divisionUnknown: "division"
        case .tooManyReconsiderationOrgans: "reconsideration"
        case .parentMissing, .parentIsOwnDescendant, .parentDisabled: "parent"
        case .levelAboveParent: "level"
        case .nameTaken: "name"
        case .outOfScope, .disabledAbove: nil
        }
    }
}

extension OrganizationRecord {
    /// The fields alone, before anything is looked up; tidies what was typed.
    func checked() throws(OrganizationRefused) -> OrganizationRecord {
        do {
            try MissingField.check([
                "机构名称": name, "机构简称": shortName, "统一社会信用代码": unifiedSocialCreditCode,
                "行政区划": divisionCode, "执法领域": domains.isEmpty ? "" : "有", "文书代字": documentWord,
            ])
        } catch {
            throw .missing(error)
        }
        guard let code = UnifiedSocialCreditCode(unifiedSocialCreditCode) else { throw .codeInvalid }
        guard let division = DivisionCode(divisionCode) else { throw .divisionInvalid }
        guard reconsiderationOrgans.count <= 2 else { throw .tooManyReconsiderationOrgans }
        var tidy = self
        tidy.unifiedSocialCreditCode = code.description
        tidy.divisionCode = division.description
        return tidy
    }

    /// The division is one of the table, as soon as there is a table: who begins without it types the code.
    func checkDivision(in transaction: Transaction) throws {
        guard let division = DivisionCode(divisionCode), try !AdministrativeDivision.mayStand(division, in: transaction) else { return }
        throw OrganizationRefused.divisionUnknown
    }

    /// What is written to the log about a change; bank accounts only masked.
    /// - Parameter name: of an organisation.
    func details(from old: OrganizationRecord?, name nameOf: (Organization.ID) throws -> String?) rethrows -> [FactDetail] {
        func domainNames(_ record: OrganizationRecord) -> String {
            record.domains.map(\.label).sorted().joined(separator: "、")
        }
        func masked(_ number: String) -> String { number.isEmpty ? "" : "****" + number.suffix(4) }
        let changes: [FactDetail?] = [
            .change("机构名称", old?.name, name), .change("机构简称", old?.shortName, shortName),
            .change("统一社会信用代码", old?.unifiedSocialCreditCode, unifiedSocialCreditCode),
            .change("机构级别", old?.level.label, level.label),
            try .change("上级机构", old?.parent.flatMap(nameOf), parent.flatMap(nameOf)),
            .change("行政区划", old?.divisionCode, divisionCode),
            .change("执法领域", old.map(domainNames), domainNames(self)),
            .change("是否执法主体", old.map { $0.isEnforcementBody ? "是" : "否" }, isEnforcementBody ? "是" : "否"),
            .change("机构类型", old?.kind.label, kind.label),
            .change("文书代字", old?.documentWord, documentWord),
            .change("执收单位编码", old?.collectionUnitCode ?? "", collectionUnitCode),
            .change("缴款银行户名", old?.paymentAccountName ?? "", paymentAccountName),
            old?.paymentAccountNumber ?? "" == paymentAccountNumber
                ? nil
                : FactDetail("缴款银行账号", before: old.map { masked($0.paymentAccountNumber) }, after: masked(paymentAccountNumber)),
            .change("罚没编码", old?.fineCode ?? "", fineCode),
            .change("行政复议机关", (old?.reconsiderationOrgans ?? []).joined(separator: "、"),
                reconsiderationOrgans.joined(separator: "、")),
            .change("行政诉讼法院", old?.litigationCourt ?? "", litigationCourt),
            .change("地址", old?.address ?? "", address), .change("邮编", old?.postcode ?? "", postcode),
            .change("联系电话", old?.phone ?? "", phone),
        ]
        return changes.compactMap { $0 }
    }
}

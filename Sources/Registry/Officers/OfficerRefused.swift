import Authority
import Library
import Storage

/// Why an act on the officer library is refused (OFCR).
package enum OfficerRefused: Refusal, Equatable {
    case inLibrary(agency: String)
    case certificateTaken
    case citizenIDFixed
    case phoneFormat
    case delegationMissing
    case outOfScope
    case organizationFixed
    case withdrawn
    case lapsed(name: String)
    case otherAgency

    package var code: String {
        switch self {
        case .inLibrary: "registry.officer.inLibrary"
        case .certificateTaken: "registry.officer.certificateTaken"
        case .citizenIDFixed: "registry.officer.citizenIDFixed"
        case .phoneFormat: "registry.officer.phoneFormat"
        case .delegationMissing: "registry.officer.delegationMissing"
        case .outOfScope: "registry.officer.outOfScope"
        case .organizationFixed: "registry.officer.organizationFixed"
        case .withdrawn: "registry.officer.withdrawn"
        case .lapsed: "registry.officer.lapsed"
        case .otherAgency: "registry.officer.otherAgency"
        }
    }

    package var message: String {
        switch self {
        // OFCR-03, exact text
        case .inLibrary(let agency): "该人员属于\(agency)机构，已在执法人员库中"
        case .certificateTaken: "执法证号已被其他执法人员使用"
        case .citizenIDFixed: "身份证号不能修改，请撤回后重新添加"
        case .phoneFormat: Telephone.formatMessage
        case .delegationMissing: "受行政委托人员请填写委托机关和委托截止日期"
        case .outOfScope: "只能维护本机构及下级机构的执法人员"
        case .organizationFixed: "所属机构不能修改，请由原机构撤回后在新机构添加"
        case .withdrawn: "该人员已撤回"
        // OFCR-06, OFCR-09, exact texts
        case .lapsed(let name): "\(name)执法证已失效，请调整检查人员"
        case .otherAgency: "只能选择本机构执法人员"
        }
    }

    package var field: String? {
        switch self {
        case .inLibrary, .citizenIDFixed: "citizenID"
        case .certificateTaken: "certificate"
        case .phoneFormat: "phone"
        case .delegationMissing: "delegatingAgency"
        case .outOfScope, .organizationFixed: "organization"
        case .withdrawn, .lapsed, .otherAgency: nil
        }
    }
}

extension OfficerRecord {
    /// What every way into the library checks of a record by itself.
    func check() throws {
        typealias Label = EnforcementOfficer.Label
        try MissingField.check([
            Label.fullName: fullName, Label.phone: phone, Label.certificateNumber: certificateNumber,
        ])
        if domains.isEmpty { throw MissingField(Label.domains) }
        guard Telephone.isValid(phone) else { throw OfficerRefused.phoneFormat }
        if qualification == .delegated, delegation?.agency.isEmpty ?? true { throw OfficerRefused.delegationMissing }
    }
}

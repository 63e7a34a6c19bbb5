import Authority
import Storage

/// 主体类型 of an organisation object (A.6).
package enum EntityKind: String, Labelled, SQLConvertible {
    case enterprise, individualBusiness, farmerCooperative, publicInstitution, socialOrganization, other

    package var label: String {
        switch self {
        case .enterprise: "企业"
        case .individualBusiness: "个体工商户"
        case .farmerCooperative: "农民专业合作社"
        case .publicInstitution: "机关事业单位"
        case .socialOrganization: "社会组织"
        case .other: "其他"
        }
    }
}

/// 登记状态 (SUBJ-12).
package enum RegistrationStatus: String, Labelled, SQLConvertible {
    case existing, untraceable, closed, liquidating, deregistered, revoked, cancelled, movedOut

    package var label: String {
        switch self {
        case .existing: "存续"
        case .untraceable: "查无下落"
        case .closed: "关闭停业"
        case .liquidating: "清算备案"
        case .deregistered: "注销"
        case .revoked: "吊销"
        case .cancelled: "撤销"
        case .movedOut: "迁出"
        }
    }
}

/// 风险等级 and 信用等级 share the letters; nothing means 未评价.
package enum Grade: String, Sendable, CaseIterable, SQLConvertible {
    case a = "A", b = "B", c = "C", d = "D", unrated = ""

    package var label: String { self == .unrated ? "未评价" : rawValue }
    package var letter: String? { self == .unrated ? nil : rawValue }
}

/// 状态 of a record in the library (A.6).
package enum SubjectStatus: String, Sendable, CaseIterable, SQLConvertible {
    case draft
    /// Without the universal code that joins it with other departments: kept aside until completed (STD-02).
    case incomplete
    /// The only one that is planned, drawn and counted.
    case registered
    case writtenOff

    package var label: String {
        switch self {
        case .draft: "暂存"
        case .incomplete: "待补全"
        case .registered: "在册"
        case .writtenOff: "已核销"
        }
    }
}

/// 数据来源 (A.6).
package enum SubjectSource: String, Sendable, CaseIterable, SQLConvertible {
    case imported, entered, approvalAuthority, addedByHand, interface

    package var label: String {
        switch self {
        case .imported: "导入"
        case .entered: "新建"
        case .approvalAuthority: "审批局"
        case .addedByHand: "手动添加"
        case .interface: "接口"
        }
    }
}

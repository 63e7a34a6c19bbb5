import Storage

/// The built-in roles of Appendix C that an account can hold (ORG-16). Those that somebody has within one inspection
/// or case only (组长, 组员, 会签人员, 案件主办人, 案件承办人, 专家) are fields there; those of enterprises and of
/// the public belong to other accounts.
package enum Role: String, Labelled, Codable, SQLConvertible {
    case systemAdmin, businessAdmin, provincialBusinessAdmin, departmentAdmin
    case planner, planReviewer, resultReviewer, approver
    case sealUploader, sealReviewer, officer
    case caseReporter, caseSourceRegistrar, caseSourceManager, caseSourceApprover
    case manager, supervisor, complaintRegistrar, dataAdmin, securityAdmin, auditor
    /// 运维人员; `operator` is a word of Swift.
    case maintainer = "operator"

    package var label: String {
        switch self {
        case .systemAdmin: "系统管理员"
        case .businessAdmin: "业务管理员"
        case .provincialBusinessAdmin: "业务管理员（省级）"
        case .departmentAdmin: "部门管理员"
        case .planner: "任务/计划制定人"
        case .planReviewer: "审核人员"
        case .resultReviewer: "检查结果审核人员"
        case .approver: "审批人员"
        case .sealUploader: "签章添加人员"
        case .sealReviewer: "签章审核员"
        case .officer: "执法人员"
        case .caseReporter: "案例上报员"
        case .caseSourceRegistrar: "案源登记人员"
        case .caseSourceManager: "案源管理人员"
        case .caseSourceApprover: "案源审批人员"
        case .manager: "领导（管理者）"
        case .supervisor: "执法监督人员"
        case .complaintRegistrar: "投诉举报登记人员"
        case .dataAdmin: "数据管理员"
        case .securityAdmin: "安全管理员"
        case .auditor: "审计员"
        case .maintainer: "运维人员"
        }
    }

    /// The lowest level of an organisation whose accounts can hold the role; nil for every level (ORG-16, ORG-19).
    package var level: AgencyLevel? { self == .provincialBusinessAdmin ? .province : nil }

    /// No account holds all of these (SEC-07).
    package static let separated: Set<Role> = [.systemAdmin, .securityAdmin, .auditor]
}

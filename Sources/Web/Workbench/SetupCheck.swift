import Authority
import Doors
import Storage
import Timekeeping

/// 初始化检查 (CONF-01): what an agency needs before its first inspection, what of it is there, and where the rest is
/// made good.
struct SetupCheck: Sendable {
    struct Part: Sendable {
        let group: Group
        let label: String
        /// What was found, or what is missing.
        let found: String
        let isThere: Bool
        /// The first inspection does not depend on it.
        let isOptional: Bool
        let advice: String
        let href: String
        let permission: Permission
    }

    enum Group: String, CaseIterable, Sendable {
        case organization, people, libraries, documents

        var label: String {
            switch self {
            case .organization: "一、机构信息"
            case .people: "二、用户与角色"
            case .libraries: "三、一单两库"
            case .documents: "四、文书与救济途径"
            }
        }
    }

    let parts: [Part]

    /// What still keeps the agency from working.
    var missing: Int { parts.count { !$0.isThere && !$0.isOptional } }

    static func load(for agency: Organization.ID, today: CalendarDate, in transaction: Transaction) throws -> SetupCheck {
        let found = try Findings(of: agency, today: today, in: transaction)
        return SetupCheck(parts: organization(found) + people(found) + libraries(found) + documents(found))
    }

    private static func organization(_ found: Findings) -> [Part] {
        let home = "/organizations/\(found.organization)"
        return [
            Part(
                group: .organization, label: "行政区划", found: found.hasDivisions ? "代码表已导入" : "代码表未导入",
                isThere: found.hasDivisions, isOptional: true, advice: "导入国家行政区划代码表后，机构和地址可按名称选择区划",
                href: "/divisions", permission: .manageOrganizations),
            Part(
                group: .organization, label: "罚款缴纳信息", found: found.missingForFines.isEmpty ? "已填写" : "缺少" + found.missingForFines.joined(separator: "、"),
                isThere: found.missingForFines.isEmpty, isOptional: true, advice: "缺少时不能制作罚款决定，不影响检查",
                href: home, permission: .manageOrganizations),
            Part(
                group: .organization, label: "内设机构", found: "\(found.departments)个", isThere: found.departments > 0, isOptional: true,
                advice: "计划中的责任处室、部门管理员按内设机构确定", href: home + "/departments", permission: .manageOrganizations),
        ]
    }

    private static func people(_ found: Findings) -> [Part] {
        func part(_ label: String, _ role: Role, or others: Set<Role> = [], least: Int = 1, optional: Bool = false, _ advice: String) -> Part {
            let count = found.accounts(with: others.union([role]))
            return Part(
                group: .people, label: label, found: "\(count)人", isThere: count >= least, isOptional: optional, advice: advice,
                href: "/accounts/new?roles=\(role.rawValue)", permission: .manageAccounts)
        }
        return [
            part("业务管理员", .businessAdmin, or: [.provincialBusinessAdmin], "维护一单两库、计划、文书编号和公示"),
            part("任务/计划制定人", .planner, or: [.businessAdmin, .provincialBusinessAdmin], "制定计划和任务，组织抽取"),
            part("审核人员", .planReviewer, "审核年度计划"),
            part("检查结果审核人员", .resultReviewer, "审核双随机检查结果"),
            part("执法人员账号", .officer, least: 2, "至少两名；身份证号须与执法人员库一致，才能在手机上检查"),
            part("安全管理员", .securityAdmin, optional: true, "与系统管理员、审计员分设"),
            part("审计员", .auditor, optional: true, "查看操作日志，与系统管理员、安全管理员分设"),
        ]
    }

    private static func libraries(_ found: Findings) -> [Part] {
        [
            Part(
                group: .libraries, label: "监管事项", found: "已认领\(found.items)项", isThere: found.items > 0, isOptional: false,
                advice: "从事项目录认领；自行新增、导入的事项也须认领，才能用于计划和任务", href: "/items", permission: .claimItems),
            Part(
                group: .libraries, label: "抽查事项", found: "\(found.spotCheckItems)项", isThere: found.spotCheckItems > 0, isOptional: true,
                advice: "双随机抽查使用，由省级业务管理员维护", href: "/spot-check-items", permission: .readItems),
            Part(
                group: .libraries, label: "检查表单", found: "已启用\(found.forms)张", isThere: found.forms > 0, isOptional: false,
                advice: "新建或导入表单，关联事项后启用", href: "/forms", permission: .manageForms),
            Part(
                group: .libraries, label: "检查对象", found: "\(found.subjects)户", isThere: found.subjects > 0, isOptional: false,
                advice: "下载样表填写后导入，错误的行会逐行说明", href: "/imports/subjects", permission: .manageSubjects),
            Part(
                group: .libraries, label: "执法人员", found: "证件有效\(found.officers)人", isThere: found.officers >= 2, isOptional: false,
                advice: "每次检查至少两名；下载样表填写后导入", href: "/imports/officers", permission: .manageOfficers),
        ]
    }

    private static func documents(_ found: Findings) -> [Part] {
        let remedies = [found.hasReconsideration ? nil : "行政复议机关", found.hasCourt ? nil : "行政诉讼法院"].compactMap { $0 }
        return [
            Part(
                group: .documents, label: "文书编号规则", found: "\(found.numberRules)种文书", isThere: found.numberRules > 0, isOptional: false,
                advice: "没有规则的文书不能确认和打印", href: "/document-number-rules", permission: .manageDocumentRules),
            Part(
                group: .documents, label: "行政复议、行政诉讼地点", found: remedies.isEmpty ? "已填写" : "缺少" + remedies.joined(separator: "、"),
                isThere: remedies.isEmpty, isOptional: false, advice: "文书须告知当事人救济途径", href: "/organizations/\(found.organization)",
                permission: .manageOrganizations),
        ]
    }
}

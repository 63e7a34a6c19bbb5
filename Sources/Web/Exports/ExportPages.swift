import Authority
import AuthorityPages
import Doors
import Importing
import InspectingPages
import Ledger
import Library
import Registry
import RegistryPages
import Spreadsheets
import Storage
import Tasking
import TaskingPages
import Timekeeping
import Vault

/// 导出 of the lists (SEC-10) whose areas don't bring it along by themselves.
package enum ExportPages {
    static let routes: [Route] = [
        .export("/subjects", .needs(.readSubjects), "监管对象", SubjectListPage.query) { call in
            let subjectClass = call.query["tab"].flatMap(SubjectClass.init(rawValue:)) ?? .organization
            let filter = SubjectListPage.filter(call.query, subjectClass, agency: try call.actor().organization)
            return (SubjectExport(), filter)
        },
        .export("/subjects/{id}/licences", .needs(.readSubjects), "监管对象的证照", []) { (LicenceExport(), .init(of: try $0.id())) },
        .export("/items", .needs(.readItems), "监管事项", [ItemPages.tab] + ItemPages.filters + ItemPages.moreFilters) { call in
            let kind = ItemKind(rawValue: call.query["tab"] ?? "") ?? .supervision
            return (ItemExport(kind), ItemPages.filter(call.query, kind))
        },
        .export("/spot-check-items", .needs(.readItems), "抽查事项", ItemPages.filters + ItemPages.moreFilters) { call in
            (ItemExport(.spotCheck), ItemPages.filter(call.query, .spotCheck))
        },
        .export("/forms", .needs(.readItems), "检查表单及其内容", CheckFormPages.filters) { (CheckFormExport(), CheckFormPages.filter($0)) },
        .export("/check-matters", .needs(.readItems), "检查事项清单", MatterPages.filters + [MatterPages.tab]) { (CheckMatterExport(), MatterPages.filter($0)) },
        .export("/officers", .needs(.readOfficers), "执法人员", OfficerPages.filters + OfficerPages.moreFilters) { (OfficerExport(), OfficerPages.filter($0)) },
        .export("/laws", .needs(.readItems), "法律法规及其条文", LawPages.filters + LawPages.moreFilters + [LawPages.tab]) { (StatuteExport(), LawPages.filter($0)) },
        .export("/organizations", .needs(.manageOrganizations), "机构", OrganizationPages.filters) { call in
            let (named, status) = OrganizationPages.filter(call.query)
            return (OrganizationExport(), .init(named: named, status: status))
        },
        .export("/accounts", .needs(.manageAccounts), "用户", AccountPages.filters) { (AccountExport(), AccountPages.filter($0.query)) },
        .export("/plans", .needs(.readPlans), "年度计划", PlanPages.query) { call in
            (PlanExport(), .init(PlanPages.family(call), isReceived: PlanPages.isReceived(call), PlanPages.filter(call)))
        },
        .export("/tasks/{id}/subjects", .needs(.readTasks), "任务的检查对象名单", ChoosingPages.query) { call in
            let task = try call.id(of: InspectionTask.self)
            return (CandidateExport(), .init(of: task, ChoosingModel.filter(call.query)))
        },
        .file("/exports/{id}", .signedIn, "下载本人导出的文件", types: [.xlsx, .csv]) { try await file($0) },
    ]

    private static func file(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Job.self)
        let actor = try call.actor()
        let found = try await call.read { transaction -> StoredFile? in
            guard let made = try ExportedFile.load(try Job.load(id, of: actor, in: transaction)) else { throw NotFound() }
            return try StoredFile.ID(made.file).flatMap { try StoredFile.load($0, in: transaction) }
        }
        let vault = try call.platform.service(FileVault.self)
        guard let file = found?.kept else { throw NotFound() }
        return .file(FileAnswer(.kept(file.hash, vault), type: file.type.mediaType, downloadName: file.downloadName))
    }
}

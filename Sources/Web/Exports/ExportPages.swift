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

/// 导出 of a list as it is filtered (SEC-10): a job, and its file for the person who asked for it. One manner for every
/// library; its buttons stand beside 导入.
package enum ExportPages {
    static let routes: [Route] = [
        submission("/subjects", .needs(.readSubjects), "监管对象", SubjectListPage.query) { call in
            let subjectClass = call.query["tab"].flatMap(SubjectClass.init(rawValue:)) ?? .organization
            let filter = SubjectListPage.filter(call.query, subjectClass, agency: try call.actor().organization)
            return request(SubjectExport(), filter, call)
        },
        submission("/subjects/{id}/licences", .needs(.readSubjects), "监管对象的证照", []) { request(LicenceExport(), .init(of: try $0.id()), $0) },
        submission("/items", .needs(.readItems), "监管事项", [ItemPages.tab] + ItemPages.filters + ItemPages.moreFilters) { call in
            let kind = ItemKind(rawValue: call.query["tab"] ?? "") ?? .supervision
            return request(ItemExport(kind), ItemPages.filter(call.query, kind), call)
        },
        submission("/spot-check-items", .needs(.readItems), "抽查事项", ItemPages.filters + ItemPages.moreFilters) { call in
            request(ItemExport(.spotCheck), ItemPages.filter(call.query, .spotCheck), call)
        },
        submission("/forms", .needs(.readItems), "检查表单及其内容", CheckFormPages.filters) { request(CheckFormExport(), CheckFormPages.filter($0), $0) },
        submission("/check-matters", .needs(.readItems), "检查事项清单", MatterPages.filters + [MatterPages.tab]) { request(CheckMatterExport(), MatterPages.filter($0), $0) },
        submission("/testing-bodies", .needs(.readOfficers), "检验机构", TestingBodyPages.filters) { request(TestingBodyExport(), TestingBodyPages.filter($0), $0) },
        submission("/officers", .needs(.readOfficers), "执法人员", OfficerPages.filters + OfficerPages.moreFilters) { request(OfficerExport(), OfficerPages.filter($0), $0) },
        submission("/laws", .needs(.readItems), "法律法规及其条文", LawPages.filters + LawPages.moreFilters + [LawPages.tab]) { request(StatuteExport(), LawPages.filter($0), $0) },
        submission("/organizations", .needs(.manageOrganizations), "机构", OrganizationPages.filters) { call in
            let (named, status) = OrganizationPages.filter(call.query)
            return request(OrganizationExport(), .init(named: named, status: status), call)
        },
        submission("/accounts", .needs(.manageAccounts), "用户", AccountPages.filters) { request(AccountExport(), AccountPages.filter($0.query), $0) },
        submission("/plans", .needs(.readPlans), "年度计划", PlanPages.query) { call in
            request(PlanExport(), .init(PlanPages.family(call), isReceived: PlanPages.isReceived(call), PlanPages.filter(call)), call)
        },
        submission("/tasks/{id}/subjects", .needs(.readTasks), "任务的检查对象名单", ChoosingPages.query) { call in
            let task = try call.id(of: InspectionTask.self)
            return request(CandidateExport(), .init(of: task, ChoosingModel.filter(call.query)), call)
        },
        .file("/exports/{id}", .signedIn, "下载本人导出的文件", types: [.xlsx, .csv]) { try await file($0) },
    ]

    private static let format = Field("format", "文件格式", .choice(SheetFormat.allCases.map { .init($0.rawValue, $0.rawValue.uppercased()) }))

    private typealias Submission = @Sendable (Actor, Instant, any FieldProtection, ExportJob, Transaction) throws -> Job.ID

    private static func submission(
        _ list: String, _ access: Route.Access, _ label: String, _ filters: [Field], _ prepare: @escaping @Sendable (Call) throws -> Submission
    ) -> Route {
        .act(
            list + "/exports", access, "导出符合筛选条件的\(label)，format 为 xlsx 或 csv；超过1000条须有批量导出权限", version: .notNeeded("只导出，不改变任何内容"),
            query: filters + [format]
        ) { call in
            guard PastDay.asked(call) == nil else { throw ExportRefused.pastDay }
            let make = try prepare(call)
            let (now, protection, job) = (call.clock.now(), call.platform.protection, try call.platform.service(ExportJob.self))
            let answer = try await call.act { transaction, actor in
                let id = try make(actor, now, protection, job, transaction)
                return Done("正在导出", goTo: "/jobs/\(id)", id: id.description)
            }
            try call.platform.service(JobRunner.self).wake()
            return answer
        }
    }

    private static func request<Kind: SheetExport>(_ kind: Kind, _ filter: Kind.Filter, _ call: Call) -> Submission {
        let export = Export(kind, filter, as: call.query["format"].flatMap(SheetFormat.init(rawValue:)) ?? .xlsx)
        return { actor, now, protection, job, transaction in
            try export.make(by: actor, at: now, protection: protection, job: job, in: transaction)
        }
    }

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

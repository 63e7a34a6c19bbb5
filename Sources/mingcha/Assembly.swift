import Authority
import AuthorityPages
import Disclosure
import Doors
import Inspecting
import InspectingPages
import Ledger
import Paperwork
import Registry
import RegistryPages
import Storage
import Tasking
import TaskingPages
import Vault
import Web

/// What the product consists of: each area adds its tables, doors, menu entries, jobs and kinds of facts here, once.
enum Assembly {
    static let migrations: [Migration] =
        AuthorityMigrations.all + LedgerMigrations.all + VaultMigrations.all + WebMigrations.all
        + RegistryMigrations.all + TaskingMigrations.all + PaperworkMigrations.all
        + InspectingMigrations.all + DisclosureMigrations.all

    /// Who takes approved results (PUB-07).
    static let resultReceivers: [any ApprovedResultReceiving] = [DueResults()]

    static let routes: [Route] = [
        AssetPages.routes,
        SessionPages.routes, PersonalSettingPages.routes,
        WorkbenchPages.routes,
        SubjectPages.routes,
        AreaPages.routes,
        AreaGridPages.routes,
        SetupPages.routes,
        OrganizationPages.routes,
        OrganizationTreePages.routes,
        DepartmentPages.routes,
        AccountPages.routes,
        RolePages.routes,
        BasicInformationPages.routes,
        DivisionPages.routes,
        ParameterPages.routes,
        SecurityPages.routes,
        ItemPages.routes,
        SpotCheckItemPages.routes,
        CheckFormPages.routes,
        ResultTemplatePages.routes,
        MatterPages.routes,
        InspectionTypePages.routes,
        LawPages.routes,
        LegalRulePages.routes,
        TaskingArea.routes,
        DynamicFormPages.routes,
        FieldPages.routes,
        FieldCalls.routes,
        InspectionPages.routes,
        ResultReviewPages.routes(telling: resultReceivers),
        AttachmentPages.routes,
        ChoosingPages.routes,
        CandidateListPages.routes,
        DrawPages.routes,
        AssignmentPages.routes,
        PublicDrawPages.routes,
        OfficerPages.routes,
        OfficerPoolPages.routes,
        EnforcementEquipmentPages.routes,
        TestingBodyPages.routes,
        ElementPages.routes,
        VersionPages.routes,
        ImportPages.routes, SearchPages.routes,
        ExportPages.routes,
        JobPages.routes,
        LogPages.routes,
        MessagePages.routes,
        DocumentPages.routes,
        NumberRulePages.routes,
        PublicationPages.routes,
        PublicPages.routes,
        OpenListPages.routes,
        EnterpriseAccountPages.routes,
        DataStandardPages.routes,
        EnterpriseSide.routes,
    ].flatMap { $0 }

    static let menu: [MenuEntry] = [
        WorkbenchPages.menu,
        TaskingArea.menu,
        AssignmentPages.menu,
        DrawPages.menu,
        FieldPages.menu,
        InspectionPages.menu,
        ResultReviewPages.menu,
        DocumentPages.menu,
        PublicationPages.menu,
        SubjectPages.menu,
        EnterpriseAccountPages.menu,
        OfficerPages.menu,
        OfficerPoolPages.menu,
        EnforcementEquipmentPages.menu,
        TestingBodyPages.menu,
        ElementPages.menu,
        ItemPages.menu,
        MatterPages.menu,
        LawPages.menu,
        NumberRulePages.menu,
        SetupPages.menu,
        OrganizationPages.menu,
        AccountPages.menu,
        RolePages.menu,
        BasicInformationPages.menu,
        DivisionPages.menu,
        ParameterPages.menu,
        SecurityPages.menu,
        LogPages.menu,
        DataStandardPages.menu,
        EnterpriseSide.menu,
    ].flatMap { $0 }

    static let imports: [any SheetImport] = [
        SubjectImport(), OfficerImport(), ItemImport(.supervision), ItemImport(.spotCheck), CheckFormImport(), DivisionImport(),
        AccountImport(), OrganizationImport(), CheckMatterImport(), LicenceImport(), TestingBodyImport(),
    ] + SubjectKindImport.all

    static let exports: [any SheetExport] = [
        SubjectExport(), LicenceExport(), TestingBodyExport(), ItemExport(.supervision), ItemExport(.spotCheck), CheckFormExport(), CheckMatterExport(), OfficerExport(),
        OrganizationExport(), AccountExport(), StatuteExport(), CandidateExport(), PlanExport(),
    ]

    /// What further targets hold of a task, to be cleared with a test task.
    static let taskData: [any TaskDataKeeping] = [VisitDataKeeping()]

    /// For the filter of the log; facts keep their own words.
    static let facts = FactCatalogue(
        AuthorityFacts.kinds + Job.factKinds + RegistryFacts.kinds + TaskingFacts.kinds + InspectingFacts.kinds
            + PaperworkFacts.kinds + DisclosureFacts.kinds)
}

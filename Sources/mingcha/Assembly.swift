import Authority
import AuthorityPages
import Disclosure
import Doors
import Importing
import Inspecting
import Ledger
import Library
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
        + ImportingMigrations.all + LibraryMigrations.all + RegistryMigrations.all + TaskingMigrations.all + PaperworkMigrations.all
        + InspectingMigrations.all + DisclosureMigrations.all

    /// Who takes approved results (PUB-07).
    static let resultReceivers: [any ApprovedResultReceiving] = [DueResults()]

    /// Each area, in the order of the menu.
    static let areas: [Area] = [
        .browser, .sessions,
        .workbench, .tasks, .proposals, .taskVolumes, .inspectionFrequencies, .dynamicForms, .choosing, .assignment, .adjusting, .calm,
        .draws,
        .field, .inspections, .resultReviews(telling: resultReceivers), .documents, .publications,
        .subjects, .enterprises,
        .officers, .officerPools, .enforcementEquipment, .testingBodies, .elements,
        .items, .matters, .resultTemplates,
        .inspectionCaps, .laws, .numberRules,
        .setup, .organizations, .accounts, .roles, .basicInformation, .divisions, .parameters, .security, .log, .messages,
        .imports, .exports, .dataStandard,
    ]

    static let routes = areas.flatMap(\.routes)
    static let menu = areas.flatMap(\.menu)
    static let imports = areas.flatMap(\.imports)
    static let exports = areas.flatMap(\.exports)
    static let codes = areas.flatMap(\.codes).sorted { $0.identifier < $1.identifier }
    static let smallTables = areas.reduce(into: Set<String>()) { $0.formUnion($1.smallTables) }

    /// What further targets hold of a task, to be cleared with a test task.
    static let taskData: [any TaskDataKeeping] = [VisitDataKeeping()]

    /// For the filter of the log; facts keep their own words.
    static let facts = FactCatalogue(areas.flatMap(\.facts))
}

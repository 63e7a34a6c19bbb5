import Authority
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// What the lists are filtered by and people make over years: an area, a directory of annotated objects, a task with
/// every object as a candidate, thousands of agencies.
struct ListGround: Sendable {
    let agency: Organization.ID
    let area: RegulatoryArea.ID
    let item: Item.ID
    let task: InspectionTask.ID
    let candidates: Int
    let code: String
    /// Of most of the agencies.
    let parent: Organization.ID
    let agencies: Int

    private static let offices = 3000

    static func make(protection: any FieldProtection, in transaction: Transaction) throws -> ListGround {
        // the triggers of a million rows take longer than any call may
        if transaction.engine == .postgresql { try transaction.execute("SET LOCAL statement_timeout = 0") }
        let agency = try DemoStore.Account.county.row(in: transaction).organization
        guard let item: Item.ID = try transaction.value("SELECT id FROM item ORDER BY serial LIMIT 1"),
            let task: InspectionTask.ID = try transaction.value("SELECT id FROM inspection_task ORDER BY serial LIMIT 1"),
            let code: String = try transaction.value("SELECT code FROM regulated_subject ORDER BY serial LIMIT 1")
        else { throw StorageError.broken("the demonstration is not there") }
        let area = try area(of: agency, in: transaction)
        try annotate(agency, item, area, in: transaction)
        let candidates = try nominate(task, in: transaction)
        try found(offices: offices, below: agency, protection, in: transaction)
        try transaction.refreshStatistics()
        if transaction.engine == .postgresql { try transaction.execute("ANALYZE") }
        return ListGround(
            agency: agency, area: area, item: item, task: task, candidates: candidates, code: code, parent: agency,
            agencies: try transaction.value("SELECT count(*) FROM organization") ?? 0)
    }

    private static func area(of agency: Organization.ID, in transaction: Transaction) throws -> RegulatoryArea.ID {
        if let id: RegulatoryArea.ID = try transaction.value(
            "SELECT id FROM regulatory_area WHERE organization_id = \(agency) ORDER BY serial LIMIT 1")
        { return id }
        throw StorageError.broken("the demonstration has no area")
    }

    /// A tenth of all objects lies in the area; a fifth is in the directory.
    private static func annotate(
        _ agency: Organization.ID, _ item: Item.ID, _ area: RegulatoryArea.ID, in transaction: Transaction
    ) throws {
        try transaction.execute(
            "UPDATE regulated_subject SET area_id = \(area) WHERE jurisdiction_id = \(agency) AND serial % 10 = 0 AND area_id IS NULL")
        try transaction.execute(
            """
            INSERT INTO annotated_item (subject_id, organization_id, item_id)
            SELECT id, \(agency), \(item) FROM regulated_subject WHERE jurisdiction_id = \(agency) AND serial % 5 = 0
            ON CONFLICT DO NOTHING
            """)
    }

    private static func nominate(_ task: InspectionTask.ID, in transaction: Transaction) throws -> Int {
        let found: SamplingCategory.ID? = try transaction.value(
            "SELECT id FROM sampling_category WHERE task_id = \(task) ORDER BY serial LIMIT 1")
        let category = found ?? SamplingCategory.ID()
        if found == nil {
            try transaction.execute(
                """
                INSERT INTO sampling_category (id, task_id, name, mode, size, remaining)
                VALUES (\(category), \(task), '度量', 'single', 0, 0)
                """)
        }
        try transaction.execute(
            """
            INSERT INTO task_candidate (task_id, category_id, subject_id, subject_serial, excluded, exclusion_reason)
            SELECT \(task), \(category), id, serial, CASE WHEN serial % 50 = 0 THEN 1 ELSE 0 END, '' FROM regulated_subject
            WHERE 1 = 1 ON CONFLICT DO NOTHING
            """)
        try transaction.execute(
            """
            UPDATE sampling_category SET
                size = (SELECT count(*) FROM task_candidate k WHERE k.category_id = sampling_category.id),
                remaining = (SELECT count(*) FROM task_candidate k WHERE k.category_id = sampling_category.id AND k.excluded = 0)
            WHERE id = \(category)
            """)
        return try transaction.value("SELECT count(*) FROM task_candidate WHERE task_id = \(task)") ?? 0
    }

    /// Below one agency, so that one place of the tree holds them all.
    private static func found(
        offices: Int, below parent: Organization.ID, _ protection: any FieldProtection, in transaction: Transaction
    ) throws {
        let present = try transaction.value("SELECT count(*) FROM organization WHERE parent_id = \(parent)", as: Int.self) ?? 0
        for number in (present + 1)..<max(present + 1, offices + 1) {
            let digits = String(String(10_000 + number).dropFirst())
            let record = OrganizationRecord(
                parent: parent, name: "虚构第\(number)监管所", shortName: "虚构\(number)所",
                unifiedSocialCreditCode: UnifiedSocialCreditCode(completing: "11990101DEM9\(digits)0")?.description ?? "",
                level: .township, divisionCode: "990101", domains: [.marketRegulation], isEnforcementBody: false,
                kind: .enforcementDepartment, documentWord: "虚所")
            _ = try OrganizationFounding(record).make(by: nil, at: Clock.system.now(), protection: protection, in: transaction)
        }
    }
}

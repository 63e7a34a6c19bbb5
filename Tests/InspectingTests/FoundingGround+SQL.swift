import Authority
import Importing
import Inspecting
import Library
import Registry
import Storage
import TestKit
import Timekeeping

@testable import Tasking

/// What an officer of the east county can begin with: an item with a form for 即时检查 and 专项检查, and objects.
struct FoundingGround: Sendable {
    let item: ItemID
    let form: CheckFormVersion.ID
    let subject: SubjectID
    let person: SubjectID
    /// Of the west county.
    let foreign: SubjectID
    let writtenOff: SubjectID

    static func lay(_ desk: VisitDesk) async throws -> FoundingGround {
        let town = desk.town
        return try await town.database.write { transaction in
            let item = ItemID(at: town.now)
            try transaction.execute(
                """
                INSERT INTO item (id, version, kind, item_code, name, domain, legal_basis, subject_classes, level,
                    organization_id, status, created_at, updated_at)
                VALUES (\(item), 1, 'supervision', '990131010009', '对粮油单位的行政检查', 'emergency', '', 'organization', 'county',
                    \(town[.eastCounty]), 'enabled', \(town.now), \(town.now))
                """)
            try transaction.execute(
                "INSERT INTO item_claim (item_id, organization_id, claimed_at, claimed_by) VALUES (\(item), \(town[.eastCounty]), 0, \(item))")
            let form = try VisitDesk.addForm(Sample.content(3), named: "粮油单位检查表", town, in: transaction)
            try transaction.execute("UPDATE check_form SET modes = ',special,instant,flying,' WHERE id = (SELECT form_id FROM check_form_version WHERE id = \(form))")
            try transaction.execute(
                "INSERT INTO check_form_item (form_id, item_id) SELECT form_id, \(item) FROM check_form_version WHERE id = \(form)")
            return FoundingGround(
                item: item, form: form, subject: try addSubject("白石粮库", .organization, .eastCounty, town, in: transaction),
                person: try addSubject("钱某", .person, .eastCounty, town, in: transaction),
                foreign: try addSubject("青禾粮库", .organization, .westCounty, town, in: transaction),
                writtenOff: try addSubject("白石旧粮库", .organization, .eastCounty, status: .writtenOff, town, in: transaction))
        }
    }

    private static func addSubject(
        _ name: String, _ subjectClass: SubjectClass, _ agency: Agency, status: SubjectStatus = .registered, _ town: Town,
        in transaction: Transaction
    ) throws -> SubjectID {
        let id = SubjectID(at: town.now)
        try transaction.execute(
            """
            INSERT INTO regulated_subject (id, version, class, name, alias, code, code_tail, entity_kind,
                registration_status, legal_representative, representative_position, liaison, phone_masked,
                registered_address, business_address, division_code, trades, jurisdiction_id, risk_level, public_credit,
                trade_credit, status, source, created_at, updated_at)
            VALUES (\(id), 1, \(subjectClass), \(name), '', \(id.description), '', 'enterprise', 'existing', '钱某', '', '', '',
                '', '粮站路1号', '990121', '', \(town[agency]), 'B', '', '', \(status), 'imported', \(town.now), \(town.now))
            """)
        return id
    }

    /// A special task of the east county that was issued without objects.
    func specialTask(_ fixation: SubjectFixation = .additionsAllowed, in desk: VisitDesk) async throws -> InspectionTask.ID {
        let (town, item) = (desk.town, item), today = desk.town.now.beijingDate
        return try await town.database.write { transaction in
            var record = TaskRecord(name: "粮油专项", year: today.year, source: .adHoc, from: today, to: today.advanced(days: 20))
            record.leadDomain = .emergency
            record.fixation = fixation
            (record.subjectSelection, record.officerSelection) = (.manual, .manual)
            let planner = town[.eastPlanner]
            let id = try TaskMaking(.special, record, items: [item]).make(by: planner, at: town.now, in: transaction)
            try TaskConfirmation(of: id).make(by: planner, at: town.now, in: transaction)
            if fixation == .additionsAllowed {
                try TaskIssuing(of: id, to: []).make(by: planner, at: town.now, in: transaction)
            }
            return id
        }
    }

    func disclaim(in desk: VisitDesk) async throws {
        try await desk.write { [item] in _ = try $0.execute("DELETE FROM item_claim WHERE item_id = \(item)") }
    }

    /// The form is replaced by its next version.
    func replaceForm(in desk: VisitDesk) async throws {
        let (form, next, now) = (form, CheckFormVersion.ID(at: desk.town.now), desk.town.now)
        try await desk.write { transaction in
            try transaction.execute("UPDATE check_form_version SET status = 'retired' WHERE id = \(form)")
            try transaction.execute(
                """
                INSERT INTO check_form_version (id, form_id, number, answer_scale, content, result_template, status, enabled_at, created_at)
                SELECT \(next), form_id, 2, answer_scale, content, result_template, 'enabled', \(now), \(now)
                FROM check_form_version WHERE id = \(form)
                """)
        }
    }

    /// The form serves this mode as well.
    func serve(_ mode: InspectionMode, in desk: VisitDesk) async throws {
        let form = form
        try await desk.write { transaction in
            _ = try transaction.execute(
                "UPDATE check_form SET modes = modes || \(mode.rawValue + ",") WHERE id = (SELECT form_id FROM check_form_version WHERE id = \(form))")
        }
    }

    func messages(to account: Account.ID, in desk: VisitDesk) async throws -> [String] {
        try await desk.write { try $0.all("SELECT text FROM message WHERE account_id = \(account) ORDER BY serial") { try $0.next() } }
    }

    /// The object of the desk's own visit stands in the library too.
    func enter(subjectOf desk: VisitDesk) async throws { _ = try await desk.addBlastFurnace() }

    func makeTest(of task: InspectionTask.ID, in desk: VisitDesk) async throws {
        let end = desk.town.now.advanced(hours: 24)
        try await desk.write { transaction in
            _ = try transaction.execute(
                "UPDATE inspection_task SET nature = 'test', test_expiry = 'hours24', purge_at = \(end) WHERE id = \(task)")
        }
    }
}

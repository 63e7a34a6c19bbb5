import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

@testable import Tasking

/// Many objects in one statement; their codes are counted up and have no check digit.
enum SubjectRows {
    /// By 5,000: a statement has its time limit, and a machine its other work.
    static func insert(_ count: Int, of agency: Organization.ID, first: Int = 1, at now: Instant, in transaction: Transaction) throws {
        for start in stride(from: first, to: first + count, by: 5_000) {
            try insertSome(min(5_000, first + count - start), of: agency, first: start, at: now, in: transaction)
        }
    }

    private static func insertSome(_ count: Int, of agency: Organization.ID, first: Int, at now: Instant, in transaction: Transaction) throws {
        let id: SQL = switch transaction.engine {
        case .sqlite: "randomblob(16)"
        case .postgresql: "gen_random_uuid()"
        }
        let grade: SQL = "CASE i % 5 WHEN 0 THEN 'A' WHEN 1 THEN 'B' WHEN 2 THEN 'C' WHEN 3 THEN 'D' ELSE '' END"
        try transaction.execute(
            """
            INSERT INTO regulated_subject (id, version, class, name, alias, code, code_tail, entity_kind,
                registration_status, legal_representative, representative_position, liaison, phone_masked,
                registered_address, business_address, division_code, trades, jurisdiction_id, risk_level, public_credit,
                trade_credit, status, source, created_at, updated_at)
            SELECT \(id), 1, 'organization', '企业' || i, '', '91990101TS' || (10000000 + i), '', 'enterprise', 'existing', '',
                '', '', '', '', '某路', '990121', '', \(agency), \(grade), \(grade), '', 'registered', 'imported',
                \(now), \(now)
            FROM (WITH RECURSIVE n (i) AS (SELECT CAST(\(first) AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < CAST(\(first + count - 1) AS BIGINT))
                SELECT i FROM n WHERE i < CAST(\(first + count) AS BIGINT)) numbers
            """)
    }

    /// The library learns that it had wrong codes: each is another's now.
    static func correctCodes(in transaction: Transaction) throws {
        try transaction.execute("UPDATE regulated_subject SET code = code || 'X'")
        try transaction.execute("UPDATE enforcement_officer SET certificate_number = certificate_number || 'X'")
    }

    static func setStatus(_ status: RegistrationStatus, ofLast count: Int, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE regulated_subject SET registration_status = \(status) WHERE code IN
                (SELECT code FROM regulated_subject ORDER BY code DESC LIMIT \(count))
            """)
    }

    static func finishVisits(of task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE task_subject SET status = \(TaskSubjectStatus.completed), finished_at = updated_at WHERE task_id = \(task)")
    }

    static func setTask(_ status: TaskStatus, _ task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE inspection_task SET status = \(status) WHERE id = \(task)")
    }

    static func facts(_ kind: String, in transaction: Transaction) throws -> Int {
        try transaction.value("SELECT count(*) FROM fact WHERE kind = \(kind)") ?? 0
    }

    static func setNature(_ nature: TaskNature, of task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE inspection_task SET nature = \(nature) WHERE id = \(task)")
    }

    static func messages(in transaction: Transaction) throws -> Int {
        try transaction.value("SELECT count(*) FROM message") ?? 0
    }
}

enum OfficerRows {
    static func insert(
        _ count: Int, of agency: Organization.ID, prefix: String, leaders: Int, until date: CalendarDate,
        account: Account.ID, at now: Instant, in transaction: Transaction
    ) throws -> [Identifier<OfficerMark>] {
        let start = try transaction.value("SELECT count(*) FROM enforcement_officer", as: Int.self) ?? 0
        return try (0..<count).map { place in
            let id = Identifier<OfficerMark>(at: now)
            try transaction.execute(
                """
                INSERT INTO enforcement_officer (id, version, full_name, citizen_id_sealed, citizen_id_index,
                    citizen_id_masked, position, phone_sealed, phone_masked, organization_id, certificate_number,
                    certificate_valid_until, qualification, delegating_agency, domains, is_leader, status, account_id,
                    created_at, updated_at)
                VALUES (\(id), 1, \("甲\(start + place)"), \(id.bytes), \(id.bytes), '', '', \(id.bytes), '', \(agency),
                    \("\(prefix)-\(1000 + start + place)"), \(date), 'enforcement', '', '', \(place < leaders), 'active',
                    \(place == 0 ? account : nil), \(now), \(now))
                """)
            return id
        }
    }
}

extension OfficerRows {
    static func withdraw(_ officer: Identifier<OfficerMark>, back: Bool = false, in transaction: Transaction) throws {
        let status = back ? OfficerStatus.active : .withdrawn
        try transaction.execute("UPDATE enforcement_officer SET status = \(status) WHERE id = \(officer)")
    }
}

extension DrawStage {
    static func grant(_ role: Role, to account: Account.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("INSERT INTO role_grant (account_id, role, granted_by, granted_at) VALUES (\(account), \(role), \(account), \(now))")
    }

    /// As a draw of before they were kept.
    static func dropPool(of draw: DrawRecord.ID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM draw_pool WHERE draw_id = \(draw)")
        try transaction.execute("DELETE FROM draw_stratum WHERE draw_id = \(draw)")
    }

    static func move(_ subject: SubjectID, to agency: Organization.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE regulated_subject SET jurisdiction_id = \(agency) WHERE id = \(subject)")
    }

    static func setSelection(_ selection: SelectionMode, of task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE inspection_task SET officer_selection = \(selection) WHERE id = \(task)")
    }

    /// As of a test task whose end has come.
    static func setPurge(of task: InspectionTask.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("UPDATE inspection_task SET purge_at = \(now) WHERE id = \(task)")
    }
}

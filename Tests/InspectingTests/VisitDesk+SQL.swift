import Authority
import Importing
import Inspecting
import Library
import Registry
import Storage
import Tasking
import TestKit
import Timekeeping

/// Rows that other targets make by their acts; here only what a visit needs to be there.
extension VisitDesk {
    static func addForm(
        _ content: CheckFormContent, named name: String = "安全生产检查表", _ town: Town, in transaction: Transaction
    ) throws -> CheckFormVersion.ID {
        let (form, version) = (CheckForm.ID(at: town.now), CheckFormVersion.ID(at: town.now))
        let json = String(decoding: try encoded(content), as: UTF8.self)
        try transaction.execute(
            """
            INSERT INTO check_form (id, version, name, scope_level, organization_id, modes, status, kind, created_at, updated_at)
            VALUES (\(form), 1, \(name), 'county', \(town[.eastCounty]), ',doubleRandom,daily,', 'enabled', 'library', \(town.now), \(town.now))
            """)
        try transaction.execute(
            """
            INSERT INTO check_form_version (id, form_id, number, answer_scale, content, result_template, status,
                enabled_at, created_at)
            VALUES (\(version), \(form), 1, 'problem', \(json), \(try ResultTemplate.general.json), 'enabled', \(town.now), \(town.now))
            """)
        return version
    }

    static func addTask(_ mode: InspectionMode, _ version: CheckFormVersion.ID, _ town: Town, in transaction: Transaction) throws -> InspectionTask.ID {
        let task = InspectionTask.ID(at: town.now)
        let planner = town[.eastPlanner]
        try transaction.execute(
            """
            INSERT INTO inspection_task (id, version, task_no, mode, span, status, organization_id, creator_id, creator_name,
                name, nature, year, source, start_date, end_date, content_mode, subject_fixation, subject_selection, officer_selection,
                subject_requirement, work_requirement, remark, created_at, created_by, updated_at)
            VALUES (\(task), 1, \(task.description), \(mode), 'singleAgency', 'pending', \(town[.eastCounty]), \(planner.account),
                \(planner.name), '安全生产抽查', 'formal', 2026, 'adHoc', '2026-03-01', '2026-03-31', 'byForm', 'fixed', 'random',
                'random', '', '', '', \(town.now), \(planner.account), \(town.now))
            """)
        try transaction.execute(
            "INSERT INTO task_form (task_id, item_id, form_version_id) VALUES (\(task), \(ItemID()), \(version))")
        return task
    }

    static func addVisit(_ task: InspectionTask.ID, _ officers: [VisitOfficer], _ town: Town, in transaction: Transaction) throws -> TaskSubject.ID {
        let visit = TaskSubject.ID(at: town.now)
        try transaction.execute(
            """
            INSERT INTO task_subject (id, version, task_id, subject_id, subject_name, subject_code, subject_class, address,
                agency_id, status, category, joining, is_late, created_at, updated_at)
            VALUES (\(visit), 1, \(task), \(SubjectID()), '白石县某粮油公司', '', 'organization', '白石县某路1号',
                \(town[.eastCounty]), 'awaitingInspection', '', 'drawn', 0, \(town.now), \(town.now))
            """)
        try TaskSubject.lock(visit, in: transaction).setOfficers(officers, in: transaction)
        return visit
    }

    /// The entry of a person in the officer library, linked to the account.
    static func addOfficer(_ person: Person, number: String, _ town: Town, in transaction: Transaction) throws -> Identifier<OfficerMark> {
        let id = Identifier<OfficerMark>(at: town.now)
        try transaction.execute(
            """
            INSERT INTO enforcement_officer (id, version, full_name, citizen_id_sealed, citizen_id_index, citizen_id_masked,
                position, phone_sealed, phone_masked, organization_id, certificate_number, certificate_valid_until,
                qualification, delegating_agency, domains, is_leader, status, account_id, created_at, updated_at)
            VALUES (\(id), 1, \(person.name), \([1] as [UInt8]), \(id.bytes), '', '', \([1] as [UInt8]), '', \(town[person.agency]),
                \(number), '2026-12-31', 'enforcement', '', '', 0, 'active', \(town[person].account), \(town.now), \(town.now))
            """)
        try transaction.execute("UPDATE account SET officer_id = \(id) WHERE id = \(town[person].account)")
        return id
    }

    func expireCertificate(of officer: Identifier<OfficerMark>, on date: String) async throws {
        try await town.database.write { transaction in
            _ = try transaction.execute("UPDATE enforcement_officer SET certificate_valid_until = \(date) WHERE id = \(officer)")
        }
    }

    /// A statute of the library with one article.
    func addArticle(of statute: Statute.ID, _ words: String) async throws {
        try await town.database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO statute (id, version, title, title_key, kind, document_number, issuer, effective_on, preamble, created_at, updated_at)
                VALUES (\(statute), 1, '某条例', '某条例', 'law', '', '', '2020-01-01', '', 0, 0)
                """)
            try transaction.execute(
                """
                INSERT INTO statute_article (id, statute_id, article_key, position, headings, content, valid_from, basis)
                VALUES (\(StatuteArticle.ID()), \(statute), \(Sample.provision.article), 1000, '', \(words), '2020-01-01', '')
                """)
        }
    }

    /// Somebody changes the store behind everybody's back.
    func change(_ what: SecretChange) async throws {
        try await town.database.write { _ = try $0.execute(what.sql) }
    }

    enum SecretChange {
        case noteOfReturned, problems
        var sql: SQL {
            switch self {
            case .noteOfReturned: "UPDATE returned_result SET disposal_note = '改动'"
            case .problems: "UPDATE inspection_problem SET description = description || '。'"
            }
        }
    }

    /// Puts further visits of the same officers behind the first one.
    func addVisits(_ count: Int) async throws -> [TaskSubject.ID] {
        let (town, task, visit) = (town, task, visit)
        return try await town.database.write { transaction in
            let officers = try TaskSubject.officers(of: visit, in: transaction)
            return try (0..<count).map { _ in try Self.addVisit(task, officers, town, in: transaction) }
        }
    }

    /// The task becomes one of two agencies: for the same object the west county has a form of its own and no officers yet.
    /// - Returns: its visit.
    @discardableResult
    func join() async throws -> TaskSubject.ID {
        let (town, task, visit) = (town, task, visit)
        return try await town.database.write { transaction in
            let (item, other, now) = (ItemID(at: town.now), TaskSubject.ID(at: town.now), town.now)
            try transaction.execute("UPDATE inspection_task SET span = 'crossAgency', status = 'awaitingOfficers' WHERE id = \(task)")
            try transaction.execute("UPDATE task_subject SET status = 'awaitingOfficers', is_ready = 1 WHERE id = \(visit)")
            try transaction.execute(
                """
                INSERT INTO task_subject (id, version, task_id, subject_id, subject_name, subject_code, subject_class, address,
                    agency_id, participant_id, status, category, joining, is_late, created_at, updated_at)
                SELECT \(other), 1, task_id, subject_id, subject_name, subject_code, subject_class, address, \(town[.westCounty]),
                    \(town[.westCounty]), status, category, joining, is_late, \(now), \(now) FROM task_subject WHERE id = \(visit)
                """)
            try transaction.execute(
                """
                INSERT INTO item (id, version, kind, item_code, name, domain, legal_basis, subject_classes, level, organization_id, status,
                    created_at, updated_at)
                VALUES (\(item), 1, 'supervision', '300000000009', '对消防通道的行政检查', 'fire', '', 'organization', 'county',
                    \(town[.westCounty]), 'enabled', \(now), \(now))
                """)
            try transaction.execute(
                "INSERT INTO task_item (task_id, item_id, origin, participant_id) VALUES (\(task), \(item), 'manual', \(town[.westCounty]))")
            let version = try Self.addForm(Sample.content(1), named: "消防通道检查表", town, in: transaction)
            try transaction.execute("INSERT INTO task_form (task_id, item_id, form_version_id) VALUES (\(task), \(item), \(version))")
            return other
        }
    }

    /// Every agency has its officers.
    func letBegin() async throws {
        let task = task
        try await town.database.write { transaction in
            try transaction.execute("UPDATE inspection_task SET status = 'pending' WHERE id = \(task)")
            _ = try transaction.execute("UPDATE task_subject SET status = 'awaitingInspection' WHERE task_id = \(task)")
        }
    }

    func finish(_ visits: [TaskSubject.ID], at instant: Instant) async throws {
        try await town.database.write { transaction in
            _ = try transaction.execute("UPDATE task_subject SET status = 'completed', finished_at = \(instant) WHERE id IN \(list: visits)")
        }
    }

    func count(_ table: CountedTable) async throws -> Int {
        try await town.database.read { try $0.value(table.sql) ?? 0 }
    }

    enum CountedTable {
        case events, inspections, returned, documents, facts, messages, signatures, problems, finalResults, readableEvents
        case evidence, measures, reviews, openings, files, tasks, returnedMessages, reviewedMessages
        var sql: SQL {
            switch self {
            case .events: "SELECT count(*) FROM field_event"
            case .inspections: "SELECT count(*) FROM inspection"
            case .returned: "SELECT count(*) FROM returned_result"
            case .documents: "SELECT count(*) FROM enforcement_document"
            case .facts: "SELECT count(*) FROM fact WHERE noun = 'Inspection'"
            case .messages: "SELECT count(*) FROM message"
            case .signatures: "SELECT count(*) FROM handwritten_signature"
            case .problems: "SELECT count(*) FROM inspection_problem"
            case .finalResults: "SELECT count(*) FROM visit_result WHERE result = 'problem'"
            case .readableEvents: "SELECT count(*) FROM field_event WHERE length(payload_sealed) > 0"
            case .returnedMessages: "SELECT count(*) FROM message WHERE kind = 'documentReturned'"
            case .reviewedMessages: "SELECT count(*) FROM message WHERE kind = 'reviewed'"
            case .evidence: "SELECT count(*) FROM evidence"
            case .measures: "SELECT count(*) FROM inspection_measure"
            case .reviews: "SELECT count(*) FROM result_review"
            case .openings: "SELECT count(*) FROM visit_opening"
            case .files: "SELECT count(*) FROM field_file"
            case .tasks: "SELECT count(*) FROM inspection_task"
            }
        }
    }

    /// As a test task whose end has come.
    func endTest() async throws {
        let (task, now) = (task, town.now)
        try await town.database.write { transaction in
            _ = try transaction.execute("UPDATE inspection_task SET nature = 'test', purge_at = \(now) WHERE id = \(task)")
        }
    }

    func head(of device: FieldDevice.ID) async throws -> Int64 {
        try await town.database.read {
            try $0.value("SELECT max(seq) FROM field_event WHERE device_id = \(device)", as: Int64?.self) ?? nil
        } ?? 0
    }

    /// The enterprise in the library, with a piece of equipment that the form asks about.
    func addBlastFurnace() async throws -> SubjectID {
        let (visit, agency, now) = (visit, town[.eastCounty], town.now)
        return try await town.database.write { transaction in
            let (workshop, furnace) = (Workshop.ID(at: now), Equipment.ID(at: now))
            let subject = try TaskSubject.lock(visit, in: transaction).subject
            try transaction.execute(
                """
                INSERT INTO regulated_subject (id, version, class, name, alias, code, code_tail, entity_kind,
                    registration_status, legal_representative, representative_position, liaison, phone_masked,
                    registered_address, business_address, division_code, trades, jurisdiction_id, risk_level, public_credit,
                    trade_credit, status, source, created_at, updated_at)
                VALUES (\(subject), 1, 'organization', '白石县某粮油公司', '', '91990121MA5CXK7P3Q', '', 'enterprise', 'existing', '',
                    '', '', '', '', '某路', '990121', '', \(agency), '', '', '', 'registered', 'imported', \(now), \(now))
                """)
            try transaction.execute(
                """
                INSERT INTO workshop (id, version, subject_id, trade, production_unit, name, premises, other_premise)
                VALUES (\(workshop), 1, \(subject), 'steel', 'ironmaking', '一炼铁厂', '', '')
                """)
            try transaction.execute(
                """
                INSERT INTO equipment (id, subject_id, workshop_id, kind, number, label, specification, unit, details, is_inspected)
                VALUES (\(furnace), \(subject), \(workshop), 'blastFurnace', 1, '', '', '', '{}', 0)
                """)
            return subject
        }
    }

    func taskStatus() async throws -> TaskStatus {
        let task = task
        return try await town.database.read { try $0.value("SELECT status FROM inspection_task WHERE id = \(task)") ?? .draft }
    }
}

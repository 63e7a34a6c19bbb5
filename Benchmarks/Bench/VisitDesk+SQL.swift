import Authority
import Foundation
import Importing
import Library
import Paperwork
import Registry
import Storage
import Tasking
import Timekeeping

/// Rows that take a county weeks of work to make by its acts.
extension VisitDesk {
    static func make(in transaction: Transaction) throws -> VisitDesk {
        let (lead, partner) = (try DemoStore.Account.officer.row(in: transaction), try DemoStore.Account.partner.row(in: transaction))
        let officers = [
            try officer(lead, isLead: true, in: transaction), try officer(partner, isLead: false, in: transaction),
        ]
        try transaction.execute(
            """
            INSERT INTO document_number_rule (id, version, organization_id, document_kind, region_word, agency_word,
                document_word, digits, created_at, created_by, updated_at, updated_by)
            VALUES (\(DocumentNumberRule.ID()), 1, \(lead.organization), \(DocumentKind.inspectionRecord), '青石', '市监', '检记', 4,
                0, \(lead.account), 0, \(lead.account))
            ON CONFLICT DO NOTHING
            """)
        return VisitDesk(
            agency: lead.organization, planner: try DemoStore.Account.planner.row(in: transaction).account, officers: officers,
            version: try insertForm(of: lead.organization, in: transaction), contents: content.points.map(\.id))
    }

    private static func insertForm(of agency: Organization.ID, in transaction: Transaction) throws -> CheckFormVersion.ID {
        let (form, version) = (CheckForm.ID(), CheckFormVersion.ID())
        let json = String(decoding: try JSONEncoder().encode(content), as: UTF8.self)
        try transaction.execute(
            """
            INSERT INTO check_form (id, version, name, scope_level, organization_id, modes, status, kind, created_at, updated_at)
            VALUES (\(form), 1, \("度量用表" + form.description), 'county', \(agency), ',doubleRandom,', 'enabled', 'library', 0, 0)
            """)
        try transaction.execute(
            """
            INSERT INTO check_form_version (id, form_id, number, answer_scale, content, result_template, status,
                enabled_at, created_at)
            VALUES (\(version), \(form), 1, 'problem', \(json), \(try ResultTemplate.general.json), 'enabled', 0, 0)
            """)
        return version
    }

    /// The person's entry in the officer library; made where the demonstration has none.
    private static func officer(_ person: DemoStore.Row, isLead: Bool, in transaction: Transaction) throws -> VisitOfficer {
        if let officer = person.officer,
            let number = try transaction.value("SELECT certificate_number FROM enforcement_officer WHERE id = \(officer)", as: String.self)
        {
            return VisitOfficer(officer, name: person.name, certificateNumber: number, agency: person.organization, isLead: isLead)
        }
        let (id, number) = (Identifier<OfficerMark>(), "9901010099" + (isLead ? "1" : "2"))
        try transaction.execute(
            """
            INSERT INTO enforcement_officer (id, version, full_name, citizen_id_sealed, citizen_id_index, citizen_id_masked,
                position, phone_sealed, phone_masked, organization_id, certificate_number, certificate_valid_until,
                qualification, delegating_agency, domains, is_leader, status, account_id, created_at, updated_at)
            VALUES (\(id), 1, \(person.name), \(id.bytes), \(id.bytes), '', '', \(id.bytes), '', \(person.organization),
                \(number), '2099-12-31', 'enforcement', '', '', 0, 'active', \(person.account), 0, 0)
            """)
        try transaction.execute("UPDATE account SET officer_id = \(id) WHERE id = \(person.account)")
        return VisitOfficer(id, name: person.name, certificateNumber: number, agency: person.organization, isLead: isLead)
    }

    /// Tasks of a hundred visits each, drawn and assigned.
    func addVisits(_ count: Int, in transaction: Transaction) throws -> [TaskSubject.ID] {
        var visits: [TaskSubject.ID] = []
        var task = InspectionTask.ID()
        for number in 0..<count {
            if number % Self.visitsPerTask == 0 { task = try addTask(in: transaction) }
            visits.append(try addVisit(to: task, in: transaction))
        }
        return visits
    }

    private func addTask(in transaction: Transaction) throws -> InspectionTask.ID {
        let task = InspectionTask.ID()
        try transaction.execute(
            """
            INSERT INTO inspection_task (id, version, task_no, mode, span, status, organization_id, creator_id, creator_name,
                name, nature, year, source, start_date, end_date, content_mode, subject_fixation, subject_selection, officer_selection,
                subject_requirement, work_requirement, remark, created_at, created_by, updated_at)
            VALUES (\(task), 1, \(task.description), \(InspectionMode.doubleRandom), 'singleAgency', 'pending', \(agency), \(planner),
                '周启明', '食品经营抽查', 'formal', 2026, 'adHoc', '2026-01-01', '2026-12-31', 'byForm', 'fixed', 'random',
                'random', '', '', '', 0, \(planner), 0)
            """)
        try transaction.execute("INSERT INTO task_form (task_id, item_id, form_version_id) VALUES (\(task), \(ItemID()), \(version))")
        try transaction.execute("INSERT INTO task_agency (task_id, agency_id, urged_count) VALUES (\(task), \(agency), 0)")
        return task
    }

    private func addVisit(to task: InspectionTask.ID, in transaction: Transaction) throws -> TaskSubject.ID {
        let visit = TaskSubject.ID()
        try transaction.execute(
            """
            INSERT INTO task_subject (id, version, task_id, subject_id, subject_name, subject_code, subject_class, address,
                agency_id, status, category, joining, is_late, created_at, updated_at)
            VALUES (\(visit), 1, \(task), \(SubjectID()), '青石县喆丰粮油贸易有限责任公司', '', 'organization', '青石县城关镇北环路118号',
                \(agency), 'awaitingInspection', '', 'drawn', 0, 0, 0)
            """)
        for officer in officers {
            try transaction.execute(
                """
                INSERT INTO task_subject_officer (task_subject_id, officer_id, officer_name, certificate_number, agency_id, is_lead)
                VALUES (\(visit), \(officer.officer), \(officer.name), \(officer.certificateNumber), \(agency), \(officer.isLead))
                """)
        }
        return visit
    }
}

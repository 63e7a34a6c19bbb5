import Authority
import Importing
import Library
import Registry
import Storage

extension TaskItem {
    /// The matters of a task in the order of their codes, each with its forms.
    package static func all(of task: InspectionTask.ID, in transaction: Transaction) throws -> [TaskItem] {
        let forms = try transaction.all(
            """
            SELECT f.item_id, v.id, c.name, v.number FROM task_form f JOIN check_form_version v ON v.id = f.form_version_id
                JOIN check_form c ON c.id = v.form_id WHERE f.task_id = \(task) ORDER BY c.name, v.number
            """
        ) { row in
            (item: try row.next(ItemID.self), form: Form(version: try row.next(), name: try row.next(), number: try row.next()))
        }
        let byItem = Dictionary(grouping: forms, by: \.item)
        return try transaction.all(
            """
            SELECT t.item_id, i.item_code, i.name, t.origin, t.participant_id FROM task_item t JOIN item i ON i.id = t.item_id
            WHERE t.task_id = \(task) ORDER BY i.item_code
            """
        ) { row in
            let id: ItemID = try row.next()
            return TaskItem(
                id: id, code: try row.next(), name: try row.next(), origin: try row.next(), participant: try row.next(),
                forms: (byItem[id] ?? []).map(\.form))
        }
    }

    /// 监管对象类型 of the task's matters: only objects of these classes are looked at (SUBJ-01). Empty without matters.
    static func subjectClasses(of task: InspectionTask.ID, in transaction: Transaction) throws -> Set<SubjectClass> {
        try transaction.all(
            "SELECT i.subject_classes FROM task_item k JOIN item i ON i.id = k.item_id WHERE k.task_id = \(task)"
        ) { try $0.next(String.self) }
            .reduce(into: []) { $0.formUnion(Set(stored: $1)) }
    }

    /// 配合领域: what the cooperating agencies look at (DRAW-24).
    static func partnerDomains(of task: InspectionTask.ID, in transaction: Transaction) throws -> Set<EnforcementDomain> {
        Set(try transaction.all(
            """
            SELECT DISTINCT i.domain FROM task_item k JOIN item i ON i.id = k.item_id
            WHERE k.task_id = \(task) AND k.participant_id IS NOT NULL
            """) { try $0.next() })
    }

    /// Every enabled form of an item that fits the mode and belongs to the agency or to one above it (ITEM-11, ITEM-20).
    package static func offeredForms(
        _ item: ItemID, _ mode: InspectionMode, for agency: Organization.ID, in transaction: Transaction
    ) throws -> [Form] {
        try transaction.all(
            """
            SELECT v.id, c.name, v.number, c.modes FROM check_form_item l JOIN check_form c ON c.id = l.form_id
                JOIN check_form_version v ON v.form_id = c.id AND v.status = 'enabled'
            WHERE l.item_id = \(item) AND c.status = 'enabled'
                AND EXISTS (SELECT 1 FROM organization_ancestry a
                    WHERE a.organization_id = \(agency) AND a.ancestor_id = c.organization_id)
            ORDER BY c.name, v.number
            """
        ) { row in
            let form = Form(version: try row.next(), name: try row.next(), number: try row.next())
            let modes = try row.next(String.self).split(separator: ",").map(String.init)
            return modes.contains(mode.rawValue) ? form : nil
        }.compactMap { $0 }
    }

    static func insert(
        _ item: ItemID, origin: TaskItemOrigin, participant: Organization.ID? = nil, forms: [FormVersionID],
        into task: InspectionTask.ID, in transaction: Transaction
    ) throws {
        try transaction.execute(
            "INSERT INTO task_item (task_id, item_id, origin, participant_id) VALUES (\(task), \(item), \(origin), \(participant))")
        try insert(forms: forms, of: item, into: task, in: transaction)
    }

    static func insert(
        forms: [FormVersionID], of item: ItemID, into task: InspectionTask.ID, in transaction: Transaction
    ) throws {
        for form in forms {
            try transaction.execute(
                "INSERT INTO task_form (task_id, item_id, form_version_id) VALUES (\(task), \(item), \(form))")
        }
    }

    static func delete(_ item: ItemID, of task: InspectionTask.ID, in transaction: Transaction) throws {
        try deleteForms(of: item, in: task, transaction)
        try transaction.execute("DELETE FROM task_item WHERE task_id = \(task) AND item_id = \(item)")
    }

    static func deleteForms(of task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM task_form WHERE task_id = \(task)")
    }

    static func deleteForms(of item: ItemID, in task: InspectionTask.ID, _ transaction: Transaction) throws {
        try transaction.execute("DELETE FROM task_form WHERE task_id = \(task) AND item_id = \(item)")
    }
}

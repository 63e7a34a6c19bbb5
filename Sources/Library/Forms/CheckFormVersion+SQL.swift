import Authority
import Importing
import Storage
import Timekeeping

extension CheckFormVersion {
    private static let columns: SQL = """
        v.id, v.form_id, f.name, v.number, v.status, v.answer_scale, v.content, v.result_template, v.enabled_at
        """

    /// Any version, without looking at a scope: for tasks that keep it (ITEM-13).
    package static func load(_ id: ID, in transaction: Transaction) throws -> CheckFormVersion {
        guard let version = try find("v.id = \(id)", in: transaction).first else { throw NotFound() }
        return version
    }

    /// The forms that serve an item in a mode, as far as `agency` may use them: its own and those of its superiors
    /// (ITEM-11). All of them are selected by default (ITEM-20).
    package static func enabled(
        forItem item: Item.ID, mode: InspectionMode, agency: Organization.ID, in transaction: Transaction
    ) throws -> [CheckFormVersion] {
        try find(
            """
            f.id IN (SELECT form_id FROM check_form_item WHERE item_id = \(item))
                AND f.status = \(CheckFormStatus.enabled) AND v.status = \(CheckFormVersionStatus.enabled)
                AND \(.lists("f.modes", mode.rawValue))
                AND \(CheckForm.visible("f.organization_id", to: agency))
            """, in: transaction)
    }

    /// All versions of a form, the newest first.
    package static func all(of form: CheckForm.ID, in transaction: Transaction) throws -> [CheckFormVersion] {
        try find("v.form_id = \(form)", in: transaction)
    }

    private static func find(_ condition: SQL, in transaction: Transaction) throws -> [CheckFormVersion] {
        try transaction.all(
            """
            SELECT \(columns) FROM check_form_version v JOIN check_form f ON f.id = v.form_id
            WHERE \(condition) ORDER BY f.serial, v.number DESC
            """
        ) { try CheckFormVersion(&$0) }
    }

    private init(_ row: inout Row) throws {
        id = try row.next()
        form = try row.next()
        formName = try row.next()
        number = try row.next()
        status = try row.next()
        let scale: AnswerScale = try row.next()
        let content: String = try row.next()
        draft = CheckFormDraft(
            scale: scale, content: try CheckFormContent(json: content),
            resultTemplate: try ResultTemplate(json: try row.next()))
        enabledAt = try row.next()
    }

    package func replace(with draft: CheckFormDraft, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE check_form_version SET answer_scale = \(draft.scale), content = \(try draft.content.json),
                result_template = \(try draft.resultTemplate.json)
            WHERE id = \(id) AND status = \(CheckFormVersionStatus.draft)
            """)
    }

    /// - Parameter template: as it reads on the day; it stays so (ITEM-22).
    func enable(with template: ResultTemplate, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE check_form_version SET status = \(CheckFormVersionStatus.retired)
            WHERE form_id = \(form) AND status = \(CheckFormVersionStatus.enabled)
            """)
        try transaction.execute(
            """
            UPDATE check_form_version SET status = \(CheckFormVersionStatus.enabled), enabled_at = \(now),
                result_template = \(try template.json)
            WHERE id = \(id)
            """)
    }
}

extension CheckFormDraft {
    @discardableResult
    package func insert(
        of form: CheckForm.ID, number: Int, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> CheckFormVersion.ID {
        let id = CheckFormVersion.ID(at: now)
        try transaction.execute(
            """
            INSERT INTO check_form_version (id, form_id, number, answer_scale, content, result_template, status,
                enabled_at, created_at, created_by)
            VALUES (\(id), \(form), \(number), \(scale), \(try content.json), \(try resultTemplate.json),
                \(CheckFormVersionStatus.draft), NULL, \(now), \(actor.account))
            """)
        return id
    }
}

import Importing
import Storage

extension DynamicForm {
    /// With its task; a form of the library is never deleted.
    package static func delete(_ form: CheckForm.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM check_form_version WHERE form_id IN
                (SELECT id FROM check_form WHERE id = \(form) AND kind = \(CheckFormKind.dynamic))
            """)
        try transaction.execute("DELETE FROM check_form WHERE id = \(form) AND kind = \(CheckFormKind.dynamic)")
    }
}

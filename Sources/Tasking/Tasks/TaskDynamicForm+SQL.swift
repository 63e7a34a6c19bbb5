import Importing
import Library
import Registry
import Storage

extension InspectionTask {
    /// The form that was put together for this task, with its newest version; whether the task asks by it, its matters say.
    package func dynamicForm(in transaction: Transaction) throws -> (form: CheckForm.ID, version: CheckFormVersion)? {
        let form: CheckForm.ID? = try transaction.value("SELECT form_id FROM task_dynamic_form WHERE task_id = \(id)")
        guard let form, let version = try CheckFormVersion.all(of: form, in: transaction).first else { return nil }
        return (form, version)
    }

    func setDynamicForm(_ form: CheckForm.ID, in transaction: Transaction) throws {
        try transaction.execute("INSERT INTO task_dynamic_form (task_id, form_id) VALUES (\(id), \(form))")
    }

    /// With the task that is deleted or cleared.
    func deleteDynamicForm(in transaction: Transaction) throws {
        guard let form = try dynamicForm(in: transaction)?.form else { return }
        try transaction.execute("DELETE FROM task_dynamic_form WHERE task_id = \(id)")
        try DynamicForm.delete(form, in: transaction)
    }
}

import Authority
import Importing
import Library
import Registry
import Storage

/// An agency keeps its claim on an item while one of its tasks with that item is not finished (ITEM-06).
package struct TaskItemUse: ItemUse {
    package init() {}

    package func hasUnfinishedTask(
        of item: Item.ID, at agency: Organization.ID, in transaction: Transaction
    ) throws -> Bool {
        try transaction.value(
            """
            SELECT 1 FROM task_item i JOIN inspection_task t ON t.id = i.task_id
            WHERE i.item_id = \(item) AND coalesce(i.participant_id, t.organization_id) = \(agency)
                AND t.status NOT IN \(list: TaskStatus.allCases.filter(\.isFinal)) LIMIT 1
            """, as: Int.self) != nil
    }

    /// Test tasks count nowhere (TASK-09).
    package func usedItems(in year: Int, in transaction: Transaction) throws -> [Organization.ID: Int] {
        let counts = try transaction.all(
            """
            SELECT t.organization_id, count(DISTINCT i.item_id) FROM task_item i JOIN inspection_task t ON t.id = i.task_id
            WHERE t.year = \(year) AND t.nature = \(TaskNature.formal) AND t.status <> \(TaskStatus.abolished)
                AND coalesce(i.participant_id, t.organization_id) = t.organization_id
            GROUP BY t.organization_id
            """
        ) { row in (try row.next(Organization.ID.self), try row.next(Int.self)) }
        return Dictionary(counts, uniquingKeysWith: +)
    }
}

import Authority
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
            WHERE i.item_id = \(item) AND t.organization_id = \(agency)
                AND t.status NOT IN \(list: TaskStatus.allCases.filter(\.isFinal)) LIMIT 1
            """, as: Int.self) != nil
    }
}

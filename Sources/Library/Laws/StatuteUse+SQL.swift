import Authority
import Importing
import Storage

/// Who cites a statute: what has to be looked at when it is amended or repealed.
package struct StatuteUse: Sendable, Equatable {
    package struct CitingItem: Sendable, Equatable {
        package let id: Item.ID
        package let name: String
    }

    package struct CitingForm: Sendable, Equatable {
        package let id: CheckForm.ID
        package let name: String
    }

    package let items: [CitingItem]
    package let forms: [CitingForm]

    private static let most = 100

    /// The enabled items and the forms in use, as far as the caller sees them; of a form its newest versions count.
    package static func of(_ statute: Statute.ID, scope: Scope, in transaction: Transaction) throws -> StatuteUse {
        let named = statute.description
        let items = try transaction.all(
            """
            SELECT t.id, t.name FROM item t WHERE \(.contains("t.legal_basis", named)) AND t.status = \(ItemStatus.enabled)
                AND \(Item.visible(to: scope)) ORDER BY t.serial LIMIT \(most)
            """
        ) { CitingItem(id: try $0.next(), name: try $0.next()) }
        let forms = try transaction.all(
            """
            SELECT t.id, t.name FROM check_form t WHERE t.status = \(CheckFormStatus.enabled)
                AND \(CheckForm.visible("t.organization_id", to: scope.organization))
                AND EXISTS (SELECT 1 FROM check_form_version v WHERE v.form_id = t.id
                    AND v.status <> \(CheckFormVersionStatus.retired) AND \(.contains("v.content", named)))
            ORDER BY t.serial LIMIT \(most)
            """
        ) { CitingForm(id: try $0.next(), name: try $0.next()) }
        return StatuteUse(items: items, forms: forms)
    }
}

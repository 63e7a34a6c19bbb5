import Authority
import Storage

/// Whether items may be put into a plan or task of an agency. Plans and tasks ask before they write; what they
/// already contain is not asked about again (ITEM-05).
package struct ItemAdmission: Sendable {
    package enum Purpose: Sendable { case plan, task }

    package let items: [Item.ID]
    package let agency: Organization.ID
    package let purpose: Purpose

    package init(of items: [Item.ID], to purpose: Purpose, of agency: Organization.ID) {
        (self.items, self.purpose, self.agency) = (items, purpose, agency)
    }

    package enum Refused: Refusal, Equatable {
        case disabled(name: String)
        case notClaimed(name: String)
        case noForm

        package var code: String {
            switch self {
            case .disabled: "registry.itemAdmission.disabled"
            case .notClaimed: "registry.itemAdmission.notClaimed"
            case .noForm: "registry.itemAdmission.noForm"
            }
        }

        package var message: String {
            switch self {
            case .disabled(let name): "事项“\(name)”已禁用，不能加入计划或任务"
            case .notClaimed(let name): "本机构未认领事项“\(name)”"
            case .noForm: "该事项未配置检查表单，请先配置"
            }
        }
    }

    /// - Returns: the items, in the order of their codes.
    @discardableResult
    package func require(in transaction: Transaction) throws -> [ItemLine] {
        let lines = try ItemQueries.lines(items, for: agency, in: transaction)
        guard lines.count == Set(items).count else { throw NotFound() }
        for line in lines { try permit(line) }
        return lines
    }

    func permit(_ line: ItemLine) throws(Refused) {
        guard line.status == .enabled else { throw .disabled(name: line.name) }
        guard line.isClaimed else { throw .notClaimed(name: line.name) }
        switch purpose {
        case .plan: return
        case .task: guard line.hasForm else { throw .noForm }
        }
    }
}

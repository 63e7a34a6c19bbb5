import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// The elements whose former states are kept (ELEM-06).
enum VersionedElement: CaseIterable {
    case agency, officer, item, form, subject, equipment, law

    /// What is so now.
    struct Standing {
        let name: String
        let version: Int
        let since: Instant
    }

    var label: String {
        switch self {
        case .agency: "机构管理"
        case .officer: "执法人员"
        case .item: "监管事项"
        case .form: "检查表单"
        case .subject: "监管对象"
        case .equipment: "执法装备"
        case .law: "法律法规"
        }
    }

    /// Of the list, and of a record without its id.
    var path: String {
        switch self {
        case .agency: "/organizations"
        case .officer: "/officers"
        case .item: "/items"
        case .form: "/forms"
        case .subject: "/subjects"
        case .equipment: "/enforcement-equipment"
        case .law: "/laws"
        }
    }

    /// As that of the record itself.
    var access: Route.Access {
        switch self {
        case .agency: .needs(.manageOrganizations)
        case .officer, .equipment: .needs(.readOfficers)
        case .item, .form: .needs(.readItems)
        case .subject: .needs(.readSubjects)
        case .law: .signedIn
        }
    }

    var table: StaticString {
        switch self {
        case .agency: "organization"
        case .officer: "enforcement_officer"
        case .item: "item"
        case .form: "check_form"
        case .subject: "regulated_subject"
        case .equipment: "enforcement_equipment"
        case .law: "statute"
        }
    }

    /// Under which facts speak of it.
    var noun: StaticString {
        switch self {
        case .agency: "Organization"
        case .officer: "EnforcementOfficer"
        case .item: "Item"
        case .form: "CheckForm"
        case .subject: "RegulatedSubject"
        case .equipment: "EnforcementEquipment"
        case .law: "Statute"
        }
    }

    /// - Throws: `NotFound` where the record does not exist for the caller.
    func standing(
        _ id: Identifier<VersionedElement>, for actor: Actor, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Standing {
        let scope = actor.scope
        switch self {
        case .agency: guard try scope.covers(id.as(Organization.self), in: transaction) else { throw NotFound() }
        case .officer:
            guard try EnforcementOfficer.find(id.as(EnforcementOfficer.self), scope: scope, protection: protection, in: transaction) != nil else { throw NotFound() }
        case .item: _ = try Item.load(id.as(Item.self), scope: scope, in: transaction)
        case .form: _ = try CheckForm.load(id.as(CheckForm.self), scope: scope, in: transaction)
        case .subject:
            guard try RegulatedSubject.find(id.as(RegulatedSubject.self), scope: scope, protection: protection, in: transaction) != nil else { throw NotFound() }
        case .equipment: _ = try EnforcementEquipment.load(id.as(EnforcementEquipment.self), scope: scope, in: transaction)
        case .law: _ = try Statute.load(id.as(Statute.self), scope: scope, in: transaction)
        }
        return try present(id, in: transaction)
    }
}

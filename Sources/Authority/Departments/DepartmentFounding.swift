import Storage
import Timekeeping

/// A system administrator of the same or a higher organisation adds a department (ORG-06).
package struct DepartmentFounding: Sendable {
    package let organization: Organization.ID
    package let record: DepartmentRecord

    package init(in organization: Organization.ID, _ record: DepartmentRecord) { (self.organization, self.record) = (organization, record) }

    package static let founded = FactKind(code: "authority.department.founded", sentence: "{actor}新增内设机构“{name}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Department.ID {
        try actor.require(.manageOrganizations)
        try record.permit()
        guard try actor.scope.covers(organization, in: transaction) else { throw DepartmentRefused.outOfScope }
        let id = Department.ID(at: now)
        try transaction.refusing(["department_name": DepartmentRefused.nameTaken]) {
            try insert(id, at: now, in: transaction)
        }
        try Fact(
            kind: Self.founded, actor: actor, at: now, organization: organization, noun: "Department", record: id.bytes,
            details: DepartmentRecord.changes(from: nil, to: record), values: ["name": record.name]
        ).record(in: transaction)
        return id
    }
}

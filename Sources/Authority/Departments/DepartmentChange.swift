import Storage
import Timekeeping

/// A department gets another name, or is taken out of use or back into it (ORG-06).
package struct DepartmentChange: Sendable {
    package let department: Department.ID
    package let version: Int
    package let record: DepartmentRecord

    package init(of department: Department.ID, version: Int, to record: DepartmentRecord) {
        (self.department, self.version, self.record) = (department, version, record)
    }

    package static let changed = FactKind(code: "authority.department.changed", sentence: "{actor}修改内设机构“{name}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.manageOrganizations)
        guard let before = try Department.load(department, in: transaction),
            try actor.scope.covers(before.organization, in: transaction)
        else { throw NotFound() }
        try record.permit()
        try transaction.refusing(["department_name": DepartmentRefused.nameTaken]) { try update(in: transaction) }
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: before.organization, noun: "Department",
            record: department.bytes, details: DepartmentRecord.changes(from: before.record, to: record),
            values: ["name": record.name]
        ).record(in: transaction)
    }
}

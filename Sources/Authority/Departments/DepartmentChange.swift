import Storage
import Timekeeping

/// A department gets another name, or is taken out of use or back into it (ORG-06).
package struct DepartmentChange: Sendable {
    package let department: Department.ID
    package let version: Int
    package let name: String
    package let status: Organization.Status

    package init(of department: Department.ID, version: Int, name: String, status: Organization.Status) {
        (self.department, self.version, self.name, self.status) = (department, version, name, status)
    }

    package static let changed = FactKind(code: "authority.department.changed", sentence: "{actor}修改内设机构“{name}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.manageOrganizations)
        guard let before = try Department.load(department, in: transaction),
            try actor.scope.covers(before.organization, in: transaction)
        else { throw NotFound() }
        do throws(MissingField) { try MissingField.check(["内设机构名称": name]) } catch { throw DepartmentRefused.missing(error) }
        try transaction.refusing(["department_name": DepartmentRefused.nameTaken]) { try update(in: transaction) }
        let details: [FactDetail?] = [
            .change("内设机构名称", before.name, name), .change("状态", before.status.label, status.label),
        ]
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: before.organization, noun: "Department",
            record: department.bytes, details: details.compactMap { $0 }, values: ["name": name]
        ).record(in: transaction)
    }
}

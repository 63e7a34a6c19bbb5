import Storage

extension Department: KeptNoun {
    package static let noun: StaticString = "Department"
    package static var added: FactKind { DepartmentFounding.founded }
    package static var changed: FactKind { DepartmentChange.changed }
    package static let refusals: KeyValuePairs<String, any Refusal> = ["department_name": DepartmentRefused.nameTaken]

    package var factRecord: [UInt8] { id.bytes }
    package var owner: Organization.ID? { organization }
    package var factValues: [String: String] { ["name": record.name] }
}

/// A system administrator of the same or a higher organisation adds a department (ORG-06).
package struct DepartmentFounding: Sendable {
    package let organization: Organization.ID
    package let record: DepartmentRecord

    package init(in organization: Organization.ID, _ record: DepartmentRecord) { (self.organization, self.record) = (organization, record) }

    package static let founded = FactKind(code: "authority.department.founded", sentence: "{actor}新增内设机构“{name}”")

    package func make(in act: ActContext) throws -> Department.ID {
        try act.actor.require(.manageOrganizations)
        guard try act.actor.scope.covers(organization, in: act.transaction) else { throw NotFound() }
        try record.permit()
        let department = Department(id: Department.ID(at: act.now), organization: organization, record: record, version: 1)
        try act.add(department)
        return department.id
    }
}

/// A department gets another name, or is taken out of use or back into it (ORG-06).
package struct DepartmentChange: Sendable {
    package let department: Department.ID
    package let version: Int
    package let record: DepartmentRecord

    package init(of department: Department.ID, version: Int, to record: DepartmentRecord) {
        (self.department, self.version, self.record) = (department, version, record)
    }

    package static let changed = FactKind(code: "authority.department.changed", sentence: "{actor}修改内设机构“{name}”")

    /// - Returns: what it has become.
    @discardableResult
    package func make(in act: ActContext) throws -> Department {
        try act.actor.require(.manageOrganizations)
        guard let former = try Department.load(department, in: act.transaction),
            try act.actor.scope.covers(former.organization, in: act.transaction)
        else { throw NotFound() }
        try record.permit()
        return try act.change(former, fields: record, expecting: version)
    }
}

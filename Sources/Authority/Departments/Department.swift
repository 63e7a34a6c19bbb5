import Storage

/// 内设机构 of one organisation, in plans 责任处室 (ORG-06).
package struct Department: Sendable, Equatable {
    package typealias ID = Identifier<Department>

    package let id: ID
    package let organization: Organization.ID
    package var record: DepartmentRecord
    package let version: Int
}

/// The fields that people fill in.
package struct DepartmentRecord: DeclaredRecord {
    package var name: String
    package var status: Organization.Status

    package init(name: String, status: Organization.Status = .enabled) { (self.name, self.status) = (name, status) }

    package static let blank = DepartmentRecord(name: "")
    package static let attributes: Attributes<DepartmentRecord> = [
        RecordAttribute("name", "name", "内设机构名称", \.name, .text(50), required: true),
        RecordAttribute("status", "status", "状态", \.status, .choice(), required: true),
    ]

    func permit() throws(DepartmentRefused) {
        do { try requireFilled() } catch { throw .missing(error) }
    }
}

/// Why an act on a department is refused.
package enum DepartmentRefused: Refusal, Equatable {
    case missing(MissingField)
    case nameTaken

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .nameTaken: "authority.department.nameTaken"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .nameTaken: "本机构已有同名内设机构"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.label
        case .nameTaken: "name"
        }
    }
}

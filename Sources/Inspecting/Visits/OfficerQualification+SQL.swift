import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension OfficerQualification {
    static func load(_ officers: [Identifier<OfficerMark>], in transaction: Transaction) throws -> [OfficerQualification] {
        try transaction.all(
            """
            SELECT id, full_name, status, certificate_valid_until FROM enforcement_officer
            WHERE id IN \(list: officers) ORDER BY serial
            """
        ) { row in
            OfficerQualification(
                officer: try row.next(), name: try row.next(), isActive: try row.next(OfficerStatus.self) == .active,
                validUntil: try row.next())
        }
    }
}

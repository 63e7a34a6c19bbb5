import Authority
import Importing
import Library
import Registry
import Storage

extension IssuedSubject {
    /// An object of the library that somebody names for a visit by `agency`.
    /// - Throws: `FoundingRefused.subjectUnknown` for what the scope does not cover or what is not 在册.
    static func named(
        _ subject: SubjectID, for agency: Organization.ID, joining: SubjectJoining, visit: TaskSubject.ID?, scope: Scope,
        in transaction: Transaction
    ) throws -> IssuedSubject {
        let found = try transaction.first(
            """
            SELECT s.id, s.name, s.code, s.class, s.business_address FROM regulated_subject s
            WHERE s.id = \(subject) AND s.status = \(SubjectStatus.registered) AND \(scope.condition("s.jurisdiction_id"))
            """
        ) { row in
            try IssuedSubject(
                subject: row.next(), name: row.next(), code: row.next(), subjectClass: row.next(), address: row.next(),
                agency: agency, joining: joining, visit: visit)
        }
        guard let found else { throw FoundingRefused.subjectUnknown }
        return found
    }
}

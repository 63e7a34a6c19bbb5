import Authority
import Importing
import Library
import Storage

extension CandidateSheet {
    /// Registered objects in scope, by their codes.
    static func registered(
        _ codes: [String], scope: Scope, in transaction: Transaction
    ) throws -> [String: RegulatedSubject.ID] {
        var known: [String: RegulatedSubject.ID] = [:]
        for start in stride(from: 0, to: codes.count, by: 500) {
            let some = Array(codes[start..<min(start + 500, codes.count)])
            let rows = try transaction.all(
                """
                SELECT code, id FROM regulated_subject
                WHERE code IN \(list: some) AND status = \(SubjectStatus.registered) AND \(scope.condition("jurisdiction_id"))
                """) { (try $0.next(String.self), try $0.next(RegulatedSubject.ID.self)) }
            known.merge(rows) { first, _ in first }
        }
        return known
    }
}

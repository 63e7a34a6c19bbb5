import Authority
import Storage

/// An object that somebody looks for by its name, or by a part of its code.
package struct FoundSubject: Sendable, Equatable {
    package let id: RegulatedSubject.ID
    package let name: String
    package let code: String
    package let kind: SubjectKind
    package let jurisdictionName: String
}

extension SubjectList {
    /// A part of a code is its beginning, the beginning of the part that names the organisation (from the ninth place
    /// on), or its end, of four characters at least: each has an index.
    package static let shortestFragment = 4

    /// Of those with the same last four characters; a longer end is looked for among them.
    private static let looked = 500

    /// - Parameter fragment: cleaned, in capitals.
    package static func withCode(
        _ fragment: String, scope: Scope, most: Int, in transaction: Transaction
    ) throws -> [FoundSubject] {
        guard (shortestFragment...18).contains(fragment.count), fragment.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) })
        else { return [] }
        let ways: [SQL] = [
            "t.code >= \(fragment) AND t.code < \(fragment + "~")",
            "substr(t.code, 9) >= \(fragment) AND substr(t.code, 9) < \(fragment + "~")",
            "t.code_tail = \(String(fragment.suffix(4)))",
        ]
        var found: [FoundSubject] = []
        for way in ways where found.count < most {
            let rows = try transaction.all(
                """
                SELECT t.id, t.name, t.code, t.kind, o.name FROM regulated_subject t
                JOIN organization o ON o.id = t.jurisdiction_id
                WHERE \(way) AND t.status <> \(SubjectStatus.draft) AND \(scope.condition("t.jurisdiction_id"))
                LIMIT \(looked)
                """
            ) { row in
                FoundSubject(
                    id: try row.next(), name: try row.next(), code: try row.next(), kind: try row.next(),
                    jurisdictionName: try row.next())
            }
            found += rows.filter { row in row.code.contains(fragment) && !found.contains { $0.id == row.id } }
        }
        return Array(found.prefix(most))
    }
}

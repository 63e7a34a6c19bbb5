import Authority
import Importing
import Library
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
    /// A part of a code, of four characters at least. Its beginning, the beginning of the part that names the organisation
    /// (from the ninth place on) and its end have an index each; another part is looked for along the codes alone, which
    /// costs a tenth of a second among a million.
    package static let shortestFragment = 4

    /// Of those with the same last four characters; a longer end is looked for among them.
    private static let looked = 500
    /// More codes that share a part than anybody reads.
    private static let mostCodes = 2000

    /// The codes that hold the part anywhere. The codes have an index of their own, and nothing else of a row is read.
    static func codes(with fragment: String) -> SQL {
        "SELECT c.code FROM regulated_subject c WHERE \(SQL.contains("c.code", fragment)) LIMIT \(mostCodes)"
    }

    /// Whether it can be a part of a code.
    static func isFragment(_ text: String) -> Bool {
        (shortestFragment...18).contains(text.count) && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
    }

    /// - Parameter fragment: cleaned, in capitals.
    package static func withCode(
        _ fragment: String, scope: Scope, most: Int, in transaction: Transaction
    ) throws -> [FoundSubject] {
        guard isFragment(fragment) else { return [] }
        let ways: [SQL] = [
            "t.code >= \(fragment) AND t.code < \(fragment + "~")",
            "substr(t.code, 9) >= \(fragment) AND substr(t.code, 9) < \(fragment + "~")",
            "t.code_tail = \(String(fragment.suffix(4)))",
        ]
        var found: [FoundSubject] = []
        for way in ways + ["t.code IN (\(codes(with: fragment)))"] where found.count < most {
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

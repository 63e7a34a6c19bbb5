import Drawing
import Registry
import Storage

/// A line of 抽取结果, told from the draw's own result file: what was adjusted afterwards does not rewrite it.
package struct DrawnLine: Sendable {
    package let rank: Int
    package let category: String
    package let code: String
    package let name: String
    package let ticket: String
    /// The leader first.
    package let team: [String]
}

extension DrawRecord {
    /// The first lines of the result; the whole file may hold a million reserves.
    /// - Parameter isPublic: tells of natural persons the surname only.
    package func drawnLines(isPublic: Bool = false, in transaction: Transaction) throws -> [DrawnLine] {
        let head: [UInt8]? = try transaction.value(
            "SELECT substr(content, 1, 100000) FROM draw_file WHERE draw_id = \(id) AND name = \(DrawFile.result.rawValue)")
        guard let head else { return [] }
        let result = try DrawResult(parsing: DrawResult.selectedLines(of: head))
        let names = try subjectNames(result.selected, isPublic: isPublic, in: transaction)
        let officers = try officerNames(Set(result.selected.flatMap(\.team)), in: transaction)
        return result.selected.map { line in
            DrawnLine(
                rank: line.rank, category: line.stratum, code: line.objectID, name: names[line.objectID] ?? "",
                ticket: line.ticket.hex, team: line.team.map { officers[$0] ?? $0 })
        }
    }

    /// By the codes of the files. The task knows who they are, whatever the codes are now; the library where the task is gone.
    private func subjectNames(
        _ lines: [DrawResult.Selected], isPublic: Bool, in transaction: Transaction
    ) throws -> [String: String] {
        var names: [String: String] = [:]
        try transaction.forEach(
            """
            SELECT v.subject_code, v.category, v.rank, s.name, s.kind
            FROM task_subject v JOIN regulated_subject s ON s.id = v.subject_id WHERE v.task_id = \(task)
            """
        ) { row in
            let code: String = try row.next(), category: String = try row.next(), rank: Int? = try row.next()
            let name: String = try row.next(), subject: SubjectKind = try row.next()
            let key = kind == .subjects ? rank.map { Self.place(category, $0) } ?? "" : code
            names[key] = isPublic ? subject.publicName(name) : name
        }
        if names.isEmpty {
            try transaction.forEach(
                "SELECT code, name, kind FROM regulated_subject WHERE code IN \(list: lines.map(\.objectID))"
            ) { row in
                let code: String = try row.next(), name: String = try row.next(), subject: SubjectKind = try row.next()
                names[code] = isPublic ? subject.publicName(name) : name
            }
            return names
        }
        return Dictionary(
            lines.map { ($0.objectID, names[kind == .subjects ? Self.place($0.stratum, $0.rank) : $0.objectID] ?? "") },
            uniquingKeysWith: { first, _ in first })
    }

    private static func place(_ category: String, _ rank: Int) -> String { "\(category)|\(rank)" }

    private func officerNames(_ certificates: Set<String>, in transaction: Transaction) throws -> [String: String] {
        try OfficerCandidate.byCertificate(certificates, of: organization, in: transaction).mapValues(\.name)
    }
}

extension DrawResult {
    /// The seed and the lines of the selected, without the reserves and without a line cut off.
    static func selectedLines(of bytes: [UInt8]) -> [UInt8] {
        var at = 0
        while at < bytes.count, bytes[at] != UInt8(ascii: "R") {
            guard let end = bytes[at...].firstIndex(of: UInt8(ascii: "\n")) else { break }
            at = end + 1
        }
        return Array(bytes.prefix(at))
    }
}

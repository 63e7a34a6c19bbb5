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
        let names = try subjectNames(result.selected.map(\.objectID), isPublic: isPublic, in: transaction)
        let officers = try officerNames(Set(result.selected.flatMap(\.team)), in: transaction)
        return result.selected.map { line in
            DrawnLine(
                rank: line.rank, category: line.stratum, code: line.objectID, name: names[line.objectID] ?? "",
                ticket: line.ticket.hex, team: line.team.map { officers[$0] ?? $0 })
        }
    }

    private func subjectNames(_ codes: [String], isPublic: Bool, in transaction: Transaction) throws -> [String: String] {
        let rows = try transaction.all("SELECT code, name, kind FROM regulated_subject WHERE code IN \(list: codes)") { row in
            let code: String = try row.next(), name: String = try row.next(), kind: SubjectKind = try row.next()
            return (code, isPublic && kind.isHuman ? Surname.of(name) + "某" : name)
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

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

import Authority
import Drawing
import Storage

/// The draw that named the officers of an object, read again when one of them is replaced (ADJ-09).
struct OriginalDraw: Sendable {
    let parameters: DrawParameters
    /// The candidates as its file has them.
    let officers: [DrawOfficers.Row]
    /// Who they are, by the certificate numbers of the file.
    let ids: [String: Identifier<OfficerMark>]
    let recusals: [DrawRecusals.Row]
    /// By object, the leader first.
    let teams: [String: [String]]

    var isOfGroups: Bool { parameters.groups != nil }

    /// Objects whose officers are one group with those of `code` (DRAW-22); without groups it alone.
    func sharing(_ code: String) -> Set<String> {
        guard isOfGroups, let team = teams[code] else { return [code] }
        return Set(teams.filter { $0.value == team }.keys)
    }

    /// Who the draw let lead.
    var leaders: Set<Identifier<OfficerMark>> { Set(officers.filter(\.canLead).compactMap { ids[$0.certificateNumber] }) }

    /// Who was kept from the object when it was drawn: by declared conflict, or because of the last visit.
    func recused(from code: String) -> Set<Identifier<OfficerMark>> {
        Set(recusals.filter { $0.objectID == code }.compactMap { ids[$0.certificateNumber] })
    }

    /// The last draw of officers that gave the object its team; nil where they were named by hand.
    static func of(_ visit: TaskSubject, in transaction: Transaction) throws -> OriginalDraw? {
        for draw in try DrawRecord.all(of: visit.task, in: transaction)
        where draw.kind == .officers && draw.status == .done && draw.organization == visit.agency {
            guard let bytes = try draw.stored(.result, in: transaction) else { continue }
            let lines = try DrawResult(parsing: DrawResult.selectedLines(of: bytes)).selected
            guard lines.contains(where: { $0.objectID == visit.code }) else { continue }
            return try OriginalDraw(draw, lines, in: transaction)
        }
        return nil
    }

    private init(_ draw: DrawRecord, _ lines: [DrawResult.Selected], in transaction: Transaction) throws {
        parameters = try DrawParameters(parsing: draw.stored(.parameters, in: transaction) ?? [])
        let file = try draw.stored(.officers, in: transaction) ?? []
        officers = try DrawOfficers(parsing: file).rows
        recusals = try DrawRecusals(parsing: draw.stored(.recusals, in: transaction) ?? []).rows
        teams = Dictionary(lines.map { ($0.objectID, $0.team) }, uniquingKeysWith: { first, _ in first })
        // of draws of before references were kept the numbers alone are known
        ids = try DrawReferences.load(of: draw.id, in: transaction)?.officers(in: file)
            ?? OfficerCandidate.byCertificate(Set(officers.map(\.certificateNumber)), of: draw.organization, in: transaction).mapValues(\.id)
    }
}

extension TaskSubject {
    /// Its officers were drawn, and a replacement is by default (ADJ-09).
    package func isTeamDrawn(in transaction: Transaction) throws -> Bool { try OriginalDraw.of(self, in: transaction) != nil }
}

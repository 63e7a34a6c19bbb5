import Cryptography
import Drawing
import Storage

/// Where an object stood in a draw, told to whoever asks once the visits are over (BEY-12).
package struct DrawPlace: Sendable {
    package let code: String
    package let stratum: String
    package let weight: Int
    /// Objects of the stratum, and how many of them were drawn.
    package let objects: Int
    package let quota: Int
    package let ticket: DrawTicket
    /// The last ticket of the stratum that was drawn; nil where none was.
    package let last: Digest?
    /// Computes the ticket again.
    package let command: String

    /// docs/draw1.md, “By hand”.
    package var isSelected: Bool { last.map { ticket.digest <= $0 } ?? false }
}

extension DrawRecord {
    /// Nil where the object was not in the list. To be asked only where the result is offered.
    package func place(of code: String, in transaction: Transaction) throws -> DrawPlace? {
        guard let row = try poolRow(of: code, in: transaction), let stratum = try stratum(row.stratum, in: transaction) else { return nil }
        let ticket = DrawTicket(of: code, weight: row.weight, seed: seed, by: algorithm)
        return DrawPlace(
            code: code, stratum: row.stratum, weight: row.weight, objects: stratum.objects, quota: stratum.quota, ticket: ticket,
            last: stratum.last,
            command: "printf '%s' '\(DrawTicket.text(code, ticket.number, seed: seed))' | openssl dgst -\(algorithm.rawValue)")
    }

    /// Kept beside the files when the lists are fixed. Of officers nobody asks so.
    func keepPool(_ manifest: DrawManifest, _ quotas: [DrawParameters.Quota], in transaction: Transaction) throws {
        guard kind == .subjects else { return }
        try manifest.forEachPage { try insert($0, in: transaction) }
        let counts = Dictionary(quotas.map { ($0.stratum, $0.count) }, uniquingKeysWith: +)
        for stratum in manifest.strata { try insert(stratum, quota: counts[stratum.name, default: 0], in: transaction) }
    }

    /// With the result: the last of those drawn decides for the others.
    func keepLastTickets(_ drawn: DrawResult, in transaction: Transaction) throws {
        guard kind == .subjects else { return }
        let last = Dictionary(drawn.selected.map { ($0.stratum, $0.ticket) }, uniquingKeysWith: max)
        for (name, ticket) in last.sorted(by: { $0.key < $1.key }) { try setLast(ticket, of: name, in: transaction) }
    }

    private func poolRow(of code: String, in transaction: Transaction) throws -> DrawManifest.Row? {
        if let page = try poolPage(of: code, in: transaction) { return page.row(of: code) }
        guard try !hasPool(in: transaction) else { return nil }
        // a draw of before this was kept: its list is read through
        var found: DrawManifest.Row?
        try DrawManifest(parsing: stored(.manifest, in: transaction) ?? []).forEachPage { found = found ?? $0.row(of: code) }
        return found
    }

    private func stratum(_ name: String, in transaction: Transaction) throws -> (objects: Int, quota: Int, last: Digest?)? {
        if let kept = try keptStratum(name, in: transaction) { return kept }
        let manifest = try DrawManifest(parsing: stored(.manifest, in: transaction) ?? [])
        let lines = try DrawResult(parsing: DrawResult.selectedLines(of: stored(.result, in: transaction) ?? [])).selected
            .filter { $0.stratum == name }
        return manifest.strata.first { $0.name == name }.map { ($0.size, lines.count, lines.map(\.ticket).max()) }
    }
}

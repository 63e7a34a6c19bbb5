/// Cells of a sheet that were made one: only the first of them holds what is seen in all.
struct MergedRange: Equatable, Sendable {
    let firstRow: Int
    let lastRow: Int

    /// More of them in one sheet are not looked at.
    static let most = 10_000

    /// Reads `Q2:Q3`.
    init?(_ reference: String) {
        let rows = reference.split(separator: ":").map { corner in
            Int(corner.drop { !("0"..."9").contains($0) }.prefix(7))
        }
        guard let first = rows.first ?? nil, let last = rows.last ?? nil, first <= last else { return nil }
        (firstRow, lastRow) = (first, last)
    }

    /// “第2至3行、第5行”, the first few, each once.
    static func words(_ ranges: [MergedRange]) -> String {
        var rows: [String] = []
        for range in ranges {
            let words = range.firstRow == range.lastRow ? "第\(range.firstRow)行" : "第\(range.firstRow)至\(range.lastRow)行"
            if !rows.contains(words) { rows.append(words) }
            if rows.count > 5 { return rows.prefix(5).joined(separator: "、") + "等" }
        }
        return rows.joined(separator: "、")
    }
}

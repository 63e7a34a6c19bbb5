@testable import Storage

/// How an engine would run one statement, as far as it reads tables whole.
struct ListPlan {
    let statement: SQL
    let steps: [String]

    /// The tables that are read from end to end, or along an index without a place to begin and end.
    var wholeTables: [String] {
        let walked = steps.indices.compactMap { index -> String? in
            let step = steps[index].drop { $0 == " " || $0 == "-" || $0 == ">" }
            // an index of what waits, to be settled or for officers, holds nothing else
            if step.contains("_search_pending") || step.contains("task_subject_awaiting") { return nil }
            if step.hasPrefix("SCAN ") { return String(step.split(separator: " ")[1]) }
            if let name = Self.name(after: "Seq Scan on ", in: step) { return name }
            guard step.contains("Index Scan") || step.contains("Index Only Scan"), !step.contains("Bitmap"),
                let name = Self.name(after: " on ", in: step), !hasPlace(index) else { return nil }
            return name
        }
        return walked.map(table)
    }

    /// Whether the lines below a step of PostgreSQL say where it begins.
    private func hasPlace(_ index: Int) -> Bool {
        for line in steps[(index + 1)...] {
            if line.contains("->") { return false }
            if line.contains("Index Cond:") { return true }
        }
        return false
    }

    private static func name(after words: String, in step: Substring) -> String? {
        guard let range = step.range(of: words) else { return nil }
        let parts = step[range.upperBound...].prefix { $0 != "(" }.split(separator: " ")
        return parts.last.map(String.init)
    }

    /// The table that an alias stands for in the statement.
    private func table(_ alias: String) -> String {
        let named = statement.text.matches(of: /(?:FROM|JOIN)\s+([a-z_0-9]+)\s+(?:AS\s+)?([a-z_0-9]+)/)
        return named.first { $0.2 == alias }.map { String($0.1) } ?? alias
    }
}

import Foundation

/// What an import was asked for: the payload of its job.
package struct ImportOrder: Codable, Sendable {
    /// `SheetImport.code`
    package let kind: String
    /// SHA-256 of the file, as hex; the vault holds it.
    package let file: String
    /// As the person's disk called it.
    package let name: String
    /// From where, for the log.
    package let origin: String
    /// Good rows are taken without asking when there are wrong ones (command line).
    let acceptsGood: Bool
    /// Nothing is written before somebody has seen what would be and said yes (the pages). Nil in orders of former
    /// releases, which asked only about wrong rows.
    package var isAttended: Bool?
}

/// How far an import is: the cursor of its job.
package struct ImportState: Codable, Sendable, Equatable {
    package enum Phase: String, Codable, Sendable { case checking, confirming, applying, ended }

    package var phase = Phase.checking
    /// The last row of the file that is done in this phase.
    package var row = 0
    package var rows = 0
    package var bad = 0
    package var created = 0
    package var changed = 0
    package var unchanged = 0
    package var refused = 0
    /// What good rows would do; nil where nobody looks.
    package var forecast: ImportForecast?

    package init() {}

    package var good: Int { rows - bad }
    package var applied: Int { created + changed + unchanged + refused }

    /// “共n行，可导入n行，错误n行”
    package var findings: String {
        "共\(rows)行，可导入\(good)行，错误\(bad)行" + (forecast.map { "；" + $0.words } ?? "")
    }
    package var outcome: String { "新增\(created)行，更新\(changed)行，未变化\(unchanged)行，未导入\(bad + refused)行" }

    package mutating func count(_ outcome: ImportOutcome) {
        switch outcome {
        case .created: created += 1
        case .changed: changed += 1
        case .unchanged: unchanged += 1
        case .refused: refused += 1
        }
    }
}

extension Decodable {
    package static func read(json: String) throws -> Self { try JSONDecoder().decode(Self.self, from: Data(json.utf8)) }
}

extension Encodable {
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

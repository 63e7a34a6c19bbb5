import Authority
import Storage
import Timekeeping

/// What an import would do, found by looking: what is shown before anybody presses 确认导入.
package struct ImportForecast: Codable, Sendable, Equatable {
    package var created = 0
    package var changed = 0
    package var unchanged = 0
    /// How often each column would change.
    package var columns: [String: Int] = [:]

    package init() {}

    package mutating func add(_ outcome: ImportOutcome) {
        switch outcome {
        case .created: created += 1
        case .changed: changed += 1
        case .unchanged: unchanged += 1
        case .refused: break
        }
    }

    package mutating func add(_ changes: [ImportChange]) {
        for change in changes { columns[change.column, default: 0] += 1 }
    }

    /// “将新增n行，更新n行，n行与库中相同”
    package var words: String { "将新增\(created)行，更新\(changed)行，\(unchanged)行与库中相同" }
}

/// A value that would change, before and after; personal data masked as in the log.
package struct ImportChange: Sendable, Equatable {
    package let name: String
    package let column: String
    package let before: String
    package let after: String

    package init(name: String, column: String, before: String, after: String) {
        (self.name, self.column, self.before, self.after) = (name, column, before, after)
    }

    /// So many are shown of one import.
    package static let shown = 100
}

/// A look ahead at one batch.
package struct ImportLook: Sendable {
    package var outcomes: [ImportOutcome] = []
    package var changes: [ImportChange] = []

    package init() {}
}

extension SheetImport {
    /// Applies the rows and takes everything back: what is refused is refused now, by the same rules.
    func rehearse(
        _ batch: Batch, by actor: Actor, at now: Instant, context: ImportContext, in transaction: Transaction
    ) throws -> ImportLook {
        var look = ImportLook()
        do {
            try transaction.nested {
                let before = try ImportChange.latest(of: actor, in: transaction)
                look.outcomes = try apply(batch, by: actor, at: now, context: context, in: transaction)
                look.changes = try ImportChange.recorded(by: actor, after: before, in: transaction)
                throw TakenBack()
            }
        } catch is TakenBack {}
        return look
    }
}

private struct TakenBack: Error {}

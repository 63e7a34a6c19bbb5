import Authority
import Importing
import Storage
import Timekeeping

/// Rows of a table become items: new codes are entered, known ones changed where they differ. A refused row leaves
/// the others as they are (ITEM-24).
package struct ItemUpsert: Sendable {
    package let kind: ItemKind
    package let lines: [ItemSheet.Line]

    package init(_ kind: ItemKind, _ lines: [ItemSheet.Line]) { (self.kind, self.lines) = (kind, lines) }

    /// - Returns: what became of each line, in their order.
    /// - Throws: when the person may not keep this list at all.
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> [SheetOutcome] {
        try actor.requireKeeping(kind)
        let parts = try Item.ids(ofCodes: lines.flatMap(\.partCodes), scope: actor.scope, in: transaction)
        return try lines.map { line in
            do {
                return try transaction.nested { try apply(line, parts, by: actor, at: now, in: transaction) }
            } catch let refusal as any Refusal {
                return .refused(refusal.message)
            }
        }
    }

    private func apply(
        _ line: ItemSheet.Line, _ parts: [String: Item.ID], by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> SheetOutcome {
        var record = line.record
        record.supervisionItems = Set(line.partCodes.compactMap { parts[$0] })
        guard line.partCodes.allSatisfy({ parts[$0] != nil }) else { throw ItemRefused.supervisionItemMissing }
        guard let known = try Item.byCode([record.itemCode], in: transaction)[record.itemCode] else {
            let id = try ItemCreation(kind, record).make(by: actor, at: now, in: transaction)
            if line.status == .disabled {
                try ItemStatusChange(of: id, version: 1, to: .disabled).make(in: ActContext(actor, at: now, in: transaction))
            }
            return .created
        }
        guard known.kind == kind else { throw ItemRefused.codeTaken }
        record = try record.citing(known.record, by: actor, at: now, in: transaction)
        if known.record == record, known.status == line.status { return .unchanged }
        var version = known.version
        if known.record != record {
            try ItemChange(of: known.id, version: version, to: record).make(by: actor, at: now, in: transaction)
            version += 1
        }
        if known.status != line.status {
            try ItemStatusChange(of: known.id, version: version, to: line.status).make(in: ActContext(actor, at: now, in: transaction))
        }
        return .changed
    }
}

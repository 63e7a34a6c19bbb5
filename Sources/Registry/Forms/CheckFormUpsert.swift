import Authority
import Storage
import Timekeeping

/// Rows of a table become check forms: a new name of the agency makes a form, a known one gets a draft version where
/// it differs (ITEM-13, ITEM-24). All rows of a form have to come together.
package struct CheckFormUpsert: Sendable {
    package let lines: [CheckFormSheet.Line]

    package init(_ lines: [CheckFormSheet.Line]) { self.lines = lines }

    /// - Returns: what became of each line, in their order; lines of one form share its fate.
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> [SheetOutcome] {
        try actor.require(.manageForms)
        var outcomes: [String: SheetOutcome] = [:]
        for (name, ofForm) in Dictionary(grouping: lines, by: \.formName).sorted(by: { $0.key < $1.key }) {
            do {
                outcomes[name] = try transaction.nested {
                    try apply(name, ofForm, by: actor, at: now, in: transaction)
                }
            } catch let refusal as any Refusal {
                outcomes[name] = .refused(refusal.message)
            }
        }
        return lines.map { outcomes[$0.formName] ?? .unchanged }
    }

    private func apply(
        _ name: String, _ lines: [CheckFormSheet.Line], by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> SheetOutcome {
        let codes = Set(lines.flatMap(\.itemCodes))
        let items = try Item.ids(ofCodes: codes.sorted(), scope: actor.scope, in: transaction)
        guard items.count == codes.count else { throw CheckFormRefused.itemMissing }
        let record = CheckFormRecord(name: name, modes: Set(lines.flatMap(\.modes)), items: Set(items.values))
        let content = Self.content(lines)
        let scale = lines.lazy.compactMap(\.scale).first ?? .problem
        guard let known = try CheckForm.find(named: name, of: actor.organization, in: transaction) else {
            try CheckFormCreation(record, CheckFormDraft(scale: scale, content: content)).make(by: actor, at: now, in: transaction)
            return .created
        }
        let latest = try CheckFormVersion.all(of: known.id, in: transaction).first
        let draft = CheckFormDraft(
            scale: scale, content: content.keepingIdentities(of: latest?.content ?? CheckFormContent()),
            resultTemplate: latest?.resultTemplate ?? .general)
        if known.record == record, latest?.draft == draft { return .unchanged }
        try CheckFormChange(of: known.id, version: known.version, to: record, draft).make(by: actor, at: now, in: transaction)
        return .changed
    }

    /// Check items in the order of their first row; a row without one belongs to the item of the row above.
    static func content(_ lines: [CheckFormSheet.Line]) -> CheckFormContent {
        var content = CheckFormContent()
        var current = ""
        for line in lines {
            if !line.checkItem.isEmpty { current = line.checkItem }
            let point = CheckPoint(
                text: line.text, method: line.method, violatedProvisions: line.violated, penaltyProvisions: line.penalty)
            if let index = content.items.firstIndex(where: { $0.name == current }) {
                content.items[index].points.append(point)
            } else {
                content.items.append(CheckItem(name: current, points: [point]))
            }
        }
        return content
    }
}

import Authority
import Storage
import Timekeeping

/// Rows of a table become check forms: a new name of the agency makes a form, a known one gets a draft version where
/// it differs (ITEM-13, ITEM-24). Rows add and update and never take away, so that a long table can come in batches.
package struct CheckFormUpsert: Sendable {
    package let lines: [CheckFormSheet.Line]

    package init(_ lines: [CheckFormSheet.Line]) { self.lines = lines }

    /// - Returns: what became of each line, in their order; a refusal of a form is one of all its lines.
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> [SheetOutcome] {
        try actor.require(.manageForms)
        var outcomes = lines.map { _ in SheetOutcome.unchanged }
        let forms = Dictionary(grouping: lines.indices) { lines[$0].formName }
        for (name, indices) in forms.sorted(by: { $0.key < $1.key }) {
            let ofForm = indices.map { lines[$0] }
            do {
                let applied = try transaction.nested { try apply(name, ofForm, by: actor, at: now, in: transaction) }
                for (index, outcome) in zip(indices, applied) { outcomes[index] = outcome }
            } catch let refusal as any Refusal {
                let message = (refusal as? CheckFormRefused)?.sheetMessage ?? refusal.message
                for index in indices { outcomes[index] = .refused(message) }
            }
        }
        return outcomes
    }

    private func apply(
        _ name: String, _ lines: [CheckFormSheet.Line], by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> [SheetOutcome] {
        let known = try CheckForm.find(named: name, of: actor.organization, in: transaction)
        let latest = try known.flatMap { try CheckFormVersion.all(of: $0.id, in: transaction).first }
        let codes = Set(lines.flatMap(\.itemCodes))
        let items = try Item.ids(ofCodes: codes.sorted(), scope: actor.scope, in: transaction)
        guard items.count == codes.count else { throw CheckFormRefused.itemMissing }
        var record = known?.record ?? CheckFormRecord(name: name, modes: [], items: [])
        record.modes.formUnion(lines.flatMap(\.modes))
        record.items.formUnion(items.values)
        var draft = latest?.draft ?? CheckFormDraft(content: CheckFormContent())
        draft.scale = lines.lazy.compactMap(\.scale).first ?? draft.scale
        if let named = lines.lazy.map(\.resultTemplate).first(where: { !$0.isEmpty }), named != draft.resultTemplate.name {
            guard let template = try ResultTemplate.offered(to: actor, in: transaction).first(where: { $0.name == named })
            else { throw ResultTemplateRefused.unknown }
            draft.resultTemplate = template
        }
        for field in lines.flatMap(\.fields) { draft.content.take(field) }
        var library = LawLibrary(scope: actor.scope, in: transaction)
        let outcomes = try lines.map { draft.content.take(try $0.linked(&library, on: now.beijingDate)) }
        if let known {
            guard known.record != record || latest?.draft != draft else { return outcomes }
            try CheckFormChange(of: known.id, version: known.version, to: record, draft)
                .make(by: actor, at: now, in: transaction)
        } else {
            // whoever imports a table has decided to have a form of its own
            try CheckFormCreation(record, draft, besideHigher: true).make(by: actor, at: now, in: transaction)
        }
        return outcomes
    }
}

extension CheckFormRefused {
    /// By the columns that the table has.
    fileprivate var sheetMessage: String {
        if case .missing(let field) = self, field.label == CheckForm.Label.items { return "请填写" + CheckForm.Label.itemCode }
        return message
    }
}

extension CheckFormContent {
    /// A field of the same name is that field, and keeps its id.
    package mutating func take(_ field: CustomField) {
        guard let known = fields.firstIndex(where: { $0.label == field.label }) else { return fields.append(field) }
        (fields[known].kind, fields[known].isRequired) = (field.kind, field.isRequired)
    }

    /// Takes in one row: updates the content of the same words, or adds it behind the others of its check item.
    package mutating func take(_ line: CheckFormSheet.Line) -> SheetOutcome {
        guard let item = items.firstIndex(where: { $0.name == line.checkItem }) else {
            items.append(CheckItem(name: line.checkItem, points: [CheckPoint(line)]))
            return .created
        }
        guard let index = items[item].points.firstIndex(where: { $0.text == line.text }) else {
            items[item].points.append(CheckPoint(line))
            return .created
        }
        let former = items[item].points[index]
        items[item].points[index].method = line.method
        items[item].points[index].violatedProvisions = line.violated
        items[item].points[index].penaltyProvisions = line.penalty
        items[item].points[index].equipmentKinds = line.equipmentKinds
        items[item].points[index].phrases = line.phrases
        items[item].points[index].isKey = line.isKey
        return items[item].points[index] == former ? .unchanged : .changed
    }
}

extension CheckPoint {
    fileprivate init(_ line: CheckFormSheet.Line) {
        self.init(
            text: line.text, method: line.method, violatedProvisions: line.violated, penaltyProvisions: line.penalty,
            equipmentKinds: line.equipmentKinds, phrases: line.phrases, isKey: line.isKey)
    }
}

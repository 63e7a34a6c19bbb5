import Authority
import Importing
import Storage
import Timekeeping

/// A form that is put together for one task (动态表单, ITEM-21). It is a form like any other for the phone, the record and
/// the statistics, but serves no item, so that no list and no other task offers it.
package enum DynamicForm {
    /// The first version, or the next one where the task had a form before; at once in force, because the task alone
    /// decides when it is used.
    /// - Parameter name: unique within the agency.
    package static func enable(
        _ draft: CheckFormDraft, named name: String, for mode: InspectionMode, replacing former: CheckForm.ID?,
        by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> (form: CheckForm.ID, version: CheckFormVersion.ID) {
        try draft.content.check()
        guard draft.content.items.allSatisfy({ !$0.points.isEmpty }), !draft.content.items.isEmpty
        else { throw CheckFormRefused.noPoints }
        let form = former ?? CheckForm.ID(at: now)
        if former == nil {
            try CheckFormRecord(name: name, modes: [mode], items: [])
                .insert(form, as: .dynamic, by: actor, at: now, in: transaction)
        }
        let number = try CheckFormVersion.all(of: form, in: transaction).first?.number ?? 0
        let version = try draft.insert(of: form, number: number + 1, by: actor, at: now, in: transaction)
        try CheckFormVersion.load(version, in: transaction).enable(with: draft.resultTemplate, at: now, in: transaction)
        return (form, version)
    }

    /// What the task's supervision items are checked by: the check items of every form offered for each, contents of the
    /// same words once.
    package static func checkItems(of versions: [CheckFormVersion]) -> [CheckItem] {
        var gathered: [CheckItem] = []
        var seen: Set<String> = []
        for item in versions.flatMap(\.content.items) {
            let place = gathered.firstIndex { $0.name == item.name }
            let fresh = item.points.filter { seen.insert(item.name + "\n" + $0.text).inserted }
            if let place {
                gathered[place].points += fresh
            } else if !fresh.isEmpty {
                gathered.append(CheckItem(id: item.id, name: item.name, points: fresh))
            }
        }
        return gathered
    }
}

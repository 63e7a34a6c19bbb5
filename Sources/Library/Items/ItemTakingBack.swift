import Authority
import Importing
import Storage

extension Item {
    package static func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? {
        let id = record.as(Item.self)
        guard let item = try desk.found({ try load(id, scope: desk.actor.scope, in: desk.transaction) }) else { return nil }
        return ReturnableRecord(item.record.name, version: item.version) {
            try item.permitKeeping(by: desk.actor)
            try item.remove(in: desk.transaction)
        } restore: { before in
            guard let former = try Self.former(id, version: before.version, in: desk.transaction), let parts = before.content
            else { return false }
            var current = item.version
            var record = former.record
            // which supervision items a spot-check item consists of is not kept with its former states
            record.supervisionItems = try Set([ID].read(json: parts))
            if record != item.record {
                try ItemChange(of: id, version: current, to: record).make(by: desk.actor, at: desk.now, in: desk.transaction)
                current += 1
            }
            if former.status != item.status {
                try ItemStatusChange(of: id, version: current, to: former.status)
                    .make(in: ActContext(desk.actor, at: desk.now, in: desk.transaction))
            }
            return true
        }
    }
}

extension CheckForm {
    package static func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? {
        let id = record.as(CheckForm.self)
        guard let form = try desk.found({ try load(id, scope: desk.actor.scope, in: desk.transaction) }) else { return nil }
        return ReturnableRecord(form.record.name, version: form.version) {
            try form.permitKeeping(by: desk.actor)
            try form.remove(in: desk.transaction)
        } restore: { before in
            guard let former = try before.content.map(FormerCheckForm.read) else { return false }
            try CheckFormChange(of: id, version: form.version, to: former.record, former.draft)
                .make(by: desk.actor, at: desk.now, in: desk.transaction)
            return true
        }
    }
}

/// A form with its latest content, as it was before an import changed it. Where that was enabled, its words become the draft
/// that follows, as with any change.
struct FormerCheckForm: Codable {
    private let name: String
    private let modes: [InspectionMode]
    private let items: [Item.ID]
    private let scale: AnswerScale
    private let content: CheckFormContent
    private let resultTemplate: ResultTemplate

    init?(_ form: CheckForm, in transaction: Transaction) throws {
        guard let latest = try CheckFormVersion.all(of: form.id, in: transaction).first?.draft else { return nil }
        (name, modes, items) = (form.record.name, form.record.modes.sorted { $0.rawValue < $1.rawValue }, form.record.items.sorted())
        (scale, content, resultTemplate) = (latest.scale, latest.content, latest.resultTemplate)
    }

    var record: CheckFormRecord { CheckFormRecord(name: name, modes: Set(modes), items: Set(items)) }
    var draft: CheckFormDraft { CheckFormDraft(scale: scale, content: content, resultTemplate: resultTemplate) }
}

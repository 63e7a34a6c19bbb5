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
        } restore: { version in
            // which supervision items a spot-check item consists of is not kept with its former states
            guard item.kind == .supervision, let former = try Self.former(id, version: version, in: desk.transaction) else { return false }
            var current = item.version
            if former.record != item.record {
                try ItemChange(of: id, version: current, to: former.record).make(by: desk.actor, at: desk.now, in: desk.transaction)
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
    /// A form that the import has made can go; what it was before it got more contents is not kept.
    package static func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? {
        let id = record.as(CheckForm.self)
        guard let form = try desk.found({ try load(id, scope: desk.actor.scope, in: desk.transaction) }) else { return nil }
        return ReturnableRecord(form.record.name, version: form.version) {
            try form.permitKeeping(by: desk.actor)
            try form.remove(in: desk.transaction)
        } restore: { _ in false }
    }
}

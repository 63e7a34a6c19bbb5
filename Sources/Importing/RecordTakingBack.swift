import Authority
import Storage
import Timekeeping

/// Any record that an import has made or changed.
package enum ImportedRecord {
    package typealias ID = Identifier<ImportedRecord>
}

/// A record on its way back: what each kind of import declares of its own (撤回导入).
package struct ReturnableRecord {
    package let name: String
    package let version: Int
    /// It leaves the library. The constraints of the store keep what something refers to.
    package let remove: () throws -> Void
    /// It becomes what it was; false where that was not kept.
    package let restore: (_ former: Former) throws -> Bool

    /// What it was before the import.
    package struct Former {
        package let version: Int
        /// As its `ImportTouch.Standing` told it.
        package let content: String?
    }

    package init(_ name: String, version: Int, remove: @escaping () throws -> Void, restore: @escaping (_ former: Former) throws -> Bool) {
        (self.name, self.version, self.remove, self.restore) = (name, version, remove, restore)
    }
}

/// Who takes back, when, and in which transaction.
package struct TakingBackDesk {
    package let actor: Actor
    package let now: Instant
    package let protection: any FieldProtection
    package let transaction: Transaction

    /// Nil for what does not exist for who takes back.
    package func found<Record>(_ load: () throws -> Record) throws -> Record? {
        do { return try load() } catch is NotFound { return nil }
    }
}

/// What was built on a record beside what the store's own references say. Declared here, answered by the targets that work
/// with the libraries, registered by the executable.
package protocol RecordUse: Sendable {
    func isUsed(_ record: ImportedRecord.ID, in transaction: Transaction) throws -> Bool
}

/// Records of one import as it left them, on their way back.
struct RecordTakingBack {
    let sheet: any SheetImport
    let uses: [any RecordUse]
    let desk: TakingBackDesk

    /// Takes one back, or says by its name why it stays as it is.
    func take(_ touch: ImportTouch, _ place: inout TakingBackPlace) throws {
        if let fault = try fault(taking: touch) { return place.add(fault) }
        if touch.before == nil { place.removed += 1 } else { place.restored += 1 }
    }

    /// What stands in the way of these, the last first; nothing stays changed.
    func look(_ touches: [ImportTouch], _ place: inout TakingBackPlace) throws {
        var faults: [String] = []
        do {
            try desk.transaction.nested {
                for touch in touches { if let fault = try fault(taking: touch) { faults.append(fault) } }
                throw OnlyTried()
            }
        } catch is OnlyTried {
            for fault in faults { place.add(fault) }
        }
    }

    private func fault(taking touch: ImportTouch) throws -> String? {
        guard let record = try sheet.takenBack(touch.record, desk) else { return "有一条记录已不在管理范围内" }
        let name = "“\(record.name)”"
        if record.version != touch.after { return name + "之后已被修改" }
        let isUsed = name + "已被其他记录使用"
        if touch.before == nil, try uses.contains(where: { try $0.isUsed(touch.record, in: desk.transaction) }) { return isUsed }
        do {
            return try desk.transaction.nested { try goBack(record, by: touch) } ? nil : name + "没有留下导入前的内容"
        } catch StorageError.constraint(_) {
            return isUsed
        } catch let refusal as any Refusal {
            return name + refusal.message
        }
    }

    private func goBack(_ record: ReturnableRecord, by touch: ImportTouch) throws -> Bool {
        guard let version = touch.before else {
            try record.remove()
            return true
        }
        return try record.restore(ReturnableRecord.Former(version: version, content: touch.former))
    }
}

private struct OnlyTried: Error {}

import Ledger
import Storage

/// A record that an import has made or changed, and the versions between which it did: what taking it back needs.
package struct ImportTouch: Sendable, Equatable {
    package let record: ImportedRecord.ID
    /// Nil where it was not there before.
    package let before: Int?
    package let after: Int

    /// Where a record stands at one moment.
    package struct Standing: Sendable, Equatable {
        package let record: ImportedRecord.ID
        package let version: Int

        package init<Record>(_ record: Identifier<Record>, version: Int) {
            (self.record, self.version) = (record.as(ImportedRecord.self), version)
        }
    }

    /// What happened between two looks at the same rows.
    static func between(_ before: [Int: Standing], _ after: [Int: Standing]) -> [ImportTouch] {
        after.sorted { $0.key < $1.key }.compactMap { place, standing in
            let former = before[place]
            guard former?.version != standing.version else { return nil }
            return ImportTouch(record: standing.record, before: former?.version, after: standing.version)
        }
    }
}

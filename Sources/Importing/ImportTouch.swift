import Ledger
import Storage

/// A record that an import has made or changed, and the versions between which it did: what taking it back needs.
package struct ImportTouch: Sendable, Equatable {
    package let record: ImportedRecord.ID
    /// Nil where it was not there before.
    package let before: Int?
    package let after: Int
    /// What it was before, where its library doesn't keep former states: in the words of its kind of import.
    package let former: String?

    /// Where a record stands at one moment.
    package struct Standing: Sendable, Equatable {
        package let record: ImportedRecord.ID
        package let version: Int
        /// What it holds; nil where its library keeps former states.
        package let content: String?

        package init<Record>(_ record: Identifier<Record>, version: Int, content: String? = nil) {
            (self.record, self.version, self.content) = (record.as(ImportedRecord.self), version, content)
        }
    }

    /// What happened between two looks at the same rows.
    static func between(_ before: [Int: Standing], _ after: [Int: Standing]) -> [ImportTouch] {
        after.sorted { $0.key < $1.key }.compactMap { place, standing in
            let former = before[place]
            guard former?.version != standing.version else { return nil }
            return ImportTouch(record: standing.record, before: former?.version, after: standing.version, former: former?.content)
        }
    }
}

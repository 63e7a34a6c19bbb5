import Ledger
import Storage

/// An object that an import has made or changed, and the versions between which it did: what taking it back needs.
package struct ImportTouch: Sendable, Equatable {
    package let subject: RegulatedSubject.ID
    /// Nil where it was not there before.
    package let before: Int?
    package let after: Int

    /// Where an object stands at one moment.
    package struct Standing: Sendable, Equatable {
        package let subject: RegulatedSubject.ID
        package let version: Int
    }

    /// What happened between two looks at the same rows.
    static func between(_ before: [Int: Standing], _ after: [Int: Standing]) -> [ImportTouch] {
        after.sorted { $0.key < $1.key }.compactMap { place, standing in
            let former = before[place]
            guard former?.version != standing.version else { return nil }
            return ImportTouch(subject: standing.subject, before: former?.version, after: standing.version)
        }
    }
}

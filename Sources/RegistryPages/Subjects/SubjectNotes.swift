import Authority
import Registry
import Storage

/// What the own agency has noted of an object, and its links (SUBJ-06, SUBJ-07); equipment in sum (SUBJ-24).
package struct SubjectNotes: Codable, Sendable {
    package let items: String
    let tags: String
    package let area: String
    package let equipment: String
    package let links: [SubjectLinkRow]

    package static func load(of subject: RegulatedSubject, for actor: Actor, in transaction: Transaction) throws -> SubjectNotes {
        let library = try AnnotationLibrary.load(for: actor.organization, in: transaction)
        let noted = try SubjectAnnotation.load(of: subject.id, by: actor.organization, in: transaction)
        let areas = try RegulatoryArea.all(of: subject.record.jurisdiction, in: transaction)
        return SubjectNotes(
            items: library.items.filter { noted.items.contains($0.id) }.map(\.name).joined(separator: "、"),
            tags: noted.tags.sorted().joined(separator: "、"), area: areas.first { $0.id == noted.area }?.name ?? "",
            equipment: EquipmentTotal.totals(of: try Workshop.all(of: subject.id, in: transaction)).map(\.words)
                .joined(separator: "；"),
            links: try SubjectLink.all(of: subject.id, scope: actor.scope, in: transaction).map(SubjectLinkRow.init))
    }
}

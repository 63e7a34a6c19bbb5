import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// Everything a visit asks: the contents of all form versions of its task, one after another. The versions of a task
/// never change once it is issued (ITEM-13), so what was answered can be read for ever.
package struct InspectedForm: Sendable {
    package struct Card: Sendable {
        package let content: String
        package let point: CheckPoint
        package let group: String
    }

    package let visit: TaskSubject.ID
    /// The form, or the task where several forms are asked together.
    package let id: String
    package let version: Int
    package let name: String
    package let scale: AnswerScale
    package let groups: [CheckItem]
    package let cards: [Card]
    /// 自定义资料项 of all versions, each name once.
    package let fields: [CustomField]
    /// How the conclusion is drawn (ITEM-22).
    package let template: ResultTemplate
    let versions: [CheckFormVersion.ID]

    package init(visit: TaskSubject.ID, task: InspectionTask.ID, versions: [CheckFormVersion]) {
        let only = versions.count == 1 ? versions.first : nil
        self.init(
            visit: visit, id: only?.form.description ?? task.description, version: only?.number ?? 1,
            name: versions.map(\.formName).joined(separator: "、"), scale: versions.first?.scale ?? .problem,
            groups: versions.flatMap(\.content.items), fields: Self.fields(of: versions),
            template: .together(versions.map(\.resultTemplate)), versions: versions.map(\.id))
    }

    init(
        visit: TaskSubject.ID, id: String = "", version: Int = 1, name: String = "", scale: AnswerScale = .problem,
        groups: [CheckItem], fields: [CustomField] = [], template: ResultTemplate = .general, versions: [CheckFormVersion.ID] = []
    ) {
        (self.visit, self.id, self.version, self.name) = (visit, id, version, name)
        (self.scale, self.groups, self.versions) = (scale, groups, versions)
        (self.fields, self.template) = (fields, template)
        cards = groups.flatMap { group in
            group.points.map { Card(content: $0.id.description, point: $0, group: group.name) }
        }
    }

    private static func fields(of versions: [CheckFormVersion]) -> [CustomField] {
        versions.flatMap(\.content.fields).reduce(into: []) { fields, field in
            if !fields.contains(where: { $0.label == field.label }) { fields.append(field) }
        }
    }
}

extension InspectedForm {
    /// What the record says of the result; the check has made sure that there is a wording.
    package func conclusion(of result: VisitResult) -> String {
        template.conclusion(result.conclusion, of: result.overall) ?? result.overall.label
    }

    /// 自定义资料项 with their names, as far as they are filled in.
    package func filled(_ values: [VisitResult.FieldValue]) -> [(label: String, value: String)] {
        fields.compactMap { field in
            let value = values.first { $0.field == field.id }?.value ?? ""
            return value.isEmpty ? nil : (field.label, value)
        }
    }
}

/// A problem that was found, within the form or besides (A.17).
package enum InspectionProblem {
    package typealias ID = Identifier<InspectionProblem>
}

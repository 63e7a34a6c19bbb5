import Foundation
import Testing

/// A field without a rule of its own stands in three places: where it is declared, where it stands in the form, and in the
/// migration that made its column (docs/adr/0010).
@Suite("一个字段的三处")
struct FieldPlacesTests {
    /// Of an annual plan; the other fields are looked at by a rule, a list or the term.
    private static let plain = [
        "legalBasis": "legal_basis", "taskNature": "task_nature", "responsibleOffice": "responsible_office", "documentNo": "document_no",
        "subjectDescription": "subject_description", "subjectCount": "subject_count", "inspectionRequirement": "inspection_requirement",
        "inspectingBody": "inspecting_body", "termNote": "term_note",
    ]

    @Test("年度计划没有规则的字段只写在声明、表单的位置和迁移三处")
    func plan() throws {
        let files = try SourceTree.files(in: ["Sources"]).filter { $0.path.contains("/Tasking") && $0.path.contains("Plan") }
        for (property, column) in Self.plain {
            let word = try Regex("\\b(\(property)|\(column))\\b")
            let places = files.filter { file in file.code.contains { $0.text.contains(word) } }
                .compactMap { $0.path.split(separator: "/").last.map(String.init) }
            #expect(Set(places) == ["PlanForm.swift", "PlanMigration.swift", "PlanRecord.swift"], "\(property)")
        }
    }
}

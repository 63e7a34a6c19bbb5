import Doors
import Importing
import Library
import Markup
import Registry

/// 自定义资料项 of a form (A.5, TASK-17) as rows of plain fields: those that are there and two empty ones behind them, so
/// that it works without scripts; a row without a name is none.
package enum CustomFieldRows {
    package static let most = 40

    package static let note = "执法人员在检查时另行填写的内容，如从业人数。名称留空的行不保存。"

    private static func names(_ row: String) -> (id: String, label: String, kind: String, required: String) {
        ("fieldID" + row, "fieldLabel" + row, "fieldKind" + row, "fieldRequired" + row)
    }

    private static func names(_ index: Int) -> (id: String, label: String, kind: String, required: String) { names("\(index)") }

    package static func fields(_ index: Int) -> [Field] { fields(names(index)) }

    private static func fields(_ names: (id: String, label: String, kind: String, required: String)) -> [Field] {
        [
            Field(names.id, "标识", .hidden), Field(names.label, "资料项名称", .text(maxLength: 60)),
            Field(names.kind, "类型", .choice(CustomField.Kind.options), required: true),
            Field(names.required, "必填", .flag),
        ]
    }

    /// For programs: the fields of every row.
    package static let described = fields(names("{row}"))

    package static func set(_ fields: [CustomField], in values: inout Values) {
        for (index, field) in fields.enumerated() {
            let names = names(index)
            values.set(names.id, field.id.description)
            values.set(names.label, field.label)
            values.set(names.kind, field.kind.rawValue)
            values.set(names.required, field.isRequired ? "1" : nil)
        }
    }

    /// - Parameter former: whose ids stay, so that what was filled in keeps its meaning from version to version.
    package static func read(_ values: Values, former: [CustomField]) throws(Problems) -> [CustomField] {
        var read: [CustomField] = []
        var problems = Problems()
        for index in 0..<most {
            let names = names(index)
            let reading = FormReading(values, [fields(index)[1]])
            for problem in reading.problems.byField { problems.add(problem.name, problem.message) }
            guard let label = reading.optional(names.label) else { continue }
            let id = values[names.id].flatMap { CustomField.ID($0) }
            read.append(CustomField(
                id: former.first { $0.id == id }?.id ?? CustomField.ID(), label: label,
                kind: reading.choice(names.kind) ?? .text, isRequired: reading.flag(names.required)))
        }
        guard problems.isEmpty else { throw problems }
        return read
    }

    fileprivate static func count(_ values: Values) -> Int {
        let filled = (0..<most).last { !(values[names($0).label] ?? "").isEmpty }.map { $0 + 1 } ?? 0
        return min(most, filled + 2)
    }
}

extension HTML {
    package mutating func customFields(_ values: Values, _ problems: Problems?) {
        for index in 0..<CustomFieldRows.count(values) {
            let fields = CustomFieldRows.fields(index)
            var values = values
            if values[fields[2].name] == nil { values.set(fields[2].name, CustomField.Kind.text.rawValue) }
            fieldset(.class("row-field")) { html in
                html.legend(.class("sr"), text: "第\(index + 1)个资料项")
                for field in fields { html.field(field, values: values, problem: problems?[field.name]) }
            }
        }
    }
}

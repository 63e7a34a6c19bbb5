import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// The form of a check form: its own fields, and a row of fields for each check item and each check content.
enum CheckFormForms {
    typealias Label = CheckForm.Label

    /// For programs, which may name any template of their agency.
    static let head = head([])

    /// - Parameter templates: what the agency can choose from (ITEM-22).
    static func head(_ templates: [ResultTemplate]) -> [Field] {
        let template = Field(
            "template", Label.resultTemplate, .choice(templates.map { .init($0.key, $0.name) }), required: true,
            hint: "启用时的模板随该版本保留")
        return headBefore + [template] + headAfter
    }

    private static let headBefore = [
        Field("name", Label.name, required: true),
        Field("scale", Label.scale, .choice(AnswerScale.options), required: true),
    ]
    private static let headAfter = [
        Field("modes", Label.modes, .choices(InspectionMode.options), required: true),
        Field("items", Label.items, .picker(source: "/options/item-codes", many: true), required: true, hint: "按名称或编码查找，可选多个", takesTyped: true),
    ]
    static let layout = Field("layout", "检查内容的顺序", .hidden, hint: "检查项:检查内容,检查内容;… 各以其键表示")
    static let following = Field("next", "保存后", .choice([.init("preview", "预览")]))
    /// For programs: the fields of every check item and check content.
    static let rows = [itemField("{item}")] + pointFields("{point}")
    static let besideHigher = Field("besideHigher", "仍需新建本地表单", .flag)

    static func itemField(_ key: String) -> Field { Field("item." + key, Label.checkItem) }

    static func pointFields(_ key: String) -> [Field] {
        [
            Field("text." + key, Label.point, .multiline(maxLength: 1000)),
            Field("method." + key, Label.method, .multiline(maxLength: 2000), hint: "现场怎样检查"),
            CitationField.field("violated." + key, Label.violated),
            CitationField.field("penalty." + key, Label.penalty),
            Field("equipment." + key, Label.equipmentKinds, hint: MatterForms.equipmentHint),
            Field("phrases." + key, Label.phrases, .multiline(maxLength: 1000), hint: "每行一条，现场发现问题时可直接选用"),
            Field("key." + key, Label.isKey, .flag),
        ]
    }

    static func citationNames(_ layout: CheckFormLayout) -> [String] {
        layout.points.flatMap { ["violated." + $0, "penalty." + $0] }
    }

    static func layout(of values: Values) -> CheckFormLayout? { values["layout"].flatMap { CheckFormLayout($0) } }

    // MARK: values of what is there

    static func values(_ form: CheckForm, _ draft: CheckFormDraft, items: [ItemLine]) -> Values {
        var values = Values([
            "name": form.record.name, "scale": draft.scale.rawValue, "template": draft.resultTemplate.key,
            "version": "\(form.version)",
        ])
        values.set("modes", all: InspectionMode.allCases.filter(form.record.modes.contains).map(\.rawValue))
        values.set("items", all: items.map(\.itemCode))
        values.set("items_label", all: items.map(\.name))
        set(draft.content, in: &values)
        return values
    }

    static func set(_ content: CheckFormContent, in values: inout Values) {
        values.set("layout", CheckFormLayout(content).text)
        CustomFieldRows.set(content.fields, in: &values)
        for item in content.items {
            values.set("item.\(item.id)", item.name)
            for point in item.points { set(point, in: &values) }
        }
    }

    private static func set(_ point: CheckPoint, in values: inout Values) {
        let key = point.id.description
        values.set("text." + key, point.text)
        values.set("method." + key, point.method)
        CitationField.set(point.violatedProvisions, "violated." + key, in: &values)
        CitationField.set(point.penaltyProvisions, "penalty." + key, in: &values)
        values.set("equipment." + key, point.equipmentKinds.joined(separator: "、"))
        values.set("phrases." + key, point.phrases.joined(separator: "\n"))
        values.set("key." + key, point.isKey ? "1" : nil)
    }

    /// What was typed, checked as fields; provisions and items are looked up in the transaction.
    struct Typed: Sendable {
        let version: Int
        let besideHigher: Bool
        private let head: FormReading
        private let rows: FormReading
        private let layout: CheckFormLayout
        private let values: Values

        init(_ typed: Values) throws {
            guard let layout = CheckFormForms.layout(of: typed) else { throw Problems("layout", "请填写" + Label.point) }
            values = CitationField.gathered(typed, CheckFormForms.citationNames(layout) + ["items"])
            self.layout = layout
            head = FormReading(values, CheckFormForms.headBefore + CheckFormForms.headAfter + [Field("template", Label.resultTemplate, required: true)])
            rows = FormReading(values, layout.items.map { CheckFormForms.itemField($0.key) } + layout.points.flatMap(CheckFormForms.pointFields))
            var problems = head.problems
            for problem in rows.problems.byField { problems.add(problem.name, problem.message) }
            for item in layout.items { Self.unnamed(item, rows).map { problems.add($0, "请填写" + Label.checkItem) } }
            guard problems.isEmpty else { throw problems }
            version = values["version"].flatMap { Int($0) } ?? 0
            besideHigher = head.flag("besideHigher")
        }

        /// A check item with contents needs a name; without any it is an empty row.
        private static func unnamed(_ item: CheckFormLayout.Item, _ rows: FormReading) -> String? {
            let isFilled = item.points.contains { !rows.text("text." + $0).isEmpty }
            return isFilled && rows.text("item." + item.key).isEmpty ? "item." + item.key : nil
        }

        func record(scope: Scope, in transaction: Transaction) throws -> CheckFormRecord {
            let codes = head.all("items").flatMap(ItemForms.codes)
            let items = try ItemForms.items(codes, field: "items", scope: scope, in: transaction)
            return CheckFormRecord(
                name: head.text("name"), modes: Set(head.all("modes").compactMap(InspectionMode.init(rawValue:))), items: Set(items))
        }

        func draft(
            former: CheckFormContent, for actor: Actor, on date: CalendarDate, in transaction: Transaction
        ) throws -> CheckFormDraft {
            var library = LawLibrary(scope: actor.scope, in: transaction)
            let items = try layout.items.compactMap { item -> CheckItem? in
                let name = rows.text("item." + item.key)
                let points = try item.points.compactMap { try point($0, former, on: date, &library) }
                guard !name.isEmpty else { return nil }
                let known = former.items.first { $0.id.description == item.key }
                return CheckItem(id: known?.id ?? CheckItem.ID(), name: name, points: points)
            }
            return CheckFormDraft(
                scale: head.choice("scale") ?? .problem,
                content: CheckFormContent(items: items, fields: try CustomFieldRows.read(values, former: former.fields)),
                resultTemplate: try ResultTemplate.chosen(head.text("template"), for: actor, in: transaction))
        }

        private func point(
            _ key: String, _ former: CheckFormContent, on date: CalendarDate, _ library: inout LawLibrary
        ) throws -> CheckPoint? {
            let text = rows.text("text." + key)
            guard !text.isEmpty else { return nil }
            let known = former.points.first { $0.id.description == key }
            let kept = former.points.flatMap { $0.violatedProvisions + $0.penaltyProvisions }
            return CheckPoint(
                id: known?.id ?? CheckPoint.ID(), text: text, method: rows.text("method." + key),
                violatedProvisions: try CitationField.citations(rows.all("violated." + key), kept: kept, on: date, &library),
                penaltyProvisions: try CitationField.citations(rows.all("penalty." + key), kept: kept, on: date, &library),
                equipmentKinds: Self.words(rows.text("equipment." + key)), phrases: Self.lines(rows.text("phrases." + key)),
                isKey: rows.flag("key." + key))
        }

        static func words(_ text: String) -> [String] {
            text.split { $0.isNewline || "、，,；;".contains($0) }.map { ArticleWording(String($0)).text }.filter { !$0.isEmpty }
        }

        static func lines(_ text: String) -> [String] {
            ArticleWording(text).text.split(separator: "\n").map(String.init)
        }
    }
}

import Authority
import Registry
import Storage

/// The form of a check form: one text area a check item, one check content a line. What a content holds beside its
/// words (检查详情, 违法依据, …) stays with it while its words stay.
enum CheckFormForms {
    typealias Label = CheckForm.Label

    /// So many further check items can be added at once.
    private static let spare = 3
    private static let most = 60

    static func fields(_ content: CheckFormContent, isNew: Bool) -> [Field] {
        head + parts(count: min(most, content.items.count + spare)) + (isNew ? [] : [Field("version", "版本", .hidden)])
    }

    static let head = [
        Field("name", Label.name, required: true),
        Field("scale", Label.scale, .choice(AnswerScale.allCases.map { .init($0.rawValue, $0.label) }), required: true),
        Field("modes", Label.modes, .choices(InspectionMode.allCases.map { .init($0.rawValue, $0.label) }), required: true),
        Field("items", Label.items, .multiline(maxLength: 4000), required: true, hint: "事项编码，每行一个"),
    ]

    private static func parts(count: Int) -> [Field] {
        (1...count).flatMap { index in
            [
                Field("itemId\(index)", "", .hidden),
                Field("item\(index)", "\(Label.checkItem)\(index)"),
                Field("points\(index)", "\(Label.point)\(index)", .multiline(maxLength: 20_000), hint: "每行一项检查内容"),
            ]
        }
    }

    static func values(_ form: CheckForm, _ draft: CheckFormDraft, itemCodes: [String]) -> Values {
        var values = Values([
            "name": form.record.name, "scale": draft.scale.rawValue, "items": itemCodes.joined(separator: "\n"),
            "version": "\(form.version)",
        ])
        values.set("modes", all: InspectionMode.allCases.filter(form.record.modes.contains).map(\.rawValue))
        for (index, item) in draft.content.items.enumerated() {
            values.set("itemId\(index + 1)", item.id.description)
            values.set("item\(index + 1)", item.name)
            values.set("points\(index + 1)", item.points.map(\.text).joined(separator: "\n"))
        }
        return values
    }

    /// What was typed, checked as fields.
    struct Typed: Sendable {
        let version: Int
        let itemCodes: [String]
        let draft: CheckFormDraft
        private let name: String
        private let modes: Set<InspectionMode>

        init(_ values: Values, former: CheckFormContent) throws {
            let count = values.names.compactMap { $0.hasPrefix("item") ? Int($0.dropFirst(4)) : nil }.max() ?? 0
            let indexes = 1...max(1, min(most, count))
            let reading = FormReading(values, head + parts(count: indexes.upperBound))
            try reading.finish()
            name = reading.text("name")
            modes = Set(reading.all("modes").compactMap(InspectionMode.init(rawValue:)))
            itemCodes = ItemForms.codes(reading.text("items"))
            version = values["version"].flatMap { Int($0) } ?? 0
            let content = CheckFormContent(items: try indexes.compactMap { try Self.item($0, reading, values, former) })
            draft = CheckFormDraft(scale: reading.choice("scale") ?? .problem, content: content)
        }

        func record(scope: Scope, in transaction: Transaction) throws -> CheckFormRecord {
            let items = try ItemForms.items(itemCodes, field: "items", scope: scope, in: transaction)
            return CheckFormRecord(name: name, modes: modes, items: Set(items))
        }

        private static func item(
            _ index: Int, _ reading: FormReading, _ values: Values, _ former: CheckFormContent
        ) throws -> CheckItem? {
            let name = reading.text("item\(index)")
            let lines = reading.text("points\(index)").split(whereSeparator: \.isNewline)
                .map { $0.filter { $0 != "\r" } }.map { String($0.drop(while: \.isWhitespace)) }.filter { !$0.isEmpty }
            if name.isEmpty {
                guard lines.isEmpty else { throw Problems("item\(index)", "请填写\(Label.checkItem)\(index)") }
                return nil
            }
            let known = values["itemId\(index)"].flatMap { CheckItem.ID($0) }
            return CheckItem(named: name, lines: lines, among: former.items.first { $0.id == known })
        }
    }
}

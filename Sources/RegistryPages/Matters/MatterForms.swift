import Authority
import Doors
import Library
import Registry
import Storage
import Timekeeping

/// The form of a custom check content (A.5).
enum MatterForms {
    typealias Label = CheckForm.Label

    static let cited = ["violated", "penalty"]
    static let equipmentHint = "多个用顿号分开；名称相同的设备和场所会随检查内容带出：" + CheckPoint.equipmentNames.joined(separator: "、")

    static let fields = [
        Field("sheet", CheckMatter.Label.sheet, required: true, placeholder: "如 钢铁8项"),
        Field("category", CheckMatter.Label.category, required: true),
        Field("content", Label.point, .multiline(maxLength: 1000), required: true),
        Field("method", Label.method, .multiline(maxLength: 2000), hint: "现场怎样检查"),
        CitationField.field("violated", Label.violated),
        CitationField.field("penalty", Label.penalty),
        Field("equipment", Label.equipmentKinds, hint: equipmentHint),
        Field("phrases", Label.phrases, .multiline(maxLength: 1000), hint: "每行一条"),
        Field("key", Label.isKey, .flag),
    ]

    struct Typed: Sendable {
        let version: Int
        private let reading: FormReading

        init(_ values: Values) throws {
            reading = FormReading(CitationField.gathered(values, MatterForms.cited), MatterForms.fields)
            try reading.finish()
            version = values["version"].flatMap { Int($0) } ?? 0
        }

        func record(
            kept: [Citation], scope: Scope, on date: CalendarDate, in transaction: Transaction
        ) throws -> CheckMatterRecord {
            var library = LawLibrary(scope: scope, in: transaction)
            var record = CheckMatterRecord(
                sheet: reading.text("sheet"), category: reading.text("category"), content: reading.text("content"))
            record.method = reading.text("method")
            record.violated = try CitationField.citations(reading.all("violated"), kept: kept, on: date, &library)
            record.penalty = try CitationField.citations(reading.all("penalty"), kept: kept, on: date, &library)
            record.equipmentKinds = CheckFormForms.Typed.words(reading.text("equipment"))
            record.phrases = CheckFormForms.Typed.lines(reading.text("phrases"))
            record.isKey = reading.flag("key")
            return record
        }
    }

    static func values(_ matter: CheckMatter) -> Values {
        let record = matter.record
        var values = Values([
            "sheet": record.sheet, "category": record.category, "content": record.content, "method": record.method,
            "equipment": record.equipmentKinds.joined(separator: "、"), "phrases": record.phrases.joined(separator: "\n"),
            "key": record.isKey ? "1" : "", "version": "\(matter.version)",
        ])
        CitationField.set(record.violated, "violated", in: &values)
        CitationField.set(record.penalty, "penalty", in: &values)
        return values
    }
}

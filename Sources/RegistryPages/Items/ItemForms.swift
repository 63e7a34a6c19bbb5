import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// The form of an item: its fields, and how they become a record.
enum ItemForms {
    typealias Label = Item.Label

    static func fields(_ kind: ItemKind, isNew: Bool) -> [Field] {
        let code = isNew
            ? [Field("itemCode", Label.itemCode, .text(maxLength: 12), required: true, hint: "12位数字，保存后不能修改")] : []
        let parts = kind == .spotCheck
            ? [Field("supervisionItems", Label.supervisionItems, .multiline(maxLength: 4000), required: true, hint: "监管事项编码，每行一个")]
            : []
        return code + [
            Field(
                "name", Label.name, required: true,
                hint: kind == .supervision ? "形式为“对…的行政检查”" : nil),
            Field("domain", Label.domain, .choice(domains), required: true),
            Field("subjectClasses", Label.subjectClasses, .choices(SubjectClass.options), required: true),
            CitationField.field("legalBasis", Label.legalBasis, required: true),
        ] + parts + (isNew ? [] : [Field("version", "版本", .hidden)])
    }

    static let domains = EnforcementDomain.options

    /// What was typed, checked as fields; codes of other items are looked up by `record(in:)`.
    struct Typed: Sendable {
        let version: Int
        let supervisionCodes: [String]
        private let record: ItemRecord
        private let basis: [String]

        /// - Parameter itemCode: of the item that is changed; nil for a new one.
        init(_ values: Values, _ kind: ItemKind, itemCode: String? = nil) throws {
            let values = CitationField.gathered(values, ["legalBasis"])
            let reading = FormReading(values, fields(kind, isNew: itemCode == nil))
            try reading.finish()
            guard let domain = reading.choice("domain", as: EnforcementDomain.self) else {
                throw Problems("domain", "请填写" + Label.domain)
            }
            version = reading.integer("version") ?? 0
            basis = reading.all("legalBasis")
            supervisionCodes = kind == .spotCheck ? ItemForms.codes(reading.text("supervisionItems")) : []
            record = ItemRecord(
                itemCode: itemCode ?? reading.text("itemCode"), name: reading.text("name"), domain: domain,
                legalBasis: "",
                subjectClasses: Set(reading.all("subjectClasses").compactMap(SubjectClass.init(rawValue:))))
        }

        func record(
            scope: Scope, kept: [Citation], on date: CalendarDate, in transaction: Transaction
        ) throws -> ItemRecord {
            var (record, library) = (record, LawLibrary(scope: scope, in: transaction))
            record.legalBases = try CitationField.citations(basis, kept: kept, on: date, &library)
            record.supervisionItems = Set(
                try ItemForms.items(supervisionCodes, field: "supervisionItems", scope: scope, in: transaction))
            return record
        }
    }

    /// Codes one a line, or with commas or spaces between.
    static func codes(_ text: String) -> [String] {
        text.split { $0.isWhitespace || "，,；;、".contains($0) }.map(String.init)
    }

    /// - Throws: `Problems` naming the codes that nobody has.
    static func items(_ codes: [String], field: String, scope: Scope, in transaction: Transaction) throws -> [Item.ID] {
        let known = try Item.ids(ofCodes: codes, scope: scope, in: transaction)
        let unknown = codes.filter { known[$0] == nil }
        guard unknown.isEmpty else { throw Problems(field, "事项编码不存在：" + unknown.joined(separator: "、")) }
        return codes.compactMap { known[$0] }
    }

    static func values(_ item: Item, partCodes: [String]) -> Values {
        var values = Values([
            "name": item.record.name, "domain": item.record.domain.rawValue,
            "supervisionItems": partCodes.joined(separator: "\n"), "version": "\(item.version)",
        ])
        CitationField.set(item.record.legalBases, "legalBasis", in: &values)
        values.set("subjectClasses", all: SubjectClass.allCases.filter(item.record.subjectClasses.contains).map(\.rawValue))
        return values
    }
}

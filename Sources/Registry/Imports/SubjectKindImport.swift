import Authority
import Importing
import Library
import Spreadsheets
import Storage
import Timekeeping

/// Import of natural persons and of the six kinds of attached objects, each with its own template (A.7, SUBJ-13).
package struct SubjectKindImport: SubjectSheetImport {
    private let kind: SubjectKind

    package init(_ kind: SubjectKind) { self.kind = kind }

    /// All beside the organisations.
    package static let all: [any SheetImport] = SubjectKind.allCases.filter { $0 != .organization }.map { SubjectKindImport($0) }

    package var code: String { kind.slug }
    package var label: String { kind.label }
    package let permission = Permission.manageSubjects
    package let canBeTakenBack = true

    private static let jurisdiction = RegulatedSubject.Label.jurisdiction

    package var layout: SheetLayout {
        SheetLayout(
            name: kind.label,
            columns: kind.fields.map { column($0.field, isRequired: $0.isRequired) }
                + [SheetColumn(Self.jurisdiction, width: 28, note: "机构全称或简称；空白为导入人所在机构")],
            instructions: [
                "请勿改动表头；表头上方可以有标题行。",
                "已在库中的对象更新其信息：必填列照填，其余空白单元格不改变已有内容。",
                "日期可写成 2026-01-31、2026/1/31、2026.1.31、2026年1月31日或 20260131。",
            ])
    }

    private func column(_ field: SubjectField, isRequired: Bool) -> SheetColumn {
        let label = field.label(of: kind)
        switch field.form {
        case .text: return SheetColumn(label, isRequired: isRequired, width: 24)
        case .citizenID: return SheetColumn(label, .code, width: 24, note: "18位，校验码须正确；空白的记为待补全")
        case .phone: return SheetColumn(label, .code, isRequired: isRequired, width: 18)
        case .date: return SheetColumn(label, .date, isRequired: isRequired)
        case .decimal: return SheetColumn(label, .code, isRequired: isRequired, note: "数字")
        case .choice(let words): return SheetColumn(label, .choice(words), isRequired: isRequired)
        }
    }

    /// A row: the record it would make, and which of its fields were left blank.
    package struct Record: SubjectSheetRow {
        package let record: SubjectRecord
        let blank: Set<SubjectField>
        let keepsJurisdiction: Bool

        /// The record after this row; what was left blank stays as it was.
        package func onto(_ former: SubjectRecord) -> SubjectRecord {
            var record = record
            for field in blank { record[field] = former[field] }
            record.location = former.location
            if keepsJurisdiction { record.jurisdiction = former.jurisdiction }
            return record
        }
    }

    package func read(_ cells: SheetCells, context: ImportContext) -> Result<Record, ImportProblems> {
        var row = RowReading(cells, layout)
        var record = SubjectRecord(kind, name: "", jurisdiction: row.agency(Self.jurisdiction, context))
        for (field, _) in kind.fields { record[field] = read(field, from: &row) }
        let blank = Set(kind.fields.map(\.field).filter { row.isBlank($0.label(of: kind)) })
        let made = Record(record: record, blank: blank, keepsJurisdiction: row.isBlank(Self.jurisdiction))
        return row.result(made)
    }

    private func read(_ field: SubjectField, from row: inout RowReading) -> String {
        let label = field.label(of: kind)
        switch field.form {
        case .text: return row.text(label, limit: 300)
        case .phone: return row.code(label)
        case .date: return row.date(label)?.description ?? ""
        case .choice(let words): return row.choice(label, words.map { ($0, $0) }) ?? ""
        case .decimal:
            let text = row.code(label)
            if let wanted = field.fault(of: text) { row.refuse(label, "\(label)应为\(wanted)") }
            return text
        case .citizenID:
            let text = row.code(label)
            if !text.isEmpty, CitizenIDNumber(text) == nil { row.refuse(label, CitizenIDNumber.formatMessage) }
            return text
        }
    }

    package func key(_ record: Record) -> String { SubjectIdentity.text(of: record.record) }
}

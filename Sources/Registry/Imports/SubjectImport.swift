import Authority
import Importing
import Library
import Spreadsheets
import Storage
import Timekeeping

/// 机构类主体导入 (SUBJ-13): a known code updates its record, an unknown one makes a new record.
package struct SubjectImport: SubjectSheetImport {
    package init() {}

    package let code = "subjects"
    package let label = "监管对象"
    package let permission = Permission.manageSubjects
    package let canBeTakenBack = true

    package var layout: SheetLayout { Self.layout }

    private static let layout = SheetLayout(
        name: "监管对象", columns: SubjectColumn.allCases.map(\.column),
        instructions: [
            "请勿改动表头；表头上方可以有标题行。",
            "统一社会信用代码已在库中的，更新该对象的信息：必填列照填，其余空白单元格不改变已有内容。",
            "日期可写成 2026-01-31、2026/1/31、2026.1.31、2026年1月31日或 20260131。",
        ])

    /// A row: the record it would make, and which of its columns were left blank.
    package struct Record: SubjectSheetRow {
        package let record: SubjectRecord
        let blank: BlankColumns

        /// The record after this row; what was left blank stays as it was.
        package func onto(_ former: SubjectRecord) -> SubjectRecord {
            var record = record
            for column in SubjectColumn.allCases where blank.holds(column) { column.keep(from: former, in: &record) }
            // what the template does not ask for
            (record.capacity, record.location) = (former.capacity, former.location)
            return record
        }
    }

    /// Which columns of a row are blank, a bit each: there are as many of these as rows.
    struct BlankColumns: Sendable {
        private var bits: UInt32 = 0

        /// - Parameter cells: in the order of the columns.
        init(_ cells: SheetCells) {
            for place in SubjectColumn.allCases.indices where cells.isBlank(place) { bits |= 1 << UInt32(place) }
        }

        func holds(_ column: SubjectColumn) -> Bool {
            SubjectColumn.allCases.firstIndex(of: column).map { bits >> UInt32($0) & 1 == 1 } ?? false
        }
    }

    package func key(_ record: Record) -> String {
        record.record.code?.description ?? [record.record.name, record.record.registeredAddress].joined(separator: "\u{1F}")
    }

    package func read(_ cells: SheetCells, context: ImportContext) -> Result<Record, ImportProblems> {
        var row = RowReading(cells, layout)
        typealias Label = RegulatedSubject.Label
        let name = row.text(Label.name)
        let text = row.code(Label.code)
        let code = UnifiedSocialCreditCode(text)
        if !text.isEmpty, code == nil { row.refuse(Label.code, UnifiedSocialCreditCode.formatMessage) }
        let details = SubjectColumn.reading(&row, context)
        let blank = BlankColumns(cells)
        var record = SubjectRecord(name: name, code: code, jurisdiction: context.actor.organization)
        details(&record)
        return row.result(Record(record: record, blank: blank))
    }
}

import Authority
import Importing
import Library
import Spreadsheets
import Storage
import Timekeeping

/// 名单: objects handed in for a task as a spreadsheet. Either the short template that names objects of the library
/// (DRAW-07, DRAW-11), or the template of the library itself, whose rows enter it on the way (DRAW-23).
package struct CandidateSheet: Sendable {
    /// What somebody calls the file.
    package let name: String
    private let isWhole: Bool
    private let rows: [Line]

    private struct Line: Sendable {
        /// As a spreadsheet program numbers it.
        let row: Int
        let cells: SheetCells
    }

    /// More rows than anybody looks through go into the library first and are found there by a filter.
    package static let limit = 10_000

    package static let layout = SheetLayout(
        name: "检查对象名单",
        columns: [
            SheetColumn("对象名称", isRequired: true, width: 36),
            SheetColumn("对象编码", .code, isRequired: true, width: 24, note: "统一社会信用代码，18位，校验码须正确"),
            SheetColumn("对象类型", width: 18, note: "可不填"),
            SheetColumn("地址", width: 40, note: "可不填"),
        ],
        instructions: ["请勿改动表头。对象按编码与检查对象名录库比对，名称和地址仅供核对。"])

    /// - Throws: `ImportRefused` for a file that is neither template (SUBJ-14), or too long.
    package static func read(path: String, named name: String) throws -> CandidateSheet {
        do {
            do {
                return CandidateSheet(name: name, isWhole: false, rows: try rows(path, layout))
            } catch let short as SpreadsheetError where short.isOfTemplate {
                do {
                    return CandidateSheet(name: name, isWhole: true, rows: try rows(path, SubjectImport().layout))
                } catch SpreadsheetError.notOurTemplate {
                    throw short
                }
            }
        } catch let error as SpreadsheetError {
            throw ImportRefused.unreadable(error)
        }
    }

    private static func rows(_ path: String, _ layout: SheetLayout) throws -> [Line] {
        var rows: [Line] = []
        try SheetReader.open(path: path).forEachRecord(under: layout.columns.map(\.heading)) { row, cells in
            if rows.count == limit { throw ImportRefused.tooManyRows(limit) }
            rows.append(Line(row: row, cells: cells))
        }
        if rows.isEmpty { throw ImportRefused.noRows }
        return rows
    }

    /// The objects that a sheet names, and what is wrong with its other rows.
    package struct Found: Sendable {
        package var subjects: [RegulatedSubject.ID] = []
        package var codes: Set<String> = []
        package var problems: [(row: Int, message: String)] = []

        /// A sentence about the rows that are wrong; the first few are named.
        package var complaint: String {
            let named = problems.prefix(10).map { "第\($0.row)行\($0.message)" }.joined(separator: "；")
            return "名单有\(problems.count)行有误：\(named)" + (problems.count > 10 ? "；等" : "")
        }
    }

    /// The codes of the short template, whether the library knows them or not: a list of whom to leave out.
    /// - Throws: SUBJ-14 for the template of the library, which is another one.
    package func codes() throws(ImportRefused) -> Found {
        guard !isWhole else { throw .unreadable(.notOurTemplate) }
        var found = Found()
        for row in rows { Self.code(of: row, into: &found) }
        return found
    }

    /// Finds every row in the library; rows of the whole template enter or update it first.
    package func enter(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Found {
        if isWhole { return try enterRecords(by: actor, at: now, protection: protection, in: transaction) }
        var found = Found(), rowOf: [String: Int] = [:]
        for row in rows { if let code = Self.code(of: row, into: &found) { rowOf[code] = row.row } }
        let known = try Self.registered(found.codes.sorted(), scope: actor.scope, in: transaction)
        for (code, row) in rowOf where known[code] == nil { found.problems.append((row, "“\(code)”不在检查对象名录库中")) }
        found.problems.sort { $0.row < $1.row }
        found.subjects = known.values.sorted { $0.description < $1.description }
        return found
    }

    private func enterRecords(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Found {
        let sheet = SubjectImport()
        try actor.require(sheet.permission)
        let context = try ImportContext.load(for: actor, today: now.beijingDate, protection: protection, in: transaction)
        var found = Found(), good: [ImportRow<SubjectImport.Record>] = [], seen: [String: Int] = [:]
        for row in rows {
            switch sheet.reading(row.cells, context: context) {
            case .failure(let problems): found.problems.append((row.row, problems.all.map(\.message).joined(separator: "，")))
            case .success(let record):
                if let earlier = seen.updateValue(row.row, forKey: sheet.key(record)) {
                    found.problems.append((row.row, "与第\(earlier)行重复"))
                } else {
                    good.append(ImportRow(number: row.row, record: record))
                }
            }
        }
        let outcomes = try sheet.apply(
            sheet.ready(good, at: now, context: context), by: actor, at: now, context: context, in: transaction)
        for (row, outcome) in zip(good, outcomes) {
            if case .refused(let message) = outcome { found.problems.append((row.number, message)) }
            else { found.codes.insert(sheet.key(row.record)) }
        }
        let known = try Self.registered(found.codes.sorted(), scope: actor.scope, in: transaction)
        found.subjects = known.values.sorted { $0.description < $1.description }
        found.problems.sort { $0.row < $1.row }
        return found
    }

    /// The code of a row of the short template; a code named twice is one object.
    @discardableResult
    private static func code(of row: Line, into found: inout Found) -> String? {
        var reading = RowReading(row.cells, layout)
        _ = reading.text("对象名称")
        let text = reading.code("对象编码")
        if !text.isEmpty, UnifiedSocialCreditCode(text) == nil { reading.refuse("对象编码", UnifiedSocialCreditCode.formatMessage) }
        let faults = ImportProblem.faults(of: row.cells, layout)
        let problems = faults.isEmpty ? reading.problems : faults
        guard problems.isEmpty else {
            found.problems.append((row.row, problems.map(\.message).joined(separator: "，")))
            return nil
        }
        found.codes.insert(text)
        return text
    }
}

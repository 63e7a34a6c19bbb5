import Authority
import Doors
import Importing
import Inspecting
import Library
import Registry
import Storage
import Timekeeping

/// 检查记录 of an object, by all agencies in the scope of the person (SUBJ-27).
package struct SubjectHistory: Codable, Sendable {
    package struct Entry: Codable, Sendable {
        package let id: String
        package let mode: String
        package let task: String
        package let agency: String
        package let inspectedOn: String
        package let result: String
        package let tone: Tone
    }

    /// How many are shown; the list of results has the others.
    package static let shown = 20

    /// 本年检查次数
    let timesThisYear: Int
    package let entries: [Entry]
    /// By all agencies (CALM-01).
    let ledger: VisitLedgerModel

    package static func load(of subject: RegulatedSubject.ID, scope: Scope, today: CalendarDate, in transaction: Transaction) throws -> SubjectHistory {
        var filter = InspectionList.Filter()
        filter.subject = subject
        let newYear = CalendarDate(year: today.year, month: 1, day: 1) ?? today
        return SubjectHistory(
            timesThisYear: try InspectionList.times(of: subject, since: newYear, scope: scope, in: transaction),
            entries: try InspectionList.load(filter, scope: scope, page: ListPage(size: shown), in: transaction).rows.map(Entry.init),
            ledger: VisitLedgerModel(try VisitLedger.load(of: subject, for: .agency(scope), on: today, in: transaction)))
    }
}

extension SubjectHistory.Entry {
    package init(_ line: InspectionLine) {
        self.init(
            id: line.id.description, mode: line.mode.label, task: line.taskName, agency: line.agencyName,
            inspectedOn: line.endedAt.isEmpty ? line.submittedAt.beijingDate.description : String(line.endedAt.prefix(10)),
            result: line.overall.label, tone: line.overall == .noProblem ? .ok : .warn)
    }
}

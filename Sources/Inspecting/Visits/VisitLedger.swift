import Authority
import Storage
import Tasking
import Timekeeping

/// 入企检查台账 of an enterprise (BEY-30): every visit of every agency. When and by whom is told to whoever sees the enterprise;
/// what it was about, who came and what was asked for, to the agencies that have to do with the visit, and to the enterprise.
package struct VisitLedger: Sendable {
    package struct Entry: Sendable {
        package let visit: TaskSubject.ID
        package let mode: InspectionMode
        package let agencyName: String
        package let status: TaskSubjectStatus
        package let from: CalendarDate
        package let to: CalendarDate
        /// As the officers wrote it down; empty before.
        package let startedAt: String
        package let minutes: Int?
        /// Why: the task and its matters. Empty for others than it concerns.
        package internal(set) var taskName: String
        package internal(set) var items: [String] = []
        package internal(set) var officers: [VisitOfficer] = []
        /// What was asked for.
        package internal(set) var measures: [MeasureKind] = []
        let task: InspectionTask.ID
    }

    package let shares: [VisitShare]
    package let total: VisitCounts
    /// Newest first.
    package let entries: [Entry]

    /// How many entries are told; the counts are of all.
    static let told = 30

    /// Who reads it.
    package enum Reader: Sendable {
        case agency(Scope)
        /// Itself: of what has begun everything, of what is announced nothing; what was asked for where the record was handed over.
        case enterprise(disclosed: Set<TaskSubject.ID>)
    }

    package static func load(
        of subject: SubjectID, for reader: Reader, on today: CalendarDate, in transaction: Transaction
    ) throws -> VisitLedger {
        let begunOnly = switch reader {
        case .agency: false
        case .enterprise: true
        }
        var entries = try entries(of: subject, for: reader, begunOnly: begunOnly, in: transaction)
        let items = try itemNames(of: Set(entries.filter { !$0.taskName.isEmpty }.map(\.task)), in: transaction)
        let problems = try SubjectProblem.all(of: subject, scope: nil, in: transaction)
        for place in entries.indices where !entries[place].taskName.isEmpty {
            let visit = entries[place].visit
            entries[place].items = items[entries[place].task] ?? []
            entries[place].officers = try TaskSubject.officers(of: visit, in: transaction)
            if reader.isToldWhatWasAsked(at: visit) {
                entries[place].measures = problems.filter { $0.inspection == visit }.flatMap { $0.measures.map(\.kind) }
            }
        }
        return VisitLedger(
            shares: try EnterpriseVisit.shares(of: subject, on: today, begunOnly: begunOnly, in: transaction),
            total: try EnterpriseVisit.counts(of: [subject], on: today, begunOnly: begunOnly, in: transaction)[subject] ?? VisitCounts(),
            entries: entries)
    }
}

extension VisitLedger.Reader {
    fileprivate func isToldWhatWasAsked(at visit: TaskSubject.ID) -> Bool {
        switch self {
        case .agency: true
        case .enterprise(let disclosed): disclosed.contains(visit)
        }
    }
}

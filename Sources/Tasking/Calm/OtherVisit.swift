import Authority
import Ledger
import Library
import Storage
import Timekeeping

/// An inspection that another agency ordered or carries out at an enterprise of a task: who, when and how far. What it is about
/// stays that agency's.
package struct OtherVisit: Sendable {
    package enum Stage: String, Codable, Sendable {
        case planned, open, finished

        package var label: String {
            switch self {
            case .planned: "拟检查"
            case .open: "待查或在查"
            case .finished: "已检查"
            }
        }
    }

    package let subject: SubjectID
    package let subjectName: String
    package let agency: Organization.ID
    package let agencyName: String
    package let task: InspectionTask.ID
    let creator: Account.ID
    package let from: CalendarDate
    package let to: CalendarDate
    package let stage: Stage

    package var words: String { "“\(subjectName)”（\(agencyName)，\(from)至\(to)）" }
}

/// 多头检查扰企 (CALM-03): two agencies at one enterprise within the window. Both creators are told, each of the other's agency and
/// dates, and that the tasks could be joined.
struct MultiAgencyNotice {
    let task: InspectionTask

    /// How many enterprises a message names.
    private static let named = 3

    func send(at now: Instant, in transaction: Transaction) throws {
        guard task.record.nature == .formal, task.span == .singleAgency else { return }
        let days = try Parameter.multiAgencyDays.value(for: task.organization, in: transaction)
        let found = try OtherVisit.near(task, since: now.advanced(days: Int64(-days)), in: transaction)
        let own = try ActingAgency.name(of: task.organization, in: transaction)
        for (other, visits) in Dictionary(grouping: found, by: \.task).sorted(by: { $0.key < $1.key }) {
            guard let first = visits.first else { continue }
            let names = visits.prefix(Self.named).map { "“\($0.subjectName)”" }.joined(separator: "、")
                + (visits.count > Self.named ? "等\(visits.count)家" : "")
            let suggestion = "两次检查相隔不超过\(days)天，建议合并为跨机构任务，一次进企完成。"
            try Message.send(
                to: [task.creator], kind: .warning, title: "多头检查：\(first.agencyName)也检查\(names)",
                text: "\(names)另有\(first.agencyName)的检查，期限\(first.from)至\(first.to)。\(suggestion)",
                link: "/tasks/\(task.id)/other-visits", at: now, in: transaction)
            try Message.send(
                to: [first.creator], kind: .warning, title: "多头检查：\(own)也检查\(names)",
                text: "\(own)对\(names)下发检查，期限\(task.record.startDate)至\(task.record.endDate)。\(suggestion)",
                link: "/tasks/\(other)/other-visits", at: now, in: transaction)
        }
    }
}

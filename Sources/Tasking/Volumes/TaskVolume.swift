import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// 年度任务量 (A.29): how many inspections of one family an agency can make in a year, and what its officers have time for.
/// It is a ceiling of proposals, and nothing to be reached (PLAN-37).
package struct TaskVolume: Sendable {
    package typealias ID = Identifier<TaskVolume>

    package let id: ID
    package let version: Int
    package let organization: Organization.ID
    package let organizationName: String
    package var record: TaskVolumeRecord

    /// 调整记录: from what to what, why, by whom, when.
    package struct Adjustment: Sendable {
        package let from: Int
        package let to: Int
        package let reason: String
        package let person: String
        package let at: Instant
    }
}

package struct TaskVolumeRecord: DeclaredRecord {
    package var year: Int
    package var family: PlanFamily
    package var volume: Int
    package var documentNo = ""

    package init(_ family: PlanFamily, year: Int, volume: Int) { (self.family, self.year, self.volume) = (family, year, volume) }

    package static let blank = TaskVolumeRecord(.daily, year: 0, volume: 0)
    package static let most = 10_000_000
    package static let attributes: Attributes<TaskVolumeRecord> = [
        RecordAttribute("year", "year", "年度", \.year, .number(2000...2100), required: true),
        RecordAttribute("family", "family", "计划类别", \.family, .choice(), required: true),
        RecordAttribute("volume", "volume", "年度任务量", \.volume, .number(1...most), required: true, hint: "是上限，不是要完成的指标"),
        RecordAttribute("documentNo", "document_no", "来源文号", \.documentNo, .text(100)),
    ]

    package var title: String { "\(year)年\(family.label)任务量" }
}

/// 人员任务量: what one officer has time for.
package struct OfficerVolume: Sendable, Hashable {
    package let officer: EnforcementOfficer.ID
    package let name: String
    /// 每月上限
    package let monthlyLimit: Int
    /// 不可用月份
    package let unavailable: Set<Int>

    package init(_ officer: EnforcementOfficer.ID, name: String, monthlyLimit: Int, unavailable: Set<Int> = []) {
        (self.officer, self.name, self.monthlyLimit, self.unavailable) = (officer, name, monthlyLimit, unavailable)
    }

    package var unavailableWords: String { unavailable.sorted().map { "\($0)月" }.joined(separator: "、") }

    /// How many inspections they can make in a month, two officers to each; nil where nothing is laid down of anybody.
    package static func capacity(of officers: [OfficerVolume], in month: Int) -> Int? {
        guard !officers.isEmpty else { return nil }
        let limits = officers.map { $0.unavailable.contains(month) ? 0 : $0.monthlyLimit }
        let all = limits.reduce(0, +)
        // nobody is two
        return min(all / 2, all - (limits.max() ?? 0))
    }
}

package enum TaskVolumeRefused: Refusal, Equatable {
    case taken
    case reasonMissing
    case officerMissing
    case otherAgency
    case everyMonth
    case notListed

    package var code: String {
        switch self {
        case .taken: "tasking.taskVolume.taken"
        case .reasonMissing: "tasking.taskVolume.reasonMissing"
        case .officerMissing: "tasking.taskVolume.officerMissing"
        case .otherAgency: OfficerRefused.otherAgency.code
        case .everyMonth: "tasking.taskVolume.everyMonth"
        case .notListed: "tasking.taskVolume.notListed"
        }
    }

    package var message: String {
        switch self {
        case .taken: "本机构已有该年度、该计划类别的任务量，请在其中调整"
        case .reasonMissing: "请填写调整理由"
        case .officerMissing: "请选择执法人员"
        case .otherAgency: OfficerRefused.otherAgency.message
        case .everyMonth: "不可用月份不能是全部月份；全年不参加检查的人员不必列入"
        case .notListed: "该人员没有设定人员任务量，每月上限应不少于1"
        }
    }

    package var field: String? {
        switch self {
        case .taken: "year"
        case .reasonMissing: "reason"
        case .officerMissing, .otherAgency: "officer"
        case .everyMonth: "unavailable"
        case .notListed: "monthlyLimit"
        }
    }
}

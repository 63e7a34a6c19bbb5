import Authority
import Storage

/// 检查来源: why an inspection that no plan foresaw is made. Complaints, accidents and second verifications are no frequent
/// inspection (CALM-04).
package enum OriginKind: String, Labelled, Codable, SQLConvertible {
    case patrol, assigned, complaint, clue, warning, accident, inspection

    package var label: String {
        switch self {
        case .patrol: "日常巡查发现"
        case .assigned: "上级交办、部门移交"
        case .complaint: "投诉举报"
        case .clue: "线索"
        case .warning: "风险预警"
        case .accident: "事故"
        case .inspection: "已完成的检查"
        }
    }

    /// What an officer on the spot can name; an earlier inspection is named by itself.
    package static let onTheSpot = allCases.filter { $0 != .inspection }

    /// What a 事件核查 is created from (TASK-32).
    package static let events: [OriginKind] = [.complaint, .clue, .warning]
}

/// What a task comes from: in words, and where it is a record of the platform, with a link to it (TASK-32).
package struct TaskOrigin: Sendable, Hashable {
    package let kind: OriginKind
    /// 检查事由
    package let words: String
    /// 来源编号 of an event that is kept elsewhere; empty for none.
    package let number: String
    /// The inspection that a second verification looks at again.
    package let visit: TaskSubject.ID?

    package init(_ kind: OriginKind, _ words: String, number: String = "", visit: TaskSubject.ID? = nil) {
        (self.kind, self.words, self.number, self.visit) = (kind, words, number, visit)
    }

    /// For the fact.
    var details: [FactDetail] {
        [
            FactDetail("检查来源", before: nil, after: kind.label),
            number.isEmpty ? nil : FactDetail("来源编号", before: nil, after: number),
            FactDetail("检查事由", before: nil, after: words),
        ].compactMap { $0 }
    }
}

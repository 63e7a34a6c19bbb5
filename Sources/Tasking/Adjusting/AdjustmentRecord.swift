import Authority
import Storage
import Timekeeping

/// A line of the 调整记录 of an object (ADJ-04, ADJ-09): from which agency or officer to which, by whom, when and why.
package struct AdjustmentRecord: Sendable {
    package typealias ID = Identifier<AdjustmentRecord>

    package let way: AdjustmentWay
    package let fromName: String
    package let toName: String
    package let reason: String
    package let person: String
    package let at: Instant
    /// The draw that the new officer came from.
    package var draw: DrawRecord.ID?
    package internal(set) var drawNumber: String?
    var fromOfficer: Identifier<OfficerMark>?
    var toOfficer: Identifier<OfficerMark>?
}

/// What was adjusted, and how (调整方式).
package enum AdjustmentWay: String, Labelled, Codable, SQLConvertible {
    case agency, drawn, manual

    package var label: String {
        switch self {
        case .agency: "调整检查机构"
        case .drawn: "随机抽取"
        case .manual: "手动更换"
        }
    }

    /// How an officer can be replaced.
    package static let ofOfficers: [AdjustmentWay] = [.drawn, .manual]
}

import Authority
import Importing
import Library
import Registry
import Storage

/// 年度检查频次上限 (BEY-30, CALM-02): how many visits a year an enterprise of each credit level gets of one agency, as an
/// agency lays it down for itself and for those below it.
package typealias InspectionCap = AgencyEntry<InspectionCapRecord>

package struct InspectionCapRecord: DeclaredRecord {
    package var name = ""
    package var year: Int?
    package var limitA: Int?
    package var limitB: Int?
    package var limitC: Int?
    package var limitD: Int?
    package var limitUnrated: Int?
    package var exemptions: Set<CapExemptKind> = []
    package var basis = ""

    package init() {}

    package static let blank = InspectionCapRecord()
    package static let attributes: Attributes<InspectionCapRecord> = [
        RecordAttribute("name", "name", "名称", \.name, .text(100), required: true),
        RecordAttribute("year", "year", "适用年度", \.year, .number(2000...2100), required: true),
        RecordAttribute("limitA", "limit_a", "信用A级上限（次，空为不限）", \.limitA, .number(CapStandard.range)),
        RecordAttribute("limitB", "limit_b", "信用B级上限（次，空为不限）", \.limitB, .number(CapStandard.range)),
        RecordAttribute("limitC", "limit_c", "信用C级上限（次，空为不限）", \.limitC, .number(CapStandard.range)),
        RecordAttribute("limitD", "limit_d", "信用D级上限（次，空为不限）", \.limitD, .number(CapStandard.range)),
        RecordAttribute("limitUnrated", "limit_unrated", "未评价上限（次，空为不限）", \.limitUnrated, .number(CapStandard.range)),
        RecordAttribute("exemptions", "exemptions", "不受上限约束的检查", \.exemptions, .choices()),
        RecordAttribute("basis", "basis", "依据", \.basis, .text(200), required: true),
    ]
}

extension InspectionCapRecord: EntryRecord {
    package static let library = EntryLibrary<InspectionCapRecord>(
        "年度检查频次上限", code: "inspection-caps", noun: "InspectionCap", table: "inspection_cap", key: \.name,
        readBy: .readTasks, keptBy: .manageCaps, refusals: ["inspection_cap_name": InspectionCapRefused.nameTaken],
        facts: "tasking.inspectionCap")
}

package enum InspectionCapRefused: Refusal, Equatable {
    case nameTaken

    package var code: String {
        switch self {
        case .nameTaken: "tasking.inspectionCap.nameTaken"
        }
    }

    package var message: String {
        switch self {
        case .nameTaken: "本机构已有同名的年度检查频次上限"
        }
    }

    package var field: String? {
        switch self {
        case .nameTaken: "name"
        }
    }
}

/// What a visit stems from where no cap stands against it (CALM-04).
package enum CapExemptKind: String, Labelled, Codable, SQLConvertible {
    case eventVerification, secondVerification, crossAgency, flying

    package var label: String {
        switch self {
        case .eventVerification: "投诉举报、事故等事件核查"
        case .secondVerification: "二次核查"
        case .crossAgency: "跨机构检查"
        case .flying: "飞行检查"
        }
    }

    /// What a task is of these; it may be two at once.
    static func kinds(of task: InspectionTask) -> Set<CapExemptKind> {
        var kinds: Set<CapExemptKind> =
            switch task.mode {
            case .eventVerification: [.eventVerification]
            case .secondVerification: [.secondVerification]
            case .flying: [.flying]
            case .doubleRandom, .daily, .special, .instant: []
            }
        switch task.span {
        case .crossAgency: kinds.insert(.crossAgency)
        case .singleAgency: break
        }
        return kinds
    }
}

import Authority
import Importing
import Library
import Storage
import Timekeeping

/// 人员库（双随机）: a named choice of an agency's officers, from which an officer draw takes its candidates (OFCR-07).
package struct OfficerPool: Sendable, Equatable {
    package typealias ID = Identifier<OfficerPool>

    package let id: ID
    package let version: Int
    package let organization: Organization.ID
    package let organizationName: String
    package let name: String
    package let status: Organization.Status

    /// An officer in a pool. 组长 is a mark of the pool (OFCR-08): who leads in one need not lead in another.
    package struct Member: Sendable, Equatable {
        package let officer: EnforcementOfficer.ID
        package let isLeader: Bool

        package init(_ officer: EnforcementOfficer.ID, isLeader: Bool) { (self.officer, self.isLeader) = (officer, isLeader) }
    }
}

/// Why an act on a personnel pool is refused.
package enum OfficerPoolRefused: Refusal, Equatable {
    case nameTaken
    case otherAgency
    case unfit(name: String)
    case leaderOutside

    package var code: String {
        switch self {
        case .nameTaken: "registry.officerPool.nameTaken"
        case .otherAgency: OfficerRefused.otherAgency.code
        case .unfit: "registry.officerPool.unfit"
        case .leaderOutside: "registry.officerPool.leaderOutside"
        }
    }

    package var message: String {
        switch self {
        case .nameTaken: "本机构已有同名人员库"
        case .otherAgency: OfficerRefused.otherAgency.message
        case .unfit(let name): "\(name)已撤回或停用，不能选入人员库"
        case .leaderOutside: "组长应是所选人员之一"
        }
    }

    package var field: String? {
        switch self {
        case .nameTaken: "name"
        case .otherAgency, .unfit: "officer"
        case .leaderOutside: "leader"
        }
    }
}

extension OfficerPool {
    package static let nameLabel = "人员库名称"
}

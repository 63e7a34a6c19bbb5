import Storage
import Timekeeping

/// What a store is for (CONF-03). It is fixed at the first start and never changes: what was entered for practice can't
/// become the records of an agency, nor the other way round.
package enum InstallationPurpose: String, CaseIterable, Sendable, Codable, SQLConvertible {
    case production, demonstration, training

    package var label: String {
        switch self {
        case .production: "正式环境"
        case .demonstration: "演示环境"
        case .training: "培训环境"
        }
    }

    /// Filled with invented data, whose accounts the login page tells.
    package var isInvented: Bool { self != .production }

    /// Said on every page and printed on every document; nil in earnest.
    package var warning: String? {
        switch self {
        case .training: "培训环境：数据均为虚构，在此所作的检查和文书不具法律效力"
        case .production, .demonstration: nil
        }
    }
}

/// The first start decides; every later one finds what was decided.
package struct InstallationSettling: Sendable {
    /// What the operator asked for; nil when nothing was said.
    package let asked: InstallationPurpose?

    package init(asked: InstallationPurpose?) { self.asked = asked }

    package static let settled = FactKind(code: "authority.installation.settled", sentence: "本系统启用为{purpose}")

    package enum Refused: Refusal, Equatable {
        case isOther(InstallationPurpose)

        package var code: String { "authority.installation.isOther" }
        package var message: String {
            switch self {
            case .isOther(let purpose): "该数据库已启用为\(purpose.label)，不能作为培训环境启动；请为培训环境另选空的数据文件夹"
            }
        }
    }

    /// - Parameters:
    ///   - stored: what was decided before.
    ///   - isEmpty: nobody has worked in the store yet.
    func permit(stored: InstallationPurpose?, isEmpty: Bool) throws(Refused) -> InstallationPurpose {
        // work that began before anything was decided was in earnest
        let purpose = stored ?? (isEmpty ? asked ?? .production : .production)
        if asked == .training, purpose != .training { throw .isOther(purpose) }
        return purpose
    }

    package func make(at now: Instant, in transaction: Transaction) throws -> InstallationPurpose {
        let stored = try InstallationPurpose.stored(in: transaction)
        let purpose = try permit(stored: stored, isEmpty: try Organization.isTreeEmpty(in: transaction))
        guard stored == nil, try purpose.insert(at: now, in: transaction) else {
            return try InstallationPurpose.stored(in: transaction) ?? purpose
        }
        try Fact(
            kind: Self.settled, actor: nil, at: now, organization: nil, origin: "启动", noun: "Installation", record: nil,
            values: ["purpose": purpose.label]
        ).record(in: transaction)
        return purpose
    }
}

import Authority
import Storage

/// 公示状态 (E.17).
package enum PublicationStatus: String, Labelled, Codable, SQLConvertible {
    case unpublished, published, withdrawn

    package var label: String {
        switch self {
        case .unpublished: "待公示"
        case .published: "已公示"
        case .withdrawn: "已撤销"
        }
    }
}

package enum PublicationAct: String, CaseIterable, Sendable { case publish, withdraw }

extension PublicationStatus {
    /// Where the act leads; nil when it can't be done. The whole life cycle E.17 is this table.
    package func next(after act: PublicationAct) -> PublicationStatus? {
        switch (self, act) {
        case (.unpublished, .publish), (.withdrawn, .publish): .published
        case (.published, .withdraw): .withdrawn
        case (.published, .publish), (.unpublished, .withdraw), (.withdrawn, .withdraw): nil
        }
    }
}

/// Why a publication is not made or not withdrawn.
package enum PublicationRefused: Refusal, Equatable {
    /// PUB-02
    case notApproved
    case alreadyPublished
    case notPublished
    /// PUB-04
    case reasonMissing

    package var code: String {
        switch self {
        case .notApproved: "disclosure.publication.notApproved"
        case .alreadyPublished: "disclosure.publication.alreadyPublished"
        case .notPublished: "disclosure.publication.notPublished"
        case .reasonMissing: "disclosure.publication.reasonMissing"
        }
    }

    package var message: String {
        switch self {
        case .notApproved: "检查结果未审核通过，不能公示"
        case .alreadyPublished: "该检查结果已公示"
        case .notPublished: "该检查结果未公示，不能撤销"
        case .reasonMissing: "请填写撤销理由"
        }
    }
}

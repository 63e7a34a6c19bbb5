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

package enum PublicationAct: String, OfferedAct { case publish, withdraw }

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

/// What publishing a result and withdrawing it look at.
package struct PublicationStanding: ActStanding {
    /// Nil when the result was not approved.
    let status: PublicationStatus?
    let publishes: Bool
    let withdraws: Bool

    package init(_ result: PublishableResult, _ actor: Actor) {
        // an agency above sees the result and does not publish it
        self.init(result.status, isOwn: result.organization == actor.organization, actor)
    }

    init(_ status: PublicationStatus?, isOwn: Bool, _ actor: Actor) {
        self.status = status
        publishes = isOwn && actor.may(.publish)
        withdraws = actor.may(.withdrawPublications)
    }

    package func isCallers(_ act: PublicationAct) -> Bool {
        switch act {
        case .publish: publishes
        case .withdraw: withdraws
        }
    }

    package func permit(_ act: PublicationAct) throws(PublicationRefused) -> PublicationStatus {
        guard let status else { throw .notApproved }
        guard let next = status.next(after: act) else {
            switch act {
            case .publish: throw .alreadyPublished
            case .withdraw: throw .notPublished
            }
        }
        return next
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

    package var field: String? {
        switch self {
        case .reasonMissing: "reason"
        case .notApproved, .alreadyPublished, .notPublished: nil
        }
    }
}

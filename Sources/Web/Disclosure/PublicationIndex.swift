import Authority
import Disclosure
import Timekeeping

/// A line of 抽查结果公示.
package struct PublicationRow: Codable, Sendable {
    let id: String
    let version: Int
    let subject: String
    let code: String
    let task: String
    let taskNumber: String
    let items: String
    let result: String
    let isProblem: Bool
    let inspectedOn: String
    let approvedOn: String
    let status: String
    let isPublished: Bool
    let daysWaiting: Int
    /// 20 working days are the term of the food rules (食品生产经营监督检查管理办法 第三十九条); four weeks are warned of.
    let isLate: Bool
    let acts: [PublicationAct]

    init(_ result: PublishableResult, for actor: Actor, at now: Instant) {
        id = result.id.description
        version = result.version
        subject = result.record.subjectName
        code = result.record.subjectCode
        task = result.record.taskName
        taskNumber = result.record.taskNumber
        items = result.record.itemNames.joined(separator: "、")
        self.result = result.record.result
        isProblem = result.record.isProblem
        inspectedOn = result.record.inspectedOn.description
        approvedOn = result.approvedAt.beijingDate.description
        status = result.status.label
        daysWaiting = result.daysWaiting(at: now)
        isLate = result.status == .unpublished && daysWaiting > Self.term
        isPublished = result.status == .published
        acts = PublicationStanding(result, actor).offers
    }

    private static let term = 28
}

/// A result with every publishing of it.
struct PublicationDetail: Codable, Sendable {
    struct Publishing: Codable, Sendable {
        let publicName: String
        let publishedAt: String
        let status: String
        let withdrawnAt: String
        let reason: String
    }

    let row: PublicationRow
    let agency: String
    let history: [Publishing]

    init(_ result: PublishableResult, _ history: [Publication], for actor: Actor, at now: Instant) {
        row = PublicationRow(result, for: actor, at: now)
        agency = result.record.agencyName
        self.history = history.map {
            Publishing(
                publicName: $0.subjectName, publishedAt: $0.publishedAt.beijingText, status: $0.status.label,
                withdrawnAt: $0.withdrawnAt?.beijingText ?? "", reason: $0.withdrawReason)
        }
    }
}

/// What everybody reads (PUB-03): no telephone, no evidence, of natural persons only the surname. Open data (BEY-60).
package struct PublicResult: Codable, Sendable {
    let id: String
    let subject: String
    let code: String
    let task: String
    let taskNumber: String
    let agency: String
    let items: String
    let result: String
    let isProblem: Bool
    let inspectedOn: String
    let publishedOn: String

    init(_ publication: Publication) {
        id = publication.id.description
        subject = publication.subjectName
        code = publication.subjectCode
        task = publication.taskName
        taskNumber = publication.taskNumber
        agency = publication.agencyName
        items = publication.itemNames
        result = publication.result
        isProblem = publication.isProblem
        inspectedOn = publication.inspectedOn.description
        publishedOn = publication.publishedAt.beijingDate.description
    }
}

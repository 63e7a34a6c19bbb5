import Authority
import Ledger
import Paperwork
import Storage
import Timekeeping

/// A line of the list of documents.
package struct DocumentRow: Codable, Sendable {
    package let id: String
    package let number: String
    package let kind: String
    package let party: String
    package let agency: String
    package let status: String
    let isVoided: Bool
    package let maker: String
    let confirmedAt: String

    package init(_ document: EnforcementDocument) {
        id = document.id.description
        number = document.number
        kind = document.kind.label
        party = document.partyName
        agency = document.organizationName
        status = document.status.label
        isVoided = document.status == .voided
        maker = document.makerName
        confirmedAt = document.confirmedAt.beijingText
    }
}

/// A document with its history.
package struct DocumentDetail: Codable, Sendable {
    package struct Event: Codable, Sendable {
        package let at: String
        package let words: String
    }

    package let id: String
    package let version: Int
    package let number: String
    package let kind: String
    package let status: String
    let isVoided: Bool
    package let acts: [DocumentAct]
    package let party: String
    package let agency: String
    package let maker: String
    let confirmedAt: String
    let voidReason: String
    let checkCode: String
    package let contentHash: String
    package let pdfHash: String
    package let checkpoint: String
    let events: [Event]

    package init(_ document: EnforcementDocument, acts: [DocumentAct], _ facts: [FactLine]) {
        id = document.id.description
        version = document.version
        number = document.number
        kind = document.kind.label
        status = document.status.label
        isVoided = document.status == .voided
        self.acts = acts
        party = document.partyName
        agency = document.organizationName
        maker = document.makerName
        confirmedAt = document.confirmedAt.beijingText
        voidReason = document.voidReason
        checkCode = document.checkCode.grouped
        contentHash = document.contentHash.hex
        pdfHash = document.pdfHash?.hex ?? ""
        checkpoint = document.checkpoint.map { "\($0.number.map { "第\($0)号/" } ?? "")\($0.size)条/根 \($0.root.hex)" } ?? ""
        events = facts.map { Event(at: $0.at.beijingText, words: $0.words) }
    }
}

/// What anybody learns by the code on a document (BEY-42): no personal data.
struct DocumentCheck: Codable, Sendable {
    let number: String
    let kind: String
    let agency: String
    let date: String
    let status: String
    let isValid: Bool
    let checkCode: String
    let pdfHash: String
    let checkpointSize: String
    let checkpointRoot: String

    init(_ document: EnforcementDocument) {
        number = document.number
        kind = document.kind.label
        agency = document.organizationName
        date = document.confirmedAt.beijingDate.description
        status = document.status.label
        isValid = document.status != .voided
        checkCode = document.checkCode.grouped
        pdfHash = document.pdfHash?.hex ?? ""
        checkpointSize = document.checkpoint.map { "\($0.number.map { "第\($0)号/" } ?? "")\($0.size)条" } ?? ""
        checkpointRoot = document.checkpoint?.root.hex ?? ""
    }
}

/// The form for a code typed by hand.
struct CheckQuestion: Codable, Sendable {
    struct Telephone: Codable, Sendable {
        let agency: String
        let number: String
    }

    let typed: String
    let message: String?
    /// Whom to ask when the code is not found.
    let telephones: [Telephone]
}

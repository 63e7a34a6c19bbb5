import Authority
import Cryptography
import Importing
import Library
import Paperwork
import Registry
import Storage
import Tasking
import Timekeeping

/// The basics as they stood when the visit was first opened: what is signed starts from them, so they must not move.
enum VisitOpening {
    static func basics(
        of subject: TaskSubject, by actor: Actor, at now: Instant, protection: any FieldProtection,
        in transaction: Transaction
    ) throws -> VisitBasics {
        if let frozen = try frozen(subject.id, protection: protection, in: transaction) { return frozen }
        let basics = try SubjectFacts.basics(of: subject, protection: protection, in: transaction)
        try freeze(basics, of: subject.id, by: actor, at: now, protection: protection, in: transaction)
        return try frozen(subject.id, protection: protection, in: transaction) ?? basics
    }

    /// Once: what a phone without network began from stays as well.
    static func freeze(
        _ basics: VisitBasics, of visit: TaskSubject.ID, by actor: Actor, at now: Instant, protection: any FieldProtection,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO visit_opening (visit_id, basics_sealed, opened_at, opened_by)
            VALUES (\(visit), \(try VisitBasics.seal(basics, of: visit, protection)), \(now), \(actor.account))
            ON CONFLICT (visit_id) DO NOTHING
            """)
    }

    static func frozen(
        _ visit: TaskSubject.ID, protection: any FieldProtection, in transaction: Transaction
    ) throws -> VisitBasics? {
        try transaction.first("SELECT basics_sealed FROM visit_opening WHERE visit_id = \(visit)") { row in
            try VisitBasics.open(try row.next(), of: visit, protection)
        }
    }
}

/// What a visit takes over from the library.
enum SubjectFacts {
    static func risks(of subjects: [SubjectID], in transaction: Transaction) throws -> [SubjectID: String] {
        var risks: [SubjectID: String] = [:]
        try transaction.forEach("SELECT id, risk_level FROM regulated_subject WHERE id IN \(list: subjects)") { row in
            risks[try row.next()] = try row.next()
        }
        return risks
    }

    static func agencyName(_ agency: Organization.ID, in transaction: Transaction) throws -> String {
        try askAgencyName(agency, in: transaction).first() ?? ""
    }

    static func askAgencyName(_ agency: Organization.ID, in transaction: Transaction) throws -> Asked<String> {
        try transaction.ask("SELECT name FROM organization WHERE id = \(agency)") { try $0.next() }
    }

    /// How documents address who is inspected, by the class of the object when the task was issued.
    static func party(_ visit: TaskSubject.ID, in transaction: Transaction) throws -> InspectedParty {
        try askParty(visit, in: transaction).first() ?? .unit
    }

    static func askParty(_ visit: TaskSubject.ID, in transaction: Transaction) throws -> Asked<InspectedParty> {
        try transaction.ask("SELECT subject_class FROM task_subject WHERE id = \(visit)") { row in
            try row.next(String?.self).flatMap(SubjectClass.init(rawValue:)).map(party) ?? .unit
        }
    }

    static func party(_ subjectClass: SubjectClass) -> InspectedParty {
        switch subjectClass {
        case .organization: .unit
        case .person: .person
        case .attached: .thing
        }
    }

    static func basics(
        of subject: TaskSubject, protection: any FieldProtection, in transaction: Transaction
    ) throws -> VisitBasics {
        let isJoint = subject.span == .crossAgency
        var basics = VisitBasics([.unit: subject.name, .address: subject.address, .joint: isJoint ? "yes" : "no"])
        try transaction.forEach(
            """
            SELECT CASE WHEN class = 'person' THEN name ELSE legal_representative END,
                CASE WHEN class = 'person' THEN '本人' ELSE representative_position END, phone_sealed, business_address
            FROM regulated_subject WHERE id = \(subject.subject)
            """
        ) { row in
            basics[.principal] = try row.next()
            basics[.principalTitle] = try row.next()
            if let sealed = try row.next([UInt8]?.self) {
                basics[.phone] = try protection.open(sealed, field: "regulated_subject.phone", record: subject.subject.bytes)
            }
            let address: String = try row.next()
            if subject.address.isEmpty { basics[.address] = address }
        }
        return basics
    }
}

/// Where the result of a visit stands, for the phone.
struct VisitStanding {
    var receipt: ResultReceipt?
    var document: EnforcementDocument.ID?
    /// The submission that a review returned, with its reason.
    var returned: (event: FieldEvent.ID?, reason: String)?

    static func load(_ visit: TaskSubject.ID, in transaction: Transaction) throws -> VisitStanding {
        try transaction.first(
            """
            SELECT i.receipt_number, i.submitted_at, i.digest, i.document_id, i.submission_event, i.review_status,
                (SELECT r.reason FROM result_review r WHERE r.inspection_id = i.id AND r.round = i.round)
            FROM inspection i WHERE i.id = \(visit)
            """
        ) { row in
            let receipt = ResultReceipt(number: try row.next(), at: try row.next(), digest: try Digest.read(&row))
            let document: EnforcementDocument.ID? = try row.next()
            let event: FieldEvent.ID? = try row.next()
            let review: ReviewStatus = try row.next()
            let reason: String? = try row.next()
            return review == .returned
                ? VisitStanding(returned: (event, reason ?? "")) : VisitStanding(receipt: receipt, document: document)
        } ?? VisitStanding()
    }

    var receiptJSON: JSONValue {
        guard let receipt else { return .null }
        return .object([
            .init("number", .text(receipt.number)), .init("at", .integer(receipt.at.milliseconds)),
            .init("digest", .text(receipt.digest.hex)),
            .init("documents", .list(document.map { id in
                [.object([.init("name", .text("现场检查记录（PDF）")), .init("href", .text("/documents/\(id)/pdf"))])]
            } ?? [])),
        ])
    }

    var returnedJSON: JSONValue {
        guard let returned else { return .null }
        return .object([
            .init("of", returned.event.map { .text($0.description) } ?? .null), .init("reason", .text(returned.reason)),
        ])
    }
}

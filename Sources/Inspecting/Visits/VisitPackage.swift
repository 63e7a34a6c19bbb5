import Authority
import Cryptography
import Importing
import Library
import Paperwork
import Registry
import Storage
import Tasking
import Timekeeping

/// What a phone takes along for a visit (MOB-04, ADR 0002): everything it needs without network.
package enum VisitPackage {
    /// The visits of an officer: open ones, and those finished within 30 days.
    package static func heads(
        of officer: Identifier<OfficerMark>, after place: Int64? = nil, at now: Instant, in transaction: Transaction
    ) throws -> JSONValue {
        let listed = try TaskSubject.current(
            of: officer, finishedSince: now.advanced(days: -30),
            page: ListPage(size: 100, place: place.map(ListPage.Place.after) ?? .first), in: transaction)
        let lines = listed.rows
        let facts = try SubjectFacts.risks(of: lines.map(\.subject.subject), in: transaction)
        let next = listed.hasNext ? listed.lastSerial : nil
        return .object([
            .init("visits", .list(try lines.map { try head($0, risk: facts[$0.subject.subject], in: transaction) })),
            .init("next", next.map { .text(String($0)) } ?? .null), .init("now", .integer(now.milliseconds)),
        ])
    }

    /// - Throws: `NotFound` for everybody but the officers of the visit (SEC-08).
    package static func load(
        _ visit: TaskSubject.ID, for actor: Actor, at now: Instant, protection: any FieldProtection,
        in transaction: Transaction
    ) throws -> JSONValue {
        guard let officer = actor.officer, try TaskSubject.isAssigned(officer, to: visit, in: transaction),
            let line = try TaskSubject.visit(visit, of: officer, in: transaction)
        else { throw NotFound() }
        let form = try InspectedForm.load(visit, of: line.subject.task, in: transaction)
        let basics = try VisitOpening.basics(of: line.subject, by: actor, at: now, protection: protection, in: transaction)
        let risk = try SubjectFacts.risks(of: [line.subject.subject], in: transaction)[line.subject.subject]
        let events = try FieldEvent.of(visit, protection: protection, in: transaction)
        let standing = try VisitStanding.load(visit, in: transaction)
        let members = try head(line, risk: risk, in: transaction).members ?? []
        return .object(members + [
            .init("gate", .object([.init("required", .flag(false)), .init("missing", .list([]))])),
            .init("notice", .null), .init("me", .text(officer.description)),
            .init("agency", .text(try SubjectFacts.agencyName(line.subject.agency, in: transaction))),
            .init("officers", .list(try line.officers.map { try json($0, in: transaction) })), .init("form", try form.json(on: now.beijingDate, in: transaction)),
            .init("party", json(try SubjectFacts.party(visit, in: transaction))), .init("basics", basics.json), .init("events", .list(events.map(\.json))),
            .init("receipt", standing.receiptJSON), .init("returned", standing.returnedJSON),
        ])
    }

    /// What the server knows of a visit beside the events of this device.
    package static func state(
        of visit: TaskSubject.ID, for actor: Actor, except device: FieldDevice.ID, protection: any FieldProtection,
        in transaction: Transaction
    ) throws -> JSONValue {
        guard let officer = actor.officer, try TaskSubject.isAssigned(officer, to: visit, in: transaction),
            let line = try TaskSubject.visit(visit, of: officer, in: transaction)
        else {
            return .object([
                .init("status", .text("")), .init("statusName", .text("")), .init("events", .list([])), .init("receipt", .null),
            ])
        }
        let events = try FieldEvent.of(visit, except: device, protection: protection, in: transaction)
        return .object([
            .init("status", .text(line.subject.status.rawValue)), .init("statusName", .text(line.subject.status.label)),
            .init("events", .list(events.map(\.json))),
            .init("receipt", try VisitStanding.load(visit, in: transaction).receiptJSON),
        ])
    }

    /// The words of the record that is read before it is signed are those that are printed (DOC-11).
    static func json(_ party: InspectedParty) -> JSONValue {
        .object([
            .init("title", .text(party.title)), .init("contact", .text(party.contact)), .init("address", .text(party.address)),
            .init("signer", .text(party.signer)),
        ])
    }

    private static func head(_ line: VisitLine, risk: String?, in transaction: Transaction) throws -> JSONValue {
        let subject = line.subject
        // nobody begins before every participating agency has its officers (JOIN-09)
        let lacking = subject.status == .awaitingOfficers ? try TaskSubject.agenciesWithoutOfficers(of: subject.id, in: transaction) : []
        return .object([
            .init("id", .text(subject.id.description)), .init("status", .text(subject.status.rawValue)),
            .init("statusName", .text(subject.status.label)),
            .init("lacking", .list(lacking.map(JSONValue.text))),
            .init("task", .object([
                .init("id", .text(subject.task.description)), .init("number", .text(line.taskNumber)),
                .init("name", .text(line.taskName)), .init("mode", .text(subject.mode.rawValue)),
                .init("modeName", .text(subject.mode.label)),
            ])),
            .init("subject", .object([
                .init("id", .text(subject.subject.description)), .init("name", .text(subject.name)),
                .init("creditCode", .text(subject.code)), .init("address", .text(subject.address)),
                .init("riskLevel", risk.flatMap { $0.isEmpty ? nil : .text($0) } ?? .null),
            ])),
            .init("term", .object([
                .init("from", .text(line.startDate.description)), .init("to", .text(line.endDate.description)),
            ])),
            .init("startedOn", subject.startedAt.map { .text($0.beijingDate.description) } ?? .null),
            .init("finishedOn", subject.finishedAt.map { .text($0.beijingDate.description) } ?? .null),
        ])
    }

    private static func json(_ officer: VisitOfficer, in transaction: Transaction) throws -> JSONValue {
        .object([
            .init("id", .text(officer.officer.description)), .init("name", .text(officer.name)),
            .init("certificate", .text(officer.certificateNumber)),
            .init("agency", .text(try SubjectFacts.agencyName(officer.agency, in: transaction))),
            .init("leader", .flag(officer.isLead)),
        ])
    }
}

extension InspectedForm {
    /// - Parameter date: the day of the inspection; its citations lead to the law as in force on it, and bring its words
    ///   along: on site they are read without network (MOB-04).
    func json(on date: CalendarDate, in transaction: Transaction) throws -> JSONValue {
        let cited = cards.flatMap { $0.point.violatedProvisions + $0.point.penaltyProvisions }
        let articles = try StatuteArticle.inForce(Set(cited.compactMap(\.provision)), on: date, in: transaction)
        return .object([
            .init("id", .text(id)), .init("version", .integer(Int64(version))), .init("name", .text(name)),
            .init("scale", .object([
                .init("pass", .text(scale.pass)), .init("fail", .text(scale.fail)),
                .init("notApplicable", .text(scale.notApplicable)),
            ])),
            .init("fields", .list(fields.map(\.json))), .init("template", template.json),
            .init("groups", .list(groups.map { group in
                .object([.init("name", .text(group.name)), .init("contents", .list(group.points.map { $0.json(on: date, articles) }))])
            })),
        ])
    }
}

extension CustomField {
    fileprivate var json: JSONValue {
        .object([
            .init("id", .text(id.description)), .init("label", .text(label)), .init("kind", .text(kind.rawValue)),
            .init("required", .flag(isRequired)),
        ])
    }
}

extension ResultTemplate {
    fileprivate var json: JSONValue {
        .object([
            .init("name", .text(name)),
            .init("conclusions", .list(conclusions.map {
                .object([.init("label", .text($0.label)), .init("result", .text($0.result.rawValue))])
            })),
            .init("explanation", .object([
                .init("label", .text(explanationLabel)), .init("required", .text(explaining.rawValue)),
                .init("phrases", .list(phrases.map(JSONValue.text))),
            ])),
            .init("disposals", .list(disposals.map { .text($0.rawValue) })),
            .init("measures", .list(measures.map { .text($0.rawValue) })),
            .init("signers", .list(signers.map {
                .object([.init("signer", .text($0.rawValue)), .init("label", .text($0.label))])
            })),
        ])
    }
}

extension CheckPoint {
    fileprivate func json(on date: CalendarDate, _ articles: [Provision: StatuteArticle]) -> JSONValue {
        .object([
            .init("id", .text(id.description)), .init("text", .text(text)), .init("method", .text(method)),
            .init("key", .flag(isKey)),
            .init("citations", .list(
                violatedProvisions.map { .citation($0, violated: true, on: date, articles) }
                    + penaltyProvisions.map { .citation($0, violated: false, on: date, articles) })),
            .init("phrases", .list(phrases.map(JSONValue.text))),
        ])
    }
}

extension JSONValue {
    /// - Parameter violated: the record says of a problem which of these provisions it violates.
    fileprivate static func citation(
        _ citation: Citation, violated: Bool, on date: CalendarDate, _ articles: [Provision: StatuteArticle]
    ) -> JSONValue {
        let link = citation.provision.map { [JSONValue.Member("href", .text($0.address(on: date)))] } ?? []
        let lines = citation.provision.flatMap { articles[$0] }.map { article in
            article.wording.text.split(separator: "\n").map { JSONValue.text(String($0)) }
        } ?? []
        return .object(link + [
            .init("text", .text(citation.text)), .init("violated", .flag(violated)), .init("words", .list(lines)),
        ])
    }
}

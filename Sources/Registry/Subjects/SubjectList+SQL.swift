import Authority
import Ledger
import Storage

/// The object library as a list (SUBJ-04, SUBJ-11): filters and rows.
package struct SubjectList: Sendable {
    package struct Filter: Sendable {
        /// Any part of name, alias or address; or a code, or its last four characters.
        package var text: String?
        package var codeTail: String?
        package var entityKind: EntityKind?
        package var registrationStatus: RegistrationStatus?
        package var riskLevel: Grade?
        package var publicCredit: Grade?
        package var jurisdiction: Organization.ID?
        package init() {}

        var isEmpty: Bool {
            text == nil && codeTail == nil && entityKind == nil && registrationStatus == nil && riskLevel == nil
                && publicCredit == nil && jurisdiction == nil
        }
    }

    package struct Row: Sendable {
        package let id: RegulatedSubject.ID
        package let name: String
        package let alias: String
        package let code: String
        package let entityKind: EntityKind
        package let registrationStatus: RegistrationStatus
        package let legalRepresentative: String
        package let phoneMasked: String
        package let riskLevel: Grade
        package let publicCredit: Grade
        package let jurisdictionName: String
    }

    /// - Parameter agencies: where the scope is neither one agency nor all, the agencies in it.
    package static func query(_ filter: Filter, scope: Scope, agencies: [Organization.ID] = []) -> ListQuery {
        var query = ListQuery(
            "regulated_subject",
            columns: """
                t.id, t.name, t.alias, t.code, t.entity_kind, t.registration_status, t.legal_representative,
                t.phone_masked, t.risk_level, t.public_credit, o.name
                """,
            lookups: "JOIN organization o ON o.id = t.jurisdiction_id")
        let inScope = scope.condition("t.jurisdiction_id")
        if filter.isEmpty, scope.counterKey != nil {
            // all of an agency, or of everything, run along an index of their own
            query.filter(inScope)
            return query
        }
        if scope.counterKey != "all" { query.filter(inScope, tags: scope.ownTag.map { [$0] } ?? agencies.map(SubjectTag.agency)) }
        if let code = filter.text.flatMap({ UnifiedSocialCreditCode($0) }) {
            query.filterFew("t.code = \(code.description)")
        } else {
            query.search(filter.text)
        }
        if let tail = filter.codeTail {
            query.filterFew(
                tail.count == 18 ? "t.code = \(tail.uppercased())" : "t.code_tail = \(String(tail.suffix(4)).uppercased())")
        }
        if let kind = filter.entityKind { query.filter("t.entity_kind = \(kind)", tags: [SubjectTag.kind(kind)]) }
        if let status = filter.registrationStatus {
            query.filter("t.registration_status = \(status)", tags: [SubjectTag.registration(status)])
        }
        if let risk = filter.riskLevel { query.filter("t.risk_level = \(risk)", tags: [SubjectTag.risk(risk)]) }
        if let credit = filter.publicCredit { query.filter("t.public_credit = \(credit)", tags: [SubjectTag.credit(credit)]) }
        if let agency = filter.jurisdiction { query.filter("t.jurisdiction_id = \(agency)", tags: [SubjectTag.agency(agency)]) }
        return query
    }

    package static func load(
        _ filter: Filter, scope: Scope, page: ListPage, in transaction: Transaction
    ) throws -> Listed<Row> {
        let agencies = scope.counterKey == nil ? try Organization.descendants(of: scope.organization, in: transaction) : []
        var query = query(filter, scope: scope, agencies: agencies)
        if filter.isEmpty { query.keptTotal = try total(scope, agencies, in: transaction) }
        return try query.load(page, in: transaction) { row in
            Row(
                id: try row.next(), name: try row.next(), alias: try row.next(), code: try row.next(),
                entityKind: try row.next(), registrationStatus: try row.next(), legalRepresentative: try row.next(),
                phoneMasked: try row.next(), riskLevel: try row.next(), publicCredit: try row.next(),
                jurisdictionName: try row.next())
        }
    }

    /// From the kept counters; whoever looks down the tree gets the sum of the agencies there.
    private static func total(_ scope: Scope, _ agencies: [Organization.ID], in transaction: Transaction) throws -> Int {
        if let key = scope.counterKey { return try Counter.value("subjects", key, in: transaction) }
        return try Counter.sum("subjects", agencies.map(\.description), in: transaction)
    }

    /// Keeps the totals of the library: by agency, and of all.
    static func count(_ delta: Int, jurisdiction: Organization.ID, in transaction: Transaction) throws {
        try Counter.add("subjects", "all", delta, in: transaction)
        try Counter.add("subjects", jurisdiction.description, delta, in: transaction)
    }

    /// New subjects of several agencies; in the order of the agencies, so that two batches never wait for each other.
    static func count(_ records: [SubjectRecord], in transaction: Transaction) throws {
        for (agency, subjects) in Dictionary(grouping: records, by: \.jurisdiction).sorted(by: { $0.key < $1.key }) {
            try count(subjects.count, jurisdiction: agency, in: transaction)
        }
    }

    static func move(from former: Organization.ID, to present: Organization.ID, in transaction: Transaction) throws {
        try Counter.add("subjects", former.description, -1, in: transaction)
        try Counter.add("subjects", present.description, 1, in: transaction)
    }
}

extension Scope {
    /// Nil where the scope is more than one agency.
    fileprivate var ownTag: String? { counterKey == organization.description ? SubjectTag.agency(organization) : nil }
}

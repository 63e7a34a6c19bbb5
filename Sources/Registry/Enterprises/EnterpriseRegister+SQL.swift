import Authority
import Importing
import Library
import Storage

extension EnterpriseEntry {
    /// A registered organisation; a draft or one that has yet to be completed has no accounts. One written off keeps its
    /// file and may go on reading it.
    static func find(_ condition: SQL, in transaction: Transaction) throws -> EnterpriseEntry? {
        try transaction.first(
            """
            SELECT t.id, t.name, t.code, t.legal_representative, t.jurisdiction_id FROM regulated_subject t
            WHERE \(condition) AND t.kind = \(SubjectKind.organization)
                AND t.status IN \(list: [SubjectStatus.registered, .writtenOff])
            """
        ) { row -> EnterpriseEntry? in
            let (id, name): (Identifier<EnterpriseMark>, String) = (try row.next(), try row.next())
            let code: String = try row.next()
            let (representative, jurisdiction): (String, Organization.ID) = (try row.next(), try row.next())
            return UnifiedSocialCreditCode(code).map {
                EnterpriseEntry(id: id, name: name, code: $0, legalRepresentative: representative, jurisdiction: jurisdiction)
            }
        } ?? nil
    }
}

extension EnterpriseAccount {
    package struct Filter: Sendable {
        package var status: Status?
        package var kind: Kind?
        /// A whole credit code.
        package var code: String?
        package var enterprise: RegulatedSubject.ID?
        package init() {}
    }

    /// Accounts of the enterprises in scope, newest first. Applications for enterprises that no library has are seen by
    /// whoever stands at the top of the tree.
    package static func list(
        _ filter: Filter, scope: Scope, page: ListPage, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Listed<EnterpriseAccount> {
        var query = ListQuery(
            "enterprise_account", columns: columns,
            joins: scope.isEverything ? "" : "JOIN regulated_subject s ON s.id = t.subject_id")
        if !scope.isEverything { query.filter(scope.condition("s.jurisdiction_id")) }
        if let status = filter.status { query.filter("t.status = \(status)") }
        if let kind = filter.kind { query.filter("t.kind = \(kind)") }
        if let code = filter.code { query.filter("t.code = \(code)") }
        if let enterprise = filter.enterprise { query.filter("t.subject_id = \(enterprise)") }
        return try query.load(page, in: transaction) { try EnterpriseAccount(&$0, protection) }
    }

    /// One in scope; anything else does not exist for the caller.
    package static func load(
        _ id: ID, scope: Scope, protection: any FieldProtection, in transaction: Transaction
    ) throws -> EnterpriseAccount {
        guard let found = try find(id, protection: protection, in: transaction) else { throw NotFound() }
        guard !scope.isEverything else { return found }
        guard let enterprise = found.enterprise, let entry = try EnterpriseRegister().enterprise(enterprise, in: transaction),
            try scope.covers(entry.jurisdiction, in: transaction)
        else { throw NotFound() }
        return found
    }
}

import Authority
import Importing
import Ledger
import Library
import Storage
import Timekeeping

/// What the object library can be sorted by: the code has an index anyway, and another would cost every import.
package enum SubjectOrder: String, ListOrder {
    case code

    package var label: String {
        switch self {
        case .code: "编码"
        }
    }

    package var column: SortedColumn {
        switch self {
        case .code: .text("t.code")
        }
    }
}

/// The object library as a list (SUBJ-04, SUBJ-11): filters and rows.
package struct SubjectList: Sendable {
    package struct Filter: Sendable, Codable {
        /// Nil for every class, as pickers offer them.
        package var subjectClass: SubjectClass?
        package var kind: SubjectKind?
        /// 在册 unless something else is asked for (SUBJ-18, SUBJ-19).
        package var status = SubjectStatus.registered
        /// Any part of name, alias or address; or a code, or its last four characters.
        package var text: String?
        package var codeTail: String?
        package var entityKind: EntityKind?
        package var registrationStatus: RegistrationStatus?
        package var riskLevel: Grade?
        package var publicCredit: Grade?
        package var jurisdiction: Organization.ID?
        /// By its whole name.
        package var trade: String?
        package var category: EnterpriseCategory?
        package var safetyElement: SafetyElement?
        package var area: RegulatoryArea.ID?
        /// The agency's directory of inspection objects: what it has annotated with an item, or with this one (SUBJ-05).
        package var directory: Directory?

        package struct Directory: Sendable, Codable {
            package let agency: Organization.ID
            package let item: Item.ID?
            package init(of agency: Organization.ID, item: Item.ID?) { (self.agency, self.item) = (agency, item) }

            fileprivate var rows: SQL {
                let ofItem: SQL = item.map { "AND a.item_id = \($0)" } ?? ""
                return "FROM annotated_item a WHERE a.organization_id = \(agency) \(ofItem)"
            }
        }
        /// As it was at the end of that day (ELEM-06).
        package var asOf: CalendarDate?
        package init() {}

        var isEmpty: Bool {
            status == .registered && kind == nil && text == nil && codeTail == nil && entityKind == nil && registrationStatus == nil && riskLevel == nil
                && publicCredit == nil && jurisdiction == nil && trade == nil && category == nil && safetyElement == nil
                && area == nil && directory == nil
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
        package let kind: SubjectKind
        package let status: SubjectStatus
        package let citizenIDMasked: String
        package let address: String
        /// The fields that only its kind has.
        package let details: [SubjectField: String]
        package let trades: [String]
    }

    /// Which of the conditions without a tag find few rows: those are found by their own index, others are asked of the
    /// rows that the search index finds.
    struct Few {
        var area = true
        var directory = true

        /// Looking so many up costs less than asking a million rows whether they are annotated.
        static let most = 50_000

        static func of(_ filter: Filter, in transaction: Transaction) throws -> Few {
            func isFew(_ rows: SQL) throws -> Bool {
                try transaction.value("SELECT count(*) FROM (SELECT 1 AS one \(rows) LIMIT \(most + 1)) k", as: Int.self) ?? 0 <= most
            }
            return Few(
                area: try filter.area.map { try isFew("FROM regulated_subject s WHERE s.area_id = \($0)") } ?? true,
                directory: try filter.directory.map { try isFew($0.rows) } ?? true)
        }
    }

    /// - Parameter agencies: where the scope is neither one agency nor all, the agencies in it.
    static func query(_ filter: Filter, scope: Scope, agencies: [Organization.ID] = [], few: Few = Few()) -> ListQuery {
        var query = ListQuery(
            "regulated_subject",
            columns: """
                t.id, t.name, t.alias, t.code, t.entity_kind, t.registration_status, t.legal_representative,
                t.phone_masked, t.risk_level, t.public_credit, o.name, t.kind, t.status, t.citizen_id_masked,
                t.business_address, t.details, t.trades
                """,
            lookups: "JOIN organization o ON o.id = t.jurisdiction_id")
        let (inScope, inStock) = (scope.condition("t.jurisdiction_id"), filter.stockCondition)
        if filter.isEmpty, filter.isMostOfAll, scope.counterKey != nil {
            // all of an agency, or of everything, run along an index of their own
            query.filter(inScope)
            query.filter(inStock)
            if let day = filter.asOf { query.show(asOf: day, words: "t.name") }
            return query
        }
        query.filter(inStock, tags: filter.stockTags)
        if let kind = filter.kind { query.filter("t.kind = \(kind)", tags: [SubjectTag.type(kind)]) }
        if scope.counterKey != "all" { query.filter(inScope, tags: scope.ownTag.map { [$0] } ?? agencies.map(SubjectTag.agency)) }
        if let code = filter.text.flatMap({ UnifiedSocialCreditCode($0) }) {
            query.filterFew("t.code = \(code.description)")
        } else {
            query.search(filter.text)
        }
        if let typed = filter.codeTail {
            let part = typed.uppercased()
            switch part.count {
            case 18...: query.filterFew("t.code = \(part)")
            case 5... where isFragment(part): query.filterFew("t.code IN (\(codes(with: part)))")
            case _: query.filterFew("t.code_tail = \(String(part.suffix(4)))")
            }
        }
        if let kind = filter.entityKind { query.filter("t.entity_kind = \(kind)", tags: [SubjectTag.kind(kind)]) }
        if let status = filter.registrationStatus {
            query.filter("t.registration_status = \(status)", tags: [SubjectTag.registration(status)])
        }
        if let risk = filter.riskLevel { query.filter("t.risk_level = \(risk)", tags: [SubjectTag.risk(risk)]) }
        if let credit = filter.publicCredit { query.filter("t.public_credit = \(credit)", tags: [SubjectTag.credit(credit)]) }
        if let agency = filter.jurisdiction { query.filter("t.jurisdiction_id = \(agency)", tags: [SubjectTag.agency(agency)]) }
        if let trade = filter.trade {
            query.filter(.lists("t.trades", trade), tags: [SubjectTag.trade(trade)])
        }
        if let category = filter.category {
            query.filter(
                .lists("t.categories", category.rawValue), tags: [SubjectTag.category(category)])
        }
        if let element = filter.safetyElement {
            query.filter("t.safety_element = \(element)", tags: [SubjectTag.safety(element)])
        }
        if let area = filter.area {
            if few.area { query.filterFew("t.area_id = \(area)") } else { query.filter("t.area_id = \(area)") }
        }
        if let directory = filter.directory {
            if few.directory {
                query.filterFew("t.id IN (SELECT a.subject_id \(directory.rows))")
            } else {
                query.filter("EXISTS (SELECT 1 \(directory.rows) AND a.subject_id = t.id)")
            }
        }
        if filter.status == .draft { query.filter("t.author_agency_id = \(scope.organization)") }
        if let day = filter.asOf { query.show(asOf: day, words: "t.name") }
        return query
    }

    package static func load(
        _ filter: Filter, scope: Scope, page: ListPage, in transaction: Transaction
    ) throws -> Listed<Row> {
        let agencies = scope.counterKey == nil ? try Organization.descendants(of: scope.organization, in: transaction) : []
        var query = query(filter, scope: scope, agencies: agencies, few: try Few.of(filter, in: transaction))
        if filter.isEmpty { query.keptTotal = try total(filter.subjectClass, scope, agencies, in: transaction) }
        return try query.load(page, in: transaction) { try Row(&$0) }
    }

    /// The next objects behind `key`, for reading the list to its end.
    static func next(
        _ count: Int, after key: Int64?, _ filter: Filter, scope: Scope, in transaction: Transaction
    ) throws -> [(key: Int64, row: Row)] {
        let agencies = scope.counterKey == nil ? try Organization.descendants(of: scope.organization, in: transaction) : []
        return try query(filter, scope: scope, agencies: agencies, few: try Few.of(filter, in: transaction)).next(count, after: key, in: transaction) { try Row(&$0) }
    }

    /// From the kept counters of registered objects; whoever looks down the tree gets the sum of the agencies there.
    private static func total(
        _ subjectClass: SubjectClass?, _ scope: Scope, _ agencies: [Organization.ID], in transaction: Transaction
    ) throws -> Int {
        try (subjectClass.map { [$0] } ?? SubjectClass.allCases).reduce(0) { sum, subjectClass in
            if let key = scope.counterKey { return try sum + Counter.value(subjectClass.counter, key, in: transaction) }
            return try sum + Counter.sum(subjectClass.counter, agencies.map(\.description), in: transaction)
        }
    }

    /// Keeps the totals of registered objects: by agency, and of all.
    private static func count(
        _ delta: Int, _ subjectClass: SubjectClass, jurisdiction: Organization.ID, in transaction: Transaction
    ) throws {
        try Counter.add(subjectClass.counter, "all", delta, in: transaction)
        try Counter.add(subjectClass.counter, jurisdiction.description, delta, in: transaction)
    }

    /// New subjects of several agencies; in the order of the agencies, so that two batches never wait for each other.
    static func count(_ records: some Sequence<SubjectRecord>, in transaction: Transaction) throws {
        // without holding on to the records: a file has a million of them
        var counts: [SubjectClass: [Organization.ID: Int]] = [:]
        for record in records where record.settledStatus == .registered {
            counts[record.kind.subjectClass, default: [:]][record.jurisdiction, default: 0] += 1
        }
        for subjectClass in SubjectClass.allCases {
            for (agency, subjects) in (counts[subjectClass] ?? [:]).sorted(by: { $0.key < $1.key }) {
                try count(subjects, subjectClass, jurisdiction: agency, in: transaction)
            }
        }
    }

    /// A subject that changes its agency or its status.
    static func recount(
        from former: SubjectRecord, _ formerStatus: SubjectStatus, to record: SubjectRecord, _ status: SubjectStatus,
        in transaction: Transaction
    ) throws {
        let (was, isNow) = (formerStatus == .registered, status == .registered)
        guard was != isNow || (isNow && former.jurisdiction != record.jurisdiction) else { return }
        let subjectClass = record.kind.subjectClass
        if was { try count(-1, subjectClass, jurisdiction: former.jurisdiction, in: transaction) }
        if isNow { try count(1, subjectClass, jurisdiction: record.jurisdiction, in: transaction) }
    }
}

extension SubjectClass {
    /// The name of the kept totals.
    fileprivate var counter: StaticString {
        switch self {
        case .organization: "subjects"
        case .person: "subjects.person"
        case .attached: "subjects.attached"
        }
    }
}

extension Scope {
    /// Nil where the scope is more than one agency.
    fileprivate var ownTag: String? { counterKey == organization.description ? SubjectTag.agency(organization) : nil }
}

extension SubjectList.Filter {
    /// Organisations are nearly all there is.
    fileprivate var isMostOfAll: Bool { subjectClass == nil || subjectClass == .organization }

    fileprivate var stockCondition: SQL {
        let inStatus: SQL = "t.status = \(status)"
        return subjectClass.map { inStatus + "AND t.class = \($0)" } ?? inStatus
    }

    fileprivate var stockTags: [String] {
        (subjectClass.map { [$0] } ?? SubjectClass.allCases).map { SubjectTag.stock($0, status) }
    }
}

extension SubjectList.Row {
    fileprivate init(_ row: inout Storage.Row) throws {
        id = try row.next()
        name = try row.next()
        alias = try row.next()
        code = try row.next()
        entityKind = try row.next()
        registrationStatus = try row.next()
        legalRepresentative = try row.next()
        phoneMasked = try row.next()
        riskLevel = try row.next()
        publicCredit = try row.next()
        jurisdictionName = try row.next()
        kind = try row.next()
        status = try row.next()
        citizenIDMasked = try row.next()
        address = try row.next()
        details = try SubjectDetails.read(row.next())
        trades = try row.next(String.self).split(separator: ",").map(String.init)
    }
}

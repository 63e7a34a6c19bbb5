import Authority
import Importing
import Storage
import Timekeeping

extension Statute {
    package static let columns: SQL = """
        t.id, t.version, t.title, t.kind, t.document_number, t.issuer, t.promulgated_on, t.effective_on, t.preamble,
        t.repealed_on, t.replaced_by, t.organization_id, o.name, t.updated_at
        """
    static let keeper: SQL = "LEFT JOIN organization o ON o.id = t.organization_id"

    /// What is delivered, what one's superiors keep, one's own, and what is in one's scope.
    package static func visible(to scope: Scope, _ organization: SQL = "t.organization_id") -> SQL {
        """
        (\(organization) IS NULL OR \(CheckForm.visible(organization, to: scope.organization))
            OR \(scope.condition(organization)))
        """
    }

    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> Statute {
        guard let found = try seen(id, scope: scope, in: transaction) else { throw NotFound() }
        return found
    }

    /// Nil when it does not exist for the caller.
    package static func seen(_ id: ID, scope: Scope, in transaction: Transaction) throws -> Statute? {
        try find("t.id = \(id) AND \(visible(to: scope))", in: transaction).first
    }

    package static func find(_ condition: SQL, in transaction: Transaction) throws -> [Statute] {
        try transaction.all("SELECT t.serial, \(columns) FROM statute t \(keeper) WHERE \(condition) ORDER BY t.serial") {
            let serial: Int64 = try $0.next()
            return try Statute(serial: serial, &$0)
        }
    }

    /// The statutes of these titles, whenever in force, the newest first.
    static func titled(_ titles: [String], scope: Scope, in transaction: Transaction) throws -> [Statute] {
        let keys = Set(titles.map(StatuteRecord.key)).sorted()
        return try find("t.title_key IN \(list: keys) AND \(visible(to: scope))", in: transaction)
            .sorted { $0.record.effectiveOn > $1.record.effectiveOn }
    }

    /// Every statute of that title, the oldest first.
    package static func versions(of title: String, scope: Scope, in transaction: Transaction) throws -> [Statute] {
        try titled([title], scope: scope, in: transaction).reversed()
    }

    /// Whether a later version of the same statute is in force on that day: then this one is cited no more, also where
    /// nobody has repealed it (LIB-03).
    static func isSucceeded(_ id: ID, on date: CalendarDate, scope: Scope, in transaction: Transaction) throws -> Bool {
        try transaction.value(
            """
            SELECT 1 FROM statute t JOIN statute n ON n.title_key = t.title_key AND n.effective_on > t.effective_on
            WHERE t.id = \(id) AND n.effective_on <= \(date) AND (n.repealed_on IS NULL OR n.repealed_on > \(date))
                AND \(visible(to: scope, "n.organization_id")) LIMIT 1
            """, as: Int.self) != nil
    }

    static func titled(_ title: String, effectiveOn date: CalendarDate, in transaction: Transaction) throws -> Statute? {
        try find("t.title_key = \(StatuteRecord.key(title)) AND t.effective_on = \(date)", in: transaction).first
    }

    /// Whether no agency stands above this one: it keeps what is delivered with the platform.
    package static func isHighest(_ agency: Organization.ID, in transaction: Transaction) throws -> Bool {
        try transaction.value("SELECT 1 FROM organization WHERE id = \(agency) AND parent_id IS NULL", as: Int.self) != nil
    }

    package init(serial: Int64, _ row: inout Row) throws {
        self.serial = serial
        id = try row.next()
        version = try row.next()
        let (title, kind, number, issuer): (String, StatuteKind, String, String) =
            (try row.next(), try row.next(), try row.next(), try row.next())
        let promulgatedOn: CalendarDate? = try row.next()
        record = StatuteRecord(
            title: title, kind: kind, documentNumber: number, issuer: issuer, promulgatedOn: promulgatedOn,
            effectiveOn: try row.next(), preamble: try row.next())
        repealedOn = try row.next()
        replacedBy = try row.next()
        organization = try row.next()
        organizationName = try row.next()
        updatedAt = try row.next()
    }

    func moveOn(expecting version: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            "UPDATE statute SET version = version + 1, updated_at = \(now) WHERE id = \(id) AND version = \(version)")
    }

    /// The last day of a statute that was given out wrongly becomes another.
    func moveRepeal(to date: CalendarDate, at now: Instant, in transaction: Transaction) throws {
        guard let former = repealedOn else { return }
        try transaction.execute(
            "UPDATE statute SET repealed_on = \(date), version = version + 1, updated_at = \(now) WHERE id = \(id)")
        try transaction.execute(
            "UPDATE statute_article SET valid_until = \(date) WHERE statute_id = \(id) AND valid_until = \(former) AND valid_from < \(date)")
    }

    func repeal(from date: CalendarDate, replacedBy: ID?, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE statute SET repealed_on = \(date), replaced_by = \(replacedBy), version = version + 1,
                updated_at = \(now) WHERE id = \(id)
            """)
        // wordings that would have come into force later never do
        try transaction.execute("DELETE FROM statute_article WHERE statute_id = \(id) AND valid_from >= \(date)")
        try transaction.execute(
            """
            UPDATE statute_article SET valid_until = \(date)
            WHERE statute_id = \(id) AND (valid_until IS NULL OR valid_until > \(date))
            """)
    }
}

extension StatuteRecord {
    package func insert(
        _ id: Statute.ID, keptBy agency: Organization.ID?, by account: Account.ID?, at now: Instant,
        in transaction: Transaction
    ) throws {
        let serial = try transaction.value(
            """
            INSERT INTO statute (id, version, title, title_key, kind, document_number, issuer, promulgated_on,
                effective_on, repealed_on, replaced_by, preamble, organization_id, created_at, created_by, updated_at)
            VALUES (\(id), 1, \(title), \(Self.key(title)), \(kind), \(documentNumber), \(issuer), \(promulgatedOn),
                \(effectiveOn), \(CalendarDate?.none), \(Statute.ID?.none), \(preamble), \(agency), \(now), \(account), \(now))
            RETURNING serial
            """, as: Int64.self)
        if let serial { try transaction.index("statute", serial: serial, text: searchText) }
    }

    package func update(_ statute: Statute, expecting version: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE statute SET version = version + 1, title = \(title), title_key = \(Self.key(title)), kind = \(kind),
                document_number = \(documentNumber), issuer = \(issuer), promulgated_on = \(promulgatedOn),
                effective_on = \(effectiveOn), preamble = \(preamble), updated_at = \(now)
            WHERE id = \(statute.id) AND version = \(version)
            """)
        if searchText != statute.record.searchText {
            try transaction.index("statute", serial: statute.serial, text: searchText)
        }
        guard effectiveOn != statute.record.effectiveOn else { return }
        // articles in force from the first day on move with it
        try transaction.execute(
            """
            UPDATE statute_article SET valid_from = \(effectiveOn)
            WHERE statute_id = \(statute.id) AND valid_from = \(statute.record.effectiveOn)
            """)
    }
}

import Authority
import Cryptography
import Drawing
import Storage
import Timekeeping

extension DrawRecord {
    static let columns: SQL = """
        t.id, t.version, t.kind, t.status, t.draw_code, t.draw_number, t.task_id, t.task_name, t.task_no, t.is_test,
        t.organization_id, o.name, t.hash, t.commit_a, t.commit_s, t.second_party, t.beacon, t.prev_hash,
        t.record_hash, t.params_hash, t.seed, t.candidate_count, t.selected_count, t.team_size, t.outcome,
        t.opened_at, t.committed_at, t.drawn_at, t.operator_name, t.second_party_id, t.second_party_revealed_at,
        t.beacon_value, t.beacon_source
        """

    /// A draw that an agency in scope made, or of a task that it has to do with.
    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> DrawRecord {
        let found = try transaction.first(
            """
            SELECT \(columns) FROM draw t JOIN organization o ON o.id = t.organization_id
            WHERE t.id = \(id) AND (\(scope.condition("t.organization_id")) OR EXISTS (
                SELECT 1 FROM task_agency a WHERE a.task_id = t.task_id AND \(scope.condition("a.agency_id"))))
            """, DrawRecord.init(row:))
        guard let found else { throw NotFound() }
        return found
    }

    /// For everybody (BEY-11); what of it is told is decided by `Publicity`.
    package static func load(public id: ID, in transaction: Transaction) throws -> DrawRecord {
        let found = try transaction.first(
            "SELECT \(columns) FROM draw t JOIN organization o ON o.id = t.organization_id WHERE t.id = \(id)",
            DrawRecord.init(row:))
        guard let found else { throw NotFound() }
        return found
    }

    static func lock(_ id: ID, in transaction: Transaction) throws -> DrawRecord {
        guard let status: DrawStatus = try transaction.locked("SELECT status FROM draw WHERE id = \(id)", { try $0.next() })
        else { throw NotFound() }
        let found = try load(public: id, in: transaction)
        guard found.status == status else { throw StorageError.overtaken }
        return found
    }

    /// The draw of this kind that is under way or done.
    static func open(
        _ kind: DrawKind, of task: InspectionTask.ID, by agency: Organization.ID, in transaction: Transaction
    ) throws -> DrawRecord? {
        try transaction.first(
            """
            SELECT \(columns) FROM draw t JOIN organization o ON o.id = t.organization_id
            WHERE t.task_id = \(task) AND t.kind = \(kind) AND t.organization_id = \(agency)
                AND t.status IN ('opened', 'committed')
            """, DrawRecord.init(row:))
    }

    /// Those of the tasks whose objects are being drawn.
    static func underWay(among tasks: [InspectionTask.ID], in transaction: Transaction) throws -> Set<InspectionTask.ID> {
        guard !tasks.isEmpty else { return [] }
        return Set(try transaction.all(
            """
            SELECT task_id FROM draw WHERE task_id IN \(list: tasks) AND kind = \(DrawKind.subjects)
                AND status IN ('opened', 'committed')
            """) { try $0.next() })
    }

    /// All draws of a task, the newest first.
    package static func all(of task: InspectionTask.ID, in transaction: Transaction) throws -> [DrawRecord] {
        try transaction.all(
            """
            SELECT \(columns) FROM draw t JOIN organization o ON o.id = t.organization_id
            WHERE t.task_id = \(task) ORDER BY t.serial DESC
            """, DrawRecord.init(row:))
    }

    package struct Filter: Sendable {
        package var words: String?
        package var kind: DrawKind?
        package var status: DrawStatus?
        package init() {}
    }

    /// - Parameters:
    ///   - scope: nil for the public list, which holds every draw: a missing number would be noticed.
    ///   - party: of draws that this body takes part in.
    package static func list(
        _ filter: Filter, scope: Scope?, party: Organization.ID? = nil, page: ListPage, in transaction: Transaction
    ) throws -> Listed<DrawRecord> {
        var query = ListQuery("draw", columns: columns, lookups: "JOIN organization o ON o.id = t.organization_id")
        if let scope { query.filter(scope.condition("t.organization_id")) }
        if let party { query.filter("t.second_party_id = \(party)") }
        query.search(filter.words)
        if let kind = filter.kind { query.filter("t.kind = \(kind)") }
        if let status = filter.status { query.filter("t.status = \(status)") }
        return try query.load(page, in: transaction, DrawRecord.init(row:))
    }

    init(row: inout Row) throws {
        let id: ID = try row.next(), version: Int = try row.next(), kind: DrawKind = try row.next(), status: DrawStatus = try row.next()
        let code: String = try row.next(), number: String = try row.next()
        let task: InspectionTask.ID = try row.next(), name: String = try row.next(), taskNumber: String = try row.next()
        let isTest: Bool = try row.next(), organization: Organization.ID = try row.next()
        let agency: String = try row.next(), hash: String = try row.next()
        guard let algorithm = DigestAlgorithm(rawValue: hash) else { throw StorageError.broken("draw holds a wrong hash name") }
        let first: String = try row.next(), second: String = try row.next(), party: String = try row.next()
        let beacon: String = try row.next(), previous: String = try row.next(), record: String = try row.next()
        let parameters: String = try row.next(), seed: String = try row.next()
        self.init(
            id: id, version: version, kind: kind, status: status, code: code, number: number, task: task, taskName: name,
            taskNumber: taskNumber, isTest: isTest, organization: organization, organizationName: agency,
            algorithm: algorithm, commitmentA: first, commitmentS: second, secondParty: party, beacon: beacon,
            previousRecord: previous, recordHash: record, parametersHash: parameters, seed: seed,
            candidates: try row.next(), selected: try row.next(), teamSize: try row.next(), outcome: try row.next(),
            openedAt: try row.next(), committedAt: try row.next(), endedAt: try row.next(), operatorName: try row.next(),
            party: try row.next(), partyRevealedAt: try row.next(), beaconValue: try row.next(), beaconSource: try row.next())
    }
}

extension DrawRecord {
    func setCommitted(parameters: String, candidates: Int, selected: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE draw SET version = version + 1, status = \(DrawStatus.committed), params_hash = \(parameters),
                candidate_count = \(candidates), selected_count = \(selected), committed_at = \(now)
            WHERE id = \(id)
            """)
    }

    func setDone(seed: String, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE draw SET version = version + 1, status = \(DrawStatus.done), seed = \(seed), drawn_at = \(now),
                operator_id = \(actor.account), operator_name = \(actor.name)
            WHERE id = \(id)
            """)
    }

    func setEnded(_ status: DrawStatus, because reason: String, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE draw SET version = version + 1, status = \(status), outcome = \(reason), drawn_at = \(now)
            WHERE id = \(id)
            """)
    }

    func store(_ content: [UInt8], as file: DrawFile, in transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO draw_file (draw_id, name, content) VALUES (\(id), \(file.rawValue), \(content))")
    }

    /// A file as it was stored; nil where the draw has not got so far. `reveal.txt` is kept sealed in the record.
    package func stored(_ file: DrawFile, in transaction: Transaction) throws -> [UInt8]? {
        try transaction.value("SELECT content FROM draw_file WHERE draw_id = \(id) AND name = \(file.rawValue)")
    }

    /// Both nonces and the outcome of the beacon.
    func reveal(protection: any FieldProtection, in transaction: Transaction) throws -> DrawReveal {
        let sealed = try transaction.first("SELECT nonce_a_sealed, nonce_s_sealed FROM draw WHERE id = \(id)") {
            (first: try $0.next([UInt8].self), second: try $0.next([UInt8].self))
        }
        guard let sealed else { throw NotFound() }
        return try DrawReveal(
            nonceA: try protection.open(sealed.first, field: "draw.nonce_a", record: id.bytes),
            nonceS: try protection.open(sealed.second, field: "draw.nonce_s", record: id.bytes),
            beaconValue: hasEvent ? beaconValue : DrawBeacon.none.text)
    }
}

import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension ExclusionRule {
    /// Nil while neither 不设置 nor a rule was chosen.
    package static func load(of task: InspectionTask.ID, in transaction: Transaction) throws -> ExclusionRule? {
        var rule = try transaction.first(
            """
            SELECT record_count, record_modes, record_from, record_to, record_result, statuses FROM exclusion_rule
            WHERE task_id = \(task)
            """
        ) { row in
            let count: Int? = try row.next(), ways: String = try row.next()
            let from: CalendarDate? = try row.next(), to: CalendarDate? = try row.next()
            let result: String = try row.next(), statuses: String = try row.next()
            var rule = ExclusionRule(statuses: Set(statuses.split(separator: ",").compactMap { ExcludedStatus(rawValue: String($0)) }))
            if let count, let from, let to {
                rule.byRecord = ByRecord(
                    count: count, ways: Set(ways.split(separator: ",").compactMap { ExclusionWay(rawValue: String($0)) }),
                    from: from, to: to, result: OverallResult(rawValue: result))
            }
            return rule
        }
        rule?.codes = Set(try transaction.all("SELECT code FROM exclusion_entry WHERE task_id = \(task)") { try $0.next() })
        return rule
    }

    func store(of task: InspectionTask.ID, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM exclusion_rule WHERE task_id = \(task)")
        try transaction.execute("DELETE FROM exclusion_entry WHERE task_id = \(task)")
        let ways = ExclusionWay.allCases.filter { byRecord?.ways.contains($0) ?? false }.map(\.rawValue).joined(separator: ",")
        let ticks = ExcludedStatus.allCases.filter(statuses.contains).map(\.rawValue).joined(separator: ",")
        try transaction.execute(
            """
            INSERT INTO exclusion_rule (task_id, is_set, record_count, record_modes, record_from, record_to,
                record_result, statuses, set_by, set_at)
            VALUES (\(task), \(!isNone), \(byRecord?.count), \(ways), \(byRecord?.from), \(byRecord?.to),
                \(byRecord?.result?.rawValue ?? ""), \(ticks), \(actor.account), \(now))
            """)
        for code in codes.sorted() {
            try transaction.execute("INSERT INTO exclusion_entry (task_id, code) VALUES (\(task), \(code))")
        }
    }

    /// Marks every candidate anew but those marked by hand. A statement a kind of exclusion, however many candidates.
    /// - Returns: the number of candidates the rule excludes.
    @discardableResult
    func apply(to task: InspectionTask, in transaction: Transaction) throws -> Int {
        let byHand = [ExclusionReason.marked, .kept]
        try transaction.execute(
            """
            UPDATE task_candidate SET excluded = 0, exclusion_reason = ''
            WHERE task_id = \(task.id) AND excluded = 1 AND exclusion_reason NOT IN \(list: byHand)
            """)
        var count = 0
        for (reason, found) in conditions(task) {
            count += try transaction.execute(
                """
                UPDATE task_candidate SET excluded = 1, exclusion_reason = \(reason)
                WHERE task_id = \(task.id) AND excluded = 0 AND exclusion_reason NOT IN \(list: byHand)
                    AND subject_id IN (\(found))
                """)
        }
        try SamplingCategory.recount(task.id, in: transaction)
        return count
    }

    private func conditions(_ task: InspectionTask) -> [(ExclusionReason, SQL)] {
        var all: [(ExclusionReason, SQL)] = []
        if let byRecord { all.append((.byRecord, byRecord.subjects(task))) }
        if !statuses.isEmpty {
            let excluded = statuses.flatMap(\.statuses).sorted { $0.rawValue < $1.rawValue }
            all.append((.byStatus, """
                SELECT s.id FROM task_candidate k JOIN regulated_subject s ON s.id = k.subject_id
                WHERE k.task_id = \(task.id) AND s.registration_status IN \(list: excluded)
                """))
        }
        if !codes.isEmpty {
            all.append((.byList, """
                SELECT s.id FROM exclusion_entry e JOIN regulated_subject s ON s.code = e.code WHERE e.task_id = \(task.id)
                """))
        }
        return all
    }
}

/// 指定名单 as people see it (DRAW-07): the listed codes with what the library knows of them.
package struct ExclusionEntry: Sendable {
    package let code: String
    /// Empty for a code that the library does not know.
    package let name: String
    package let kind: EntityKind?
    package let address: String

    /// The first of them, by code; the rule itself knows how many there are.
    package static func first(_ limit: Int, of task: InspectionTask.ID, in transaction: Transaction) throws -> [ExclusionEntry] {
        try transaction.all(
            """
            SELECT e.code, coalesce(s.name, ''), s.entity_kind, coalesce(s.business_address, '')
            FROM exclusion_entry e LEFT JOIN regulated_subject s ON s.code = e.code
            WHERE e.task_id = \(task) ORDER BY e.code LIMIT \(limit)
            """
        ) { try ExclusionEntry(code: $0.next(), name: $0.next(), kind: $0.next(), address: $0.next()) }
    }
}

extension ExclusionRule.ByRecord {
    /// Objects this department inspected, or is to inspect, so often (DRAW-05); test tasks don't count.
    /// A finished visit counts on its day, a pending one when its task's term meets the period.
    fileprivate func subjects(_ task: InspectionTask) -> SQL {
        let modes = ExclusionWay.allCases.filter(ways.contains).flatMap(\.modes)
        let gone: [TaskStatus] = [.abolished, .purged]
        var sql: SQL = """
            SELECT v.subject_id FROM task_subject v JOIN inspection_task t ON t.id = v.task_id
            LEFT JOIN visit_result r ON r.task_subject_id = v.id
            WHERE v.agency_id = \(task.organization) AND t.mode IN \(list: modes) AND t.nature = \(TaskNature.formal)
                AND t.status NOT IN \(list: gone) AND v.task_id <> \(task.id)
                AND ((v.finished_at IS NOT NULL AND v.finished_at >= \(from.start) AND v.finished_at <= \(to.end))
                    OR (v.finished_at IS NULL AND t.start_date <= \(to) AND t.end_date >= \(from)))
            """
        if let result { sql += "AND v.finished_at IS NOT NULL AND r.result = \(result)" }
        sql += "GROUP BY v.subject_id HAVING count(*) >= \(count)"
        return sql
    }
}

extension TaskSubject {
    /// Keeps what a finished visit found, for the exclusion rule (DRAW-03); to be called when a result is final.
    package static func recordResult(_ result: OverallResult, of id: ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO visit_result (task_subject_id, result) VALUES (\(id), \(result))
            ON CONFLICT (task_subject_id) DO UPDATE SET result = excluded.result
            """)
    }
}

extension CandidateMarking {
    func names(in transaction: Transaction) throws -> [String] {
        try transaction.all(
            """
            SELECT s.name FROM task_candidate k JOIN regulated_subject s ON s.id = k.subject_id
            WHERE k.task_id = \(task) AND k.subject_id IN \(list: subjects) ORDER BY s.code
            """) { try $0.next() }
    }

    func store(in transaction: Transaction) throws {
        let reason: ExclusionReason = switch mark {
        case .exclude: .marked
        case .keep: .kept
        }
        try transaction.execute(
            """
            UPDATE task_candidate SET excluded = \(mark == .exclude), exclusion_reason = \(reason)
            WHERE task_id = \(task) AND subject_id IN \(list: subjects)
            """)
        try SamplingCategory.recount(task, in: transaction)
    }
}

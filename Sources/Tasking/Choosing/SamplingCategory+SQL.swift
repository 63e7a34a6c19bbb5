import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension SamplingCategory {
    /// The lines of the drawing table, in order of making.
    package static func all(of task: InspectionTask.ID, in transaction: Transaction) throws -> [SamplingCategory] {
        try transaction.all(
            """
            SELECT id, name, mode, ratio, count, size, remaining FROM sampling_category
            WHERE task_id = \(task) ORDER BY serial
            """
        ) { row in
            let id: ID = try row.next(), name: String = try row.next(), mode: String = try row.next()
            let ratio: Int? = try row.next(), count: Int? = try row.next()
            let sampling = try Sampling(stored: mode, ratio: ratio, count: count)
            return SamplingCategory(id: id, name: name, sampling: sampling, size: try row.next(), remaining: try row.next())
        }
    }

    /// Counts the candidates anew; every act that changes them ends with this, and pages only read it.
    static func recount(_ task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE sampling_category SET
                size = (SELECT count(*) FROM task_candidate k WHERE k.category_id = sampling_category.id),
                remaining = (SELECT count(*) FROM task_candidate k
                    WHERE k.category_id = sampling_category.id AND k.excluded = 0)
            WHERE task_id = \(task)
            """)
    }

    func storeSampling(in transaction: Transaction) throws {
        let (mode, ratio, count): (String, Int?, Int?) =
            switch sampling {
            case nil: ("", nil, nil)
            case .ratio(let percent): ("ratio", percent, nil)
            case .count(let number): ("count", nil, number)
            }
        try transaction.execute(
            "UPDATE sampling_category SET mode = \(mode), ratio = \(ratio), count = \(count) WHERE id = \(id)")
    }
}

extension Sampling {
    /// - Throws: `broken` for anything that was not stored by `storeSampling`.
    fileprivate init?(stored mode: String, ratio: Int?, count: Int?) throws {
        switch (mode, ratio, count) {
        case ("", nil, nil): return nil
        case ("ratio", let percent?, nil): self = .ratio(percent)
        case ("count", nil, let number?): self = .count(number)
        default: throw StorageError.broken("a sampling of “\(mode)” is none")
        }
    }
}

extension CategoryRemoval {
    func delete(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM task_candidate WHERE task_id = \(task) AND category_id = \(category)")
        try transaction.execute("DELETE FROM sampling_category WHERE task_id = \(task) AND id = \(category)")
    }
}

extension CandidateRemoval {
    func delete(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM task_candidate WHERE task_id = \(task) AND subject_id IN \(list: subjects)")
        try SamplingCategory.recount(task, in: transaction)
    }
}

extension CategoryAddition {
    /// One statement a line, however many objects there are; an object already in the list stays where it is (DRAW-11, 14).
    func fill(scope: Scope, at now: Instant, in transaction: Transaction) throws -> [SamplingCategory.ID: Int] {
        var added: [SamplingCategory.ID: Int] = [:]
        let classes = try TaskItem.subjectClasses(of: task, in: transaction)
        let ofClass: SQL = classes.isEmpty ? "1 = 1" : "s.class IN \(list: classes.sorted { $0.rawValue < $1.rawValue })"
        for part in try parts(scope, in: transaction) {
            let category = SamplingCategory.ID(at: now)
            try transaction.refusing(["sampling_category_name": ChoosingRefused.categoryTwice]) {
                _ = try transaction.execute(
                    """
                    INSERT INTO sampling_category (id, task_id, name, mode, ratio, count)
                    VALUES (\(category), \(task), \(part.name), '', \(Int?.none), \(Int?.none))
                    """)
            }
            let count = try transaction.execute(
                """
                INSERT INTO task_candidate (task_id, subject_id, category_id, excluded, exclusion_reason, subject_serial)
                SELECT \(task), s.id, \(category), 0, '', s.serial FROM regulated_subject s
                WHERE \(range.condition(scope)) AND \(ofClass) AND \(part.condition)
                ON CONFLICT (task_id, subject_id) DO NOTHING
                """)
            if count == 0 { try CategoryRemoval(of: category, from: task).delete(in: transaction) } else { added[category] = count }
        }
        try SamplingCategory.recount(task, in: transaction)
        return added
    }

    private func parts(_ scope: Scope, in transaction: Transaction) throws -> [(name: String, condition: SQL)] {
        switch categorization {
        case .single: [(name, "1 = 1")]
        case .publicCredit: grades("s.public_credit")
        case .tradeCredit: grades("s.trade_credit")
        case .combinedCredit: grades("CASE WHEN s.trade_credit = '' THEN s.public_credit ELSE s.trade_credit END")
        case .risk: grades("s.risk_level")
        case .region: try regions(scope, in: transaction)
        }
    }

    /// A, B, C, D, 未评价 (DRAW-18); the name given comes before the level, so that several ranges can be told apart.
    private func grades(_ column: SQL) -> [(name: String, condition: SQL)] {
        Grade.allCases.map { ("\(name)-\($0.label)", "\(column) = \($0)") }
    }

    private func regions(_ scope: Scope, in transaction: Transaction) throws -> [(name: String, condition: SQL)] {
        let agencies = try transaction.all(
            """
            SELECT o.id, o.short_name FROM organization o WHERE \(scope.condition("o.id")) AND EXISTS (
                SELECT 1 FROM regulated_subject s WHERE s.jurisdiction_id = o.id) ORDER BY o.serial
            """) { (id: try $0.next(Organization.ID.self), name: try $0.next(String.self)) }
        return agencies.map { ("\(name)-\($0.name)", "s.jurisdiction_id = \($0.id)") }
    }
}

extension SubjectRange {
    /// What picked objects are called, for a form that is drawn again.
    package static func names(
        of subjects: [SubjectID], _ scope: Scope, in transaction: Transaction
    ) throws -> [SubjectID: String] {
        var names: [SubjectID: String] = [:]
        try transaction.forEach(
            "SELECT s.id, s.name FROM regulated_subject s WHERE s.id IN \(list: subjects) AND \(scope.condition("s.jurisdiction_id"))"
        ) { names[try $0.next()] = try $0.next() }
        return names
    }

    /// Registered objects in scope; columns of `regulated_subject s`.
    func condition(_ scope: Scope) -> SQL {
        var all: [SQL] = [scope.condition("s.jurisdiction_id"), "s.status = \(SubjectStatus.registered)"]
        if let name { all.append("(\(.contains("s.name", name)) OR \(.contains("s.alias", name)))") }
        if let trade { all.append(.lists("s.trades", trade)) }
        if let type { all.append("s.kind = \(type)") }
        if let kind { all.append("s.entity_kind = \(kind)") }
        if let registration { all.append("s.registration_status = \(registration)") }
        if let risk { all.append("s.risk_level = \(risk)") }
        if let publicCredit { all.append("s.public_credit = \(publicCredit)") }
        if let tradeCredit { all.append("s.trade_credit = \(tradeCredit)") }
        if let jurisdiction { all.append("s.jurisdiction_id = \(jurisdiction)") }
        if !picked.isEmpty { all.append("s.id IN \(list: picked)") }
        if let planned { all.append(planned.condition) }
        return all.joinedByAnd()
    }
}

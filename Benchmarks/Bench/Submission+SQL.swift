import Authority
import Inspecting
import Storage
import Tasking

extension FoundingSubmission {
    /// A founding is there when its row, its place in the tree and its fact are; it counts as often as its fact, and
    /// not at all when something is missing.
    func traces(_ transaction: Transaction) throws -> [String: Int] {
        var facts: [[UInt8]: Int] = [:]
        try transaction.forEach("SELECT record_id FROM fact WHERE kind = \(OrganizationFounding.founded.code)") { row in
            facts[try row.next(), default: 0] += 1
        }
        var found: [String: Int] = [:]
        try transaction.forEach(
            """
            SELECT o.id, o.name, (SELECT count(*) FROM organization_ancestry a WHERE a.organization_id = o.id)
            FROM organization o WHERE o.name LIKE '可靠性%'
            """
        ) { row in
            let id: Organization.ID = try row.next()
            let name: String = try row.next()
            let places: Int = try row.next()
            if places > 0, let count = facts[id.bytes] { found[name, default: 0] += count }
        }
        return found
    }

    func remove(_ name: String, _ transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM organization_ancestry WHERE organization_id IN (SELECT id FROM organization WHERE name = \(name))")
    }
}

extension InspectionSubmission {
    /// A result is there when its row, its three signatures, its numbered record and the new state of the visit are;
    /// it counts as often as its fact, and not at all when something is missing.
    func traces(_ transaction: Transaction) throws -> [String: Int] {
        var facts: [[UInt8]: Int] = [:]
        try transaction.forEach("SELECT record_id FROM fact WHERE kind = \(InspectionFacts.submitted.code)") { row in
            facts[try row.next(), default: 0] += 1
        }
        var found: [String: Int] = [:]
        try transaction.forEach(
            """
            SELECT i.id FROM inspection i JOIN task_subject t ON t.id = i.id JOIN enforcement_document d ON d.id = i.document_id
            WHERE t.status = \(TaskSubjectStatus.awaitingReview) AND d.matter_id = i.id
                AND (SELECT count(*) FROM handwritten_signature s WHERE s.inspection_id = i.id AND s.round = i.round) = 3
            """
        ) { row in
            let id: TaskSubject.ID = try row.next()
            if let count = facts[id.bytes] { found[id.description, default: 0] += count }
        }
        return found
    }

    func remove(_ name: String, _ transaction: Transaction) throws {
        guard let id = TaskSubject.ID(name) else { return }
        try transaction.execute("DELETE FROM handwritten_signature WHERE inspection_id = \(id)")
    }
}

extension ReliabilityRun {
    static func province(in transaction: Transaction) throws -> Organization.ID {
        guard let id = try transaction.value("SELECT id FROM organization WHERE parent_id IS NULL", as: Organization.ID.self) else {
            throw StorageError.broken("the store has no province")
        }
        return id
    }

    /// What SQLite finds wrong in its file (PostgreSQL has no such command), and sequences of document numbers with a
    /// gap or a twin (DOC-05).
    static func damage(in transaction: Transaction) throws -> [String] {
        let file = transaction.engine == .sqlite
            ? try transaction.all("PRAGMA integrity_check") { try $0.next(String.self) }.filter { $0 != "ok" } : []
        let numbers = try transaction.all(
            """
            SELECT document_word, year, count(*), count(DISTINCT sequence), max(sequence) FROM enforcement_document
            GROUP BY organization_id, document_word, year
            HAVING count(*) <> max(sequence) OR count(DISTINCT sequence) <> max(sequence)
            """
        ) { "\(try $0.next(String.self))〔\(try $0.next(Int.self))〕: \(try $0.next(Int.self)) \(try $0.next(Int.self)) \(try $0.next(Int.self))" }
        return file + numbers
    }
}

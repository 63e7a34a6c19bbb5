import Authority
import Storage
import Timekeeping
import Vault

extension Attachment.Owner {
    /// Columns of `attachment a`.
    fileprivate var condition: SQL {
        switch self {
        case .plan(let id): "a.plan_id = \(id)"
        case .task(let id): "a.task_id = \(id)"
        }
    }

    fileprivate var plan: AnnualPlan.ID? {
        switch self {
        case .plan(let id): id
        case .task: nil
        }
    }

    fileprivate var task: InspectionTask.ID? {
        switch self {
        case .plan: nil
        case .task(let id): id
        }
    }
}

extension Attachment {
    /// In the order of adding. Whoever asks made sure that the owner may be seen.
    package static func all(of owner: Owner, in transaction: Transaction) throws -> [Attachment] {
        let rows = try transaction.all(
            "SELECT a.id, a.file_id, a.added_by_name, a.added_at FROM attachment a WHERE \(owner.condition) ORDER BY a.serial"
        ) { (try $0.next(ID.self), try $0.next(StoredFile.ID.self), try $0.next(String.self), try $0.next(Instant.self)) }
        // at most twenty
        return try rows.compactMap { id, file, name, at in
            guard let stored = try StoredFile.load(file, in: transaction) else { return nil }
            return Attachment(id: id, file: stored.kept, addedBy: name, addedAt: at)
        }
    }

    static func count(of owner: Owner, in transaction: Transaction) throws -> Int {
        try transaction.value("SELECT count(*) FROM attachment a WHERE \(owner.condition)") ?? 0
    }

    static func insert(
        _ file: StoredFile, on owner: Owner, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO attachment (id, plan_id, task_id, file_id, added_by_name, added_at)
            VALUES (\(ID(at: now)), \(owner.plan), \(owner.task), \(file.id), \(actor.name), \(now))
            """)
    }

    func delete(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM attachment WHERE id = \(id)")
    }

    /// With the plan or the task they hang on; the files stay in the vault, where facts speak of them.
    static func deleteAll(of owner: Owner, in transaction: Transaction) throws {
        switch owner {
        case .plan(let id): try transaction.execute("DELETE FROM attachment WHERE plan_id = \(id)")
        case .task(let id): try transaction.execute("DELETE FROM attachment WHERE task_id = \(id)")
        }
    }
}

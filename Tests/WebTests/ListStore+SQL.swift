@testable import Authority
@testable import RegistryPages
@testable import Storage

extension ListStore {
    /// With every permission, whatever the roles: a page that asks for less is drawn with all it can hold.
    static func people(in transaction: Transaction) throws -> [Actor] {
        let officer = try transaction.first(
            "SELECT id, officer_id FROM account WHERE officer_id IS NOT NULL ORDER BY serial LIMIT 1"
        ) { (try $0.next(Account.ID.self), try $0.next(Identifier<OfficerMark>.self)) }
        guard let officer else { throw StorageError.broken("no officer in the demonstration") }
        let levels: [(AgencyLevel, Scope.Reach)] = [(.province, .everything), (.city, .descendants), (.county, .own)]
        return try levels.map { level, reach in
            let agency = try transaction.first(
                "SELECT id, name FROM organization WHERE level = \(level) ORDER BY serial LIMIT 1"
            ) { (try $0.next(Organization.ID.self), try $0.next(String.self)) }
            guard let (id, name) = agency else { throw StorageError.broken("no agency of the \(level)") }
            return Actor(
                account: officer.0, name: name, organization: id, organizationName: name, permissions: Set(Permission.allCases),
                scope: Scope(organization: id, reach: reach), officer: officer.1, origin: "127.0.0.1")
        }
    }

    static func tables(in transaction: Transaction) throws -> [String] {
        switch transaction.engine {
        case .sqlite: try transaction.all("SELECT name FROM sqlite_master WHERE type = 'table'") { try $0.next() }
        case .postgresql:
            try transaction.all(
                "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema()") { try $0.next() }
        }
    }

    /// Former states of every element, as years of work leave them.
    static func changeElements(in transaction: Transaction) throws {
        for element in VersionedElement.allCases {
            var statement: SQL = ""
            statement.text = "UPDATE \(element.table) SET version = version + 1, updated_at = updated_at + 1000"
            try transaction.execute(statement)
        }
    }

    static func filled(_ tables: [String], in transaction: Transaction) throws -> [String] {
        try tables.filter { table in
            var statement: SQL = ""
            statement.text = "SELECT 1 FROM \(table) LIMIT 1"
            return try transaction.value(statement, as: Int.self) != nil
        }
    }

    /// A few ids of every table that has some, newest first.
    static func ids(_ tables: [String], in transaction: Transaction) throws -> [String: [String]] {
        var ids: [String: [String]] = [:]
        for table in tables {
            let columns: [String] = switch transaction.engine {
            case .sqlite: try transaction.all("SELECT name FROM pragma_table_info(\(table))") { try $0.next() }
            case .postgresql:
                try transaction.all(
                    """
                    SELECT CAST(column_name AS TEXT) FROM information_schema.columns
                    WHERE table_schema = current_schema() AND table_name = \(table)
                    """) { try $0.next() }
            }
            guard columns.contains("id"), columns.contains("serial") else { continue }
            var statement: SQL = ""
            statement.text = "SELECT id FROM \(table) ORDER BY serial DESC LIMIT 3"
            ids[table] = try transaction.all(statement) { try $0.next(Identifier<ListStore>.self).description }
        }
        return ids
    }

    static func refreshStatistics(in transaction: Transaction) throws {
        switch transaction.engine {
        case .sqlite: try transaction.refreshStatistics()
        case .postgresql: try transaction.execute("ANALYZE")
        }
    }

    /// How many times larger than in the demonstration every table is taken to be.
    private static let factor = 5000

    /// The plans of these statements in a store that is thousands of times larger; nothing of it is kept.
    func plans(of statements: [SQL]) async throws -> [[String]] {
        do {
            try await platform.database.write { transaction in
                try Self.enlarge(in: transaction)
                throw Planned(plans: try statements.map { try transaction.plan(of: $0) })
            }
        } catch let planned as Planned {
            return planned.plans
        }
        return []
    }

    /// The plan of a page of a list that is too long to be sorted at once, where no value is known to be rare.
    func planOfLong(_ statement: SQL) async throws -> [String] {
        do {
            try await platform.database.write { transaction in
                switch transaction.engine {
                case .sqlite:
                    try transaction.execute("DELETE FROM sqlite_stat1")
                    try transaction.execute("ANALYZE sqlite_schema")
                case .postgresql: try Self.enlarge(in: transaction)
                }
                throw Planned(plans: [try transaction.plan(of: statement)])
            }
        } catch let planned as Planned {
            return planned.plans[0]
        }
        return []
    }

    private struct Planned: Error { let plans: [[String]] }

    private static func enlarge(in transaction: Transaction) throws {
        switch transaction.engine {
        case .sqlite:
            let rows = try transaction.all("SELECT rowid, stat FROM sqlite_stat1") { (try $0.next(Int64.self), try $0.next(String.self)) }
            for (row, stat) in rows {
                // the rows of the table; those that share a value of the index are as few as before
                var numbers = stat.split(separator: " ").map(String.init)
                if let rows = numbers.first.flatMap({ Int($0) }) { numbers[0] = "\(rows * factor)" }
                try transaction.execute("UPDATE sqlite_stat1 SET stat = \(numbers.joined(separator: " ")) WHERE rowid = \(row)")
            }
            try transaction.execute("ANALYZE sqlite_schema")
        case .postgresql:
            // what is empty in the demonstration stays a page long, whatever the statistics say
            try transaction.execute("SET LOCAL enable_seqscan = off")
            // without the values of the demonstration: one of two agencies would have half of a province
            try transaction.execute(
                """
                DELETE FROM pg_statistic WHERE starelid IN (
                    SELECT oid FROM pg_class WHERE relnamespace = CAST(current_schema() AS regnamespace))
                """)
            try transaction.execute(
                """
                UPDATE pg_class SET reltuples = greatest(reltuples, 200) * CAST(\(Int64(factor)) AS BIGINT)
                WHERE relnamespace = CAST(current_schema() AS regnamespace) AND reltuples >= 0
                """)
        }
    }
}

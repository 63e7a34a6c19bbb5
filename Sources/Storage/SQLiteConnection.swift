import CSQLite
import Glibc

/// One SQLite connection with its prepared statements; owned by one thread.
final class SQLiteConnection: Connection {
    let engine = EngineKind.sqlite
    private let handle: OpaquePointer
    private var statements: [String: OpaquePointer] = [:]
    /// Columns of a unique index (`table.a, table.b`) → its name, because SQLite reports columns only.
    private var uniqueNames: [String: String] = [:]
    private let deadline = Deadline()

    /// - Parameter readOnly: readers can't write, whatever the SQL says.
    init(path: String, readOnly: Bool) throws {
        if !readOnly { try SQLiteFiles.closeToOthers(path) }
        var opened: OpaquePointer?
        let access = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let code = sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw StorageError.unavailable("数据库文件无法打开：\(path)（\(code)）")
        }
        handle = opened
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, 10_000)
        try run("PRAGMA foreign_keys = ON") { _ in }
        if !readOnly {
            try run("PRAGMA journal_mode = WAL") { _ in }
            // FULL: a commit that was answered survives a loss of power
            try run("PRAGMA synchronous = FULL") { _ in }
            // pages that many commits change are written to the file once, not at every fourth megabyte
            try run("PRAGMA wal_autocheckpoint = 8000") { _ in }
        }
        try run("PRAGMA cache_size = -16000") { _ in }
        try run("PRAGMA temp_store = MEMORY") { _ in }
        let clock = Unmanaged.passUnretained(deadline).toOpaque()
        sqlite3_progress_handler(handle, 50_000, { clock in
            clock.map { Unmanaged<Deadline>.fromOpaque($0).takeUnretainedValue().passed ? 1 : 0 } ?? 0
        }, clock)
    }

    deinit {
        for statement in statements.values { sqlite3_finalize(statement) }
        sqlite3_close_v2(handle)
    }

    /// Statements started from now on must end within so long; nil lifts the limit (migrations, backup).
    func limit(milliseconds: Int?) { deadline.set(milliseconds: milliseconds) }

    var isLimited: Bool { deadline.isSet }

    @discardableResult
    func run(_ sql: SQL, _ visit: (inout Row) throws -> Void) throws -> Int {
        let statement = try prepared(sql.text)
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        for (index, value) in sql.values.enumerated() { bind(value, to: statement, at: Int32(index + 1)) }
        let before = sqlite3_total_changes64(handle)
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                var row = Row(.sqlite(statement))
                try visit(&row)
            case SQLITE_DONE:
                return sqlite3_stmt_readonly(statement) != 0
                    ? 0 : max(Int(sqlite3_changes64(handle)), sqlite3_total_changes64(handle) > before ? 1 : 0)
            case let code: throw failure(code)
            }
        }
    }

    func later(_ sql: SQL, _ visit: ((inout Row) throws -> Void)?) throws { try run(sql) { row in try visit?(&row) } }

    func settle() {}

    /// Runs one statement for each of the rows, whose texts it reads where they lie.
    func runEach(_ text: String, _ addition: BulkAddition) throws {
        let statement = try prepared(text)
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        let first: Int32 = addition.numbers == nil ? 1 : 2
        var row = 0
        try addition.rows.visit(addition.places) { column, field in
            if column == 0, let numbers = addition.numbers { sqlite3_bind_int64(statement, 1, numbers.values[row]) }
            Self.bind(field, to: statement, at: Int32(column) + first)
        } rowEnd: {
            row += 1
            let code = sqlite3_step(statement)
            guard code == SQLITE_DONE else { throw failure(code) }
            sqlite3_reset(statement)
        }
    }

    /// Copies the whole database, while others write, into a new file.
    func backup(to path: String) throws {
        var target: OpaquePointer?
        defer { sqlite3_close_v2(target) }
        guard sqlite3_open(path, &target) == SQLITE_OK,
            let copy = sqlite3_backup_init(target, "main", handle, "main")
        else { throw StorageError.unavailable("备份文件无法写入：\(path)") }
        let code = sqlite3_backup_step(copy, -1)
        sqlite3_backup_finish(copy)
        guard code == SQLITE_DONE else {
            let isFull = code & 0xFF == SQLITE_FULL || [ENOSPC, EDQUOT].contains(sqlite3_system_errno(target))
            throw isFull ? StorageError.full : .unavailable("备份未完成：\(String(cString: sqlite3_errmsg(target)))")
        }
    }

    private func prepared(_ text: String) throws -> OpaquePointer {
        if let statement = statements[text] { return statement }
        if statements.count >= 400 {
            for statement in statements.values { sqlite3_finalize(statement) }
            statements.removeAll()
        }
        var made: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
        guard code == SQLITE_OK, let statement = made else {
            let failure = failure(code)
            if case .broken(let reason) = failure { throw StorageError.broken(reason + " in: " + text) }
            throw failure
        }
        statements[text] = statement
        return statement
    }

    private func bind(_ value: SQLValue, to statement: OpaquePointer, at index: Int32) {
        let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)  // SQLITE_TRANSIENT
        switch value {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let number): sqlite3_bind_int64(statement, index, number)
        case .text(let text): sqlite3_bind_text(statement, index, text, Int32(text.utf8.count), copy)
        case .bytes(let bytes):
            if bytes.isEmpty {
                sqlite3_bind_zeroblob(statement, index, 0)
            } else {
                _ = bytes.withUnsafeBytes { sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), copy) }
            }
        }
    }

    /// The field stays where it is until the statement has run.
    private static func bind(_ field: BulkRows.Field, to statement: OpaquePointer, at index: Int32) {
        switch field {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let number): sqlite3_bind_int64(statement, index, number)
        case .text(let data): sqlite3_bind_text(statement, index, data.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(data.count), nil)
        case .bytes(let data): sqlite3_bind_blob(statement, index, data.baseAddress, Int32(data.count), nil)
        }
    }

    private func failure(_ code: Int32) -> StorageError {
        let message = String(cString: sqlite3_errmsg(handle))
        switch code {
        case ExtendedCode.unique, ExtendedCode.primaryKey:
            let columns = message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? message
            return .constraint(uniqueName(of: columns))
        case ExtendedCode.foreignKey: return .constraint("foreign_key")
        case ExtendedCode.check:
            return .constraint(message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? message)
        case SQLITE_INTERRUPT: return .timedOut
        case SQLITE_FULL: return .full
        default: break
        }
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: return .conflict
        case SQLITE_IOERR where [ENOSPC, EDQUOT].contains(sqlite3_system_errno(handle)): return .full
        case SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN: return .unavailable("数据库文件无法读写：\(message)")
        case SQLITE_NOTADB, SQLITE_CORRUPT: return .unavailable("数据库文件不是 SQLite 数据库，或已损坏（\(message)）：请核对路径，或从备份恢复")
        default: return .broken("\(message) (\(code))")
        }
    }

    private func uniqueName(of columns: String) -> String {
        if uniqueNames[columns] == nil { readUniqueNames() }
        return uniqueNames[columns] ?? columns
    }

    /// SQLite forgets the names of constraints inside CREATE TABLE; there we hold to `table_columns` and, as
    /// PostgreSQL does, `table_pkey`.
    private func readUniqueNames() {
        // a failing read leaves the column list as name, which is still an answer
        _ = try? run(
            """
            SELECT CASE i.origin WHEN 'c' THEN i.name WHEN 'pk' THEN m.name || '_pkey'
                    ELSE m.name || '_' || group_concat(c.name, '_') END,
                m.name || '.' || group_concat(c.name, ', ' || m.name || '.')
            FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
            WHERE m.type = 'table' AND i."unique" = 1 GROUP BY m.name, i.name
            """
        ) { row in
            let name: String = try row.next()
            uniqueNames[try row.next()] = name
        }
    }
}

/// When a running statement has to end, asked from SQLite's progress handler on the same thread.
private final class Deadline {
    private var nanoseconds = Int64.max

    func set(milliseconds: Int?) { nanoseconds = milliseconds.map { Self.now() + Int64($0) * 1_000_000 } ?? .max }

    var isSet: Bool { nanoseconds != .max }

    var passed: Bool { isSet && Self.now() > nanoseconds }

    private static func now() -> Int64 {
        var t = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &t)
        return Int64(t.tv_sec) * 1_000_000_000 + Int64(t.tv_nsec)
    }
}

/// SQLite's extended result codes; its macros compute them, so Swift does not see them.
private enum ExtendedCode {
    static let check = SQLITE_CONSTRAINT | (1 << 8)
    static let foreignKey = SQLITE_CONSTRAINT | (3 << 8)
    static let primaryKey = SQLITE_CONSTRAINT | (6 << 8)
    static let unique = SQLITE_CONSTRAINT | (8 << 8)
}

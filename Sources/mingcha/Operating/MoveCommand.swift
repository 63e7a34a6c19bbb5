import ArgumentParser
import Authority
import Cryptography
import Doors
import Foundation
import Ledger
import Storage
import TaskingPages
import Timekeeping
import Vault

/// `mingcha move`: a store that outgrew SQLite goes to PostgreSQL, whole and verified.
struct MoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "把库从 SQLite 迁到空的 PostgreSQL 数据库，逐表核对行数和哈希，并核验账本",
        discussion: "请先停止服务。文件和密钥留在原来的数据文件夹。原来的 SQLite 文件不改动；完成后把 mingcha.json 中的 database 改为新地址再启动。密码请放在 ~/.pgpass 或环境变量 PGPASSWORD 中，不写在命令里。")

    @OptionGroup var store: StoreOptions
    @Option(help: ArgumentHelp("空的 PostgreSQL 数据库：postgres://…", valueName: "LOCATION")) var to: String

    func run() async throws {
        let opened = try await store.open()
        defer { opened.database.close() }
        guard let file = StoreOptions.file(of: opened.location) else { throw MoveFailure.notSQLite }
        // nobody writes into what is being moved
        let lock = try StoreLock(of: file)
        defer { lock.release() }
        let line = ProgressLine(total: 0)
        defer { line.end() }
        let moved = try await StoreMove(opened: opened, file: file, to: to).run { line.show($0) }
        line.end()
        print("""
            已迁到 \(SettingsFile.shown(to))：\(moved.tables) 张表 \(moved.rows) 行，逐表行数和哈希一致；账本核验通过，\(moved.facts) 条记录
            请把 \(opened.data)/mingcha.json 中的 database 改为新地址，再启动服务。\(file) 未改动，确认无误后再移走。
            """)
    }
}

enum MoveFailure: Error, Equatable, CustomStringConvertible {
    case notSQLite
    case notPostgreSQL(String)
    case targetNotEmpty(String)
    case differs(table: String)
    case ledger(LedgerFault)

    var description: String {
        switch self {
        case .notSQLite: "这个库已经在 PostgreSQL 中"
        case .notPostgreSQL(let location): "目标应为 postgres://…，现为 \(location)"
        case .targetNotEmpty(let location): "目标数据库中已有数据，请给出空的数据库：\(location)"
        case .differs(let table): "迁移后表 \(table) 与原来不一致，请勿使用新数据库；原来的库没有改动"
        case .ledger(let fault): "迁移后账本核验未通过：\(fault.message)。请勿使用新数据库；原来的库没有改动"
        }
    }
}

struct StoreMove: Sendable {
    let opened: OpenStore
    let file: String
    let target: String

    init(opened: OpenStore, file: String, to target: String) { (self.opened, self.file, self.target) = (opened, file, target) }

    struct Moved: Sendable, Equatable {
        let tables: Int
        let rows: Int
        let facts: Int64
    }

    func run(_ tell: @escaping @Sendable (String) -> Void = { _ in }) async throws -> Moved {
        guard target.hasPrefix("postgres://") || target.hasPrefix("postgresql://") else { throw MoveFailure.notPostgreSQL(SettingsFile.shown(target)) }
        let keys = try LedgerKeys.load(folder: opened.keyFolder)
        let database = try StoreOpening.reach(target)
        defer { database.close() }
        database.seal(with: DerivedRowSealing(try FieldCipher(keysIn: opened.keyFolder)))
        let found = try await database.read { try StoreInspection.load(in: $0) }
        guard found.isUTF8 else { throw StoreRefused.notUTF8(found.encoding) }
        if found.applied != nil, try await !database.read({ try Organization.isTreeEmpty(in: $0) }) {
            throw MoveFailure.targetNotEmpty(SettingsFile.shown(target))
        }
        let anchor = try CheckpointAnchor(folder: opened.data)
        try await Sequencer(database: opened.database, keys: keys, anchor: anchor).catchUp()
        try await database.migrate(Assembly.migrations)
        let (file, target) = (file, target)
        try await onThread { try StoreTransfer.run(from: file, to: target) { tell("\($0) \($1)") } }
        let moved = try await compare(with: database, tell)
        let verdict = try await LedgerVerification.run(database, keys: keys, anchor: anchor)
        if let fault = verdict.fault { throw MoveFailure.ledger(fault) }
        let now = Clock.system.now()
        _ = try await database.write { transaction in
            try Fact(
                kind: OperatorFacts.moved, actor: nil, at: now, organization: nil, origin: "服务器", noun: "Installation", record: nil,
                values: ["tables": "\(moved.tables)", "rows": "\(moved.rows)"]
            ).record(in: transaction)
        }
        try await Sequencer(database: database, keys: keys, anchor: anchor).catchUp()
        return Moved(tables: moved.tables, rows: moved.rows, facts: verdict.size)
    }

    private func compare(with database: Database, _ tell: @escaping @Sendable (String) -> Void) async throws -> (tables: Int, rows: Int) {
        let source = try await opened.database.read { try Self.prints(in: $0, tell) }
        let target = try await database.read { try Self.prints(in: $0, tell) }
        for (table, print) in source where target[table] != print { throw MoveFailure.differs(table: table) }
        guard source.count == target.count else { throw MoveFailure.differs(table: target.keys.first { source[$0] == nil } ?? "") }
        return (source.count, source.values.reduce(0) { $0 + $1.rows })
    }

    private struct Print: Sendable, Equatable {
        let rows: Int
        let digest: Digest
    }

    private static func prints(in transaction: Transaction, _ tell: (String) -> Void) throws -> [String: Print] {
        try transaction.liftTimeLimit()
        var prints: [String: Print] = [:]
        for table in try StoreTable.all(in: transaction) {
            tell("核对 \(table.name)")
            let stream = DigestStream(.sha256)
            try table.digest(in: transaction) { stream.update($0) }
            prints[table.name] = Print(rows: try table.count(in: transaction), digest: stream.finish())
        }
        return prints
    }

    /// What waits for a database holds a thread of its own.
    private func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withUnsafeThrowingContinuation { (caller: UnsafeContinuation<Void, any Error>) in
            Thread.detachNewThread { caller.resume(with: Result { try body() }) }
        }
    }
}

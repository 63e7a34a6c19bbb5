import Authority
import Foundation
import Ledger
import Logging
import Storage
import Timekeeping
import Vault

/// A store that is open and was found in order.
struct OpenStore: Sendable {
    let database: Database
    let location: String
    let data: String
    /// The migrations that were made just now.
    let applied: [String]
    /// Held by a server; nil for a command, and with PostgreSQL.
    var lock: StoreLock?

    var keyFolder: String { data + "/keys" }
}

/// Opens a store. Nothing is made that was not asked for, and nothing is changed in a store that is not in order.
struct StoreOpening {
    let options: StoreOptions
    var log: Logger?
    /// How long a database that does not answer is waited for.
    var patience: Duration = .zero
    /// Whether an SQLite database is to be held against others from now on, as a server does.
    var holdsAlone = false

    /// The store that is there.
    /// - Parameter upgrades: whether its schema may be brought up to date; commands that only use the store leave that alone.
    func existing(upgrades: Bool) async throws -> OpenStore {
        let location = try options.location()
        try look(at: location)
        let database = try await connect(location)
        do {
            let found = try await database.read { try StoreInspection.load(in: $0) }
            guard found.isUTF8 else { throw StoreRefused.notUTF8(found.encoding) }
            guard !found.isReadOnly else { throw StoreRefused.readOnly }
            guard found.applied != nil else { throw StoreRefused.noStore(SettingsFile.shown(location), data: options.data) }
            let missing = found.missing(of: Assembly.migrations)
            guard upgrades || missing.isEmpty || !found.unknown(to: Assembly.migrations).isEmpty else { throw StoreRefused.olderStore(missing) }
            return try await complete(database, location, found)
        } catch {
            database.close()
            throw error
        }
    }

    /// Stands beside the keys while a new store is being made: what lies there after a try that broke off belongs to nothing,
    /// and the next try goes on with it.
    private var beginning: String { options.keyFolder + "/.beginning" }
    private var isBegun: Bool { access(beginning, F_OK) == 0 }

    /// A new store, in a place where none is.
    func new() async throws -> OpenStore {
        let location = try options.location()
        try Self.refuseOtherOwner(options.data)
        let goesOn = isBegun
        if !goesOn, let file = StoreOptions.file(of: location) {
            guard !FileManager.default.fileExists(atPath: file) else { throw StoreRefused.alreadyStore(file) }
            try refuseStrayKeys()
        }
        try makeFolder(options.data)
        // opening makes the file
        if StoreOptions.file(of: location) != nil { try begin() }
        let database = try await connect(location)
        do {
            let found = try await database.read { try StoreInspection.load(in: $0) }
            guard found.isUTF8 else { throw StoreRefused.notUTF8(found.encoding) }
            guard !found.isReadOnly else { throw StoreRefused.readOnly }
            guard found.applied == nil else { throw StoreRefused.alreadyStore(SettingsFile.shown(location)) }
            // of a server of databases only now: the keys of a store that is there are its own
            if !goesOn, StoreOptions.file(of: location) == nil { try refuseStrayKeys() }
            try begin()
            return try await complete(database, location, found)
        } catch {
            database.close()
            throw error
        }
    }

    private func refuseStrayKeys() throws {
        guard try KeyFingerprint.all(in: options.keyFolder).isEmpty else { throw StoreRefused.strayKeys(options.keyFolder) }
    }

    private func begin() throws {
        try makeFolder(options.keyFolder)
        guard FileManager.default.createFile(atPath: beginning, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw StoreRefused.unwritable(options.keyFolder, reason: SystemWords.of(errno))
        }
    }

    private func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreRefused.unwritable(path, reason: FileTrouble.cause(error))
        }
    }

    /// Whether a store is there, as far as can be told without its keys.
    func isThere() async throws -> Bool {
        let location = try options.location()
        if let file = StoreOptions.file(of: location) {
            let isFile = FileManager.default.fileExists(atPath: file)
            guard isFile, isBegun else { return isFile }
        }
        let database = try await connect(location)
        defer { database.close() }
        return try await database.read { try StoreInspection.load(in: $0).applied != nil }
    }

    /// What root makes, the user of the service can't use.
    static func refuseOtherOwner(_ data: String) throws {
        var found = stat()
        if geteuid() == 0, stat(data, &found) == 0, found.st_uid != 0 { throw StoreRefused.otherOwner(data, uid: found.st_uid) }
    }

    private func look(at location: String) throws {
        let file = StoreOptions.file(of: location)
        guard file != nil || access(options.data, F_OK) == 0 else { throw StoreRefused.noDataFolder(options.data) }
        guard access(file ?? options.data, F_OK) == 0, access(options.data, F_OK) == 0 else {
            throw StoreRefused.noStore(SettingsFile.shown(location), data: options.data)
        }
        try Self.refuseOtherOwner(options.data)
        for path in [options.data, file].compactMap(\.self) where access(path, R_OK | W_OK) != 0 {
            throw StoreRefused.unwritable(path, reason: SystemWords.of(errno))
        }
    }

    private func complete(_ database: Database, _ location: String, _ found: StoreInspection) async throws -> OpenStore {
        let unknown = found.unknown(to: Assembly.migrations)
        guard unknown.isEmpty else { throw StoreRefused.newerStore(unknown) }
        let keys = KeyCheck(folder: options.keyFolder)
        try await keys.verify(database)
        // also what was there before belongs to nobody else
        guard chmod(options.data, 0o700) == 0 else { throw StoreRefused.unwritable(options.data, reason: "权限无法收紧") }
        // what any command writes is sealed as the service seals it
        database.seal(with: DerivedRowSealing(try FieldCipher(keysIn: options.keyFolder)))
        // nobody changes the tables below a server that is at work
        let alone = holdsAlone || !found.missing(of: Assembly.migrations).isEmpty
        let lock = try alone ? StoreOptions.file(of: location).map { try StoreLock(of: $0) } : nil
        do {
            let lines = MigrationLines(log: log)
            let applied = try await database.migrate(Assembly.migrations) { lines.tell($0) }
            try await keys.settle(database)
            unlink(beginning)
            if !holdsAlone { lock?.release() }
            return OpenStore(database: database, location: location, data: options.data, applied: applied, lock: holdsAlone ? lock : nil)
        } catch {
            lock?.release()
            throw error
        }
    }

    /// A database that is started after the platform is waited for, with a line in the log at each try.
    private func connect(_ location: String) async throws -> Database {
        let start = ContinuousClock.now
        var pause = Duration.seconds(1)
        while true {
            do {
                return try Self.reach(location)
            } catch StoreRefused.unreachable(let words) {
                guard start.duration(to: .now) + pause <= patience else { throw StoreRefused.unreachable(words) }
                log?.warning("数据库还不能连接，\(pause.components.seconds) 秒后再试", metadata: ["cause": "\(words)"])
                try await Task.sleep(for: pause)
                pause = min(pause * 2, .seconds(10))
            }
        }
    }

    /// - Throws: `StoreRefused.unreachable` for a server of databases, without the password that a library may repeat.
    static func reach(_ location: String) throws -> Database {
        do {
            return try Database(location)
        } catch StorageError.unavailable(let reason) where StoreOptions.file(of: location) == nil {
            throw StoreRefused.unreachable(SettingsFile.withoutPassword(reason, of: location))
        }
    }
}

/// Says how far an upgrade is: each migration, and now and then where a long one stands.
final class MigrationLines {
    private let log: Logger?
    private var last = ContinuousClock.now

    init(log: Logger?) { self.log = log }

    func tell(_ progress: MigrationProgress) {
        if progress.ended.count > 1 {
            log?.notice("已建立数据库结构", metadata: ["steps": .stringConvertible(progress.ended.count)])
        } else {
            for id in progress.ended { log?.notice("已升级数据库结构", metadata: ["step": "\(id)"]) }
        }
        guard let running = progress.running, last.duration(to: .now) > .seconds(5) else { return }
        last = .now
        log?.notice("正在升级数据库中的记录", metadata: [
            "step": "\(running)", "done": .stringConvertible(progress.done), "highest": .stringConvertible(progress.highest),
        ])
    }
}

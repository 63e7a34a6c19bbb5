import Authority
import Foundation
import Ledger
import Storage
import TestKit
import Testing
import Timekeeping
import Vault

@testable import RegistryPages
@testable import mingcha

/// What an operator can get wrong about where a store is and which keys belong to it.
@Suite("打开库")
struct StoreOpeningTests {
    private func options(_ folder: String, _ location: String? = nil) throws -> StoreOptions {
        try StoreOptions.parse(["--data", folder] + (location.map { ["--database", $0] } ?? []))
    }

    /// A new store with one fact and one account in it, closed again.
    private func made(in folder: String, _ location: String? = nil) async throws {
        let opened = try await StoreOpening(options: options(folder, location)).new()
        defer { opened.database.close() }
        let cipher = try FieldCipher(keysIn: opened.keyFolder)
        let code = try await FirstAdministrator(organization: Agency.province.record(under: nil), administrator: Person.provinceAdmin.record)
            .create(in: opened.database, clock: .system, hashing: PasswordHashing(), protection: cipher)
        #expect(!code.isEmpty)
        try await Sequencer(database: opened.database, keys: LedgerKeys.load(folder: opened.keyFolder)).catchUp()
    }

    /// On SQLite in the data folder, and on PostgreSQL.
    private func each(_ body: (_ folder: String, _ location: String?) async throws -> Void) async throws {
        try await TestStore.withFolder { try await body($0 + "/data", nil) }
        guard let server = ProcessInfo.processInfo.environment["MINGCHA_TEST_POSTGRES"], !server.isEmpty else { return }
        let name = "opening_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        try await TestStore.withFolder { folder in
            let database = try PostgreSQLDatabase(named: name, on: server)
            do { try await body(folder + "/data", database.location) } catch {
                try database.drop()
                throw error
            }
            try database.drop()
        }
    }

    private func refusal(_ body: () async throws -> OpenStore) async -> StoreRefused? {
        do {
            try await body().database.close()
            return nil
        } catch {
            return error as? StoreRefused
        }
    }

    @Test("没有被要求时不新建库，也不留下任何文件；新建只在空处")
    func nothingUnasked() async throws {
        try await each { folder, location in
            let options = try options(folder, location)
            let refused = await refusal { try await StoreOpening(options: options).existing(upgrades: true) }
            switch refused {
            case .noStore, .noDataFolder: break
            case let other: Issue.record("\(String(describing: other))")
            }
            #expect(!FileManager.default.fileExists(atPath: folder))
            try await made(in: folder, location)
            let again = await refusal { try await StoreOpening(options: options).new() }
            switch again {
            case .alreadyStore: break
            case let other: Issue.record("\(String(describing: other))")
            }
            #expect(await refusal { try await StoreOpening(options: options).existing(upgrades: false) } == nil)
        }
    }

    @Test("SEC-06 密钥丢失、换错或来自别的库时拒绝打开，并指名文件夹；不另造密钥", arguments: ["field.keys", "ledger.pem"])
    func keys(file: String) async throws {
        try await each { folder, location in
            try await made(in: folder, location)
            let options = try options(folder, location)
            let open: () async throws -> OpenStore = { try await StoreOpening(options: options).existing(upgrades: true) }
            let path = folder + "/keys/" + file
            let kept = try #require(FileManager.default.contents(atPath: path))
            try FileManager.default.removeItem(atPath: path)
            let lost = await refusal(open)
            guard case .keysMissing(let names, let place)? = lost else { Issue.record("\(String(describing: lost))"); return }
            #expect(names == [file])
            #expect(place == folder + "/keys")
            #expect(lost?.description.contains(folder + "/keys") == true)
            #expect(!FileManager.default.fileExists(atPath: path))

            try await TestStore.withFolder { other in
                _ = try FieldCipher(keysIn: other)
                _ = try LedgerKeys.load(folder: other)
                try FileManager.default.copyItem(atPath: other + "/" + file, toPath: path)
            }
            let foreign = await refusal(open)
            guard case .keysForeign? = foreign else { Issue.record("\(String(describing: foreign))"); return }
            try kept.write(to: URL(filePath: path))
            #expect(await refusal(open) == nil)
        }
    }

    @Test("SEC-06 以前版本的库没有指纹：密钥打得开密文、签过账本的才采用，采用一次后即固定")
    func adoption() async throws {
        try await each { folder, location in
            try await made(in: folder, location)
            let options = try options(folder, location)
            let open: () async throws -> OpenStore = { try await StoreOpening(options: options).existing(upgrades: true) }
            try await forget(options)
            let path = folder + "/keys"
            try FileManager.default.moveItem(atPath: path, toPath: path + ".kept")
            guard case .keysMissing? = await refusal(open) else { Issue.record("lost keys were passed over"); return }
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            _ = try FieldCipher(keysIn: path)
            try FileManager.default.copyItem(atPath: path + ".kept/ledger.pem", toPath: path + "/ledger.pem")
            guard case .keysUnproven? = await refusal(open) else { Issue.record("foreign sealing keys were adopted"); return }
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            _ = try LedgerKeys.load(folder: path)
            try FileManager.default.copyItem(atPath: path + ".kept/field.keys", toPath: path + "/field.keys")
            guard case .keysUnproven? = await refusal(open) else { Issue.record("foreign signing keys were adopted"); return }
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: path + ".kept", toPath: path)
            #expect(await refusal(open) == nil)
            let expected = try await fingerprints(options)
            #expect(expected == ["field.keys/1", "field.keys/index", "ledger.pem"])
        }
    }

    private func forget(_ options: StoreOptions) async throws {
        let database = try Database(options.location())
        defer { database.close() }
        try await database.write { try Fingerprints.forget(in: $0) }
    }

    private func fingerprints(_ options: StoreOptions) async throws -> [String] {
        let database = try Database(options.location())
        defer { database.close() }
        return try await database.read { try KeyFingerprint.expected(in: $0).map(\.name).sorted() }
    }

    @Test("由更新版本升级过的库拒绝启动，已打开的连接照常读写；较旧的库由命令指出先备份再升级")
    func versions() async throws {
        try await each { folder, location in
            try await made(in: folder, location)
            let options = try options(folder, location)
            // a node of this release that goes on while another one brings a newer release
            let running = try Database(options.location())
            defer { running.close() }
            try await running.write { try Fingerprints.addMigration("later.01-unknown", in: $0) }
            let newer = await refusal { try await StoreOpening(options: options).existing(upgrades: true) }
            #expect(newer == .newerStore(["later.01-unknown"]))
            #expect(newer?.description.contains("later.01-unknown") == true)
            #expect(try await running.read { try Organization.isTreeEmpty(in: $0) } == false)
            try await running.write { transaction in
                try Fingerprints.removeMigration("later.01-unknown", in: transaction)
                try Fingerprints.removeMigration("authority.operate-01-proxies", in: transaction)
            }
            let older = await refusal { try await StoreOpening(options: options).existing(upgrades: false) }
            #expect(older == .olderStore(["authority.operate-01-proxies"]))
        }
    }

    @Test("不是 UTF-8 的数据库被拒绝")
    func encoding() async throws {
        guard let server = ProcessInfo.processInfo.environment["MINGCHA_TEST_POSTGRES"], !server.isEmpty else { return }
        let name = "ascii_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        let location = try Fingerprints.makeLatin(name, on: server)
        defer { try? Fingerprints.dropLatin(name, on: server) }
        try await TestStore.withFolder { folder in
            let refused = await refusal { try await StoreOpening(options: try options(folder + "/data", location)).new() }
            #expect(refused == .notUTF8("LATIN1"))
        }
    }

    @Test("数据库连不上时用一句话说明，不带密码，也不当作没有库")
    func unreachable() async throws {
        try await TestStore.withFolder { folder in
            let refused = await refusal {
                try await StoreOpening(options: try options(folder, "postgres://m:geheim@127.0.0.1:1/mingcha?connect_timeout=2")).existing(upgrades: true)
            }
            guard case .unreachable(let reason)? = refused else { Issue.record("\(String(describing: refused))"); return }
            #expect(!reason.contains("geheim") && !reason.isEmpty)
        }
    }

    @Test("同一 SQLite 文件的第二个服务被拒绝，并说出是谁")
    func secondServer() async throws {
        try await TestStore.withFolder { folder in
            let first = try StoreLock(of: folder + "/mingcha.sqlite")
            #expect(throws: StoreRefused.inUse(folder + "/mingcha.sqlite", holder: "进程 \(getpid())")) {
                try StoreLock(of: folder + "/mingcha.sqlite")
            }
            first.release()
            try StoreLock(of: folder + "/mingcha.sqlite").release()
        }
    }

    @Test("SQLite 库正由一个服务使用时，新版本的服务和 migrate 都不能在它下面升级结构；服务停止后可以")
    func noUpgradeBelowAServer() async throws {
        try await TestStore.withFolder { folder in
            try await made(in: folder + "/data")
            let options = try options(folder + "/data")
            let running = try await StoreOpening(options: options, holdsAlone: true).existing(upgrades: true)
            defer { running.database.close() }
            let step = "authority.operate-01-proxies"
            try await running.database.write { transaction in try Fingerprints.removeMigration(step, in: transaction) }
            for holdsAlone in [true, false] {
                let refused = await refusal { try await StoreOpening(options: options, holdsAlone: holdsAlone).existing(upgrades: true) }
                guard case .inUse? = refused else { Issue.record("\(String(describing: refused))"); return }
            }
            #expect(try await running.database.read { try StoreInspection.load(in: $0) }.missing(of: Assembly.migrations) == [step])
            running.lock?.release()
            // the table is there; only the note is missing: what matters is that nothing keeps the upgrade back any more
            try await running.database.write { try Fingerprints.addMigration(step, in: $0) }
            #expect(await refusal { try await StoreOpening(options: options, holdsAlone: true).existing(upgrades: true) } == nil)
        }
    }

    @Test("新建库中途失败后再次执行即可建成，已造的密钥继续使用；别的库的密钥仍被拒绝")
    func begunBefore() async throws {
        try await each { folder, location in
            let (options, keys) = (try options(folder, location), folder + "/keys")
            _ = try FieldCipher(keysIn: keys)
            let made = try KeyFingerprint.all(in: keys)
            guard case .strayKeys? = await refusal({ try await StoreOpening(options: options).new() }) else {
                Issue.record("keys of nobody were taken")
                return
            }
            try Data().write(to: URL(filePath: keys + "/.beginning"))
            if location == nil { try Data().write(to: URL(filePath: folder + "/mingcha.sqlite")) }
            #expect(try await !StoreOpening(options: options).isThere())
            #expect(await refusal { try await StoreOpening(options: options).new() } == nil)
            let present = try KeyFingerprint.all(in: keys)
            #expect(made.allSatisfy { present.contains($0) })
            switch await refusal({ try await StoreOpening(options: options).new() }) {
            case .alreadyStore: break
            case let other: Issue.record("\(String(describing: other))")
            }
            #expect(await refusal { try await StoreOpening(options: options).existing(upgrades: false) } == nil)
        }
    }

    @Test("数据库损坏或不是数据库时用一句话说明，不带语句")
    func damaged() async throws {
        for content in ["nothing of ours, but long enough to be looked at by anybody", ""] {
            try await TestStore.withFolder { folder in
                try await made(in: folder)
                for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: folder + "/mingcha.sqlite" + ending) }
                try content.write(toFile: folder + "/mingcha.sqlite", atomically: true, encoding: .utf8)
                let options = try options(folder)
                do {
                    _ = try await StoreOpening(options: options).existing(upgrades: true)
                    Issue.record("it was opened")
                } catch {
                    let words = OperatorWords.sentence(error)
                    #expect(words.contains(content.isEmpty ? "没有这个库" : "不是 SQLite 数据库，或已损坏"))
                    #expect(!words.contains("PRAGMA") && !words.contains("SELECT"))
                }
            }
        }
    }

    @Test("演示数据正由另一进程载入时，不删除它的文件")
    func demoLoading() async throws {
        try await TestStore.withFolder { folder in
            let marker = DemoMarker(store: try options(folder))
            try marker.set(true)
            try Data("half".utf8).write(to: URL(filePath: folder + "/mingcha.sqlite"))
            #expect(throws: StoreRefused.loading(folder)) { try marker.removeHalf() }
            #expect(FileManager.default.fileExists(atPath: folder + "/mingcha.sqlite"))
        }
    }

    @Test("密钥可被其他用户读取时拒绝")
    func readableKeys() async throws {
        try await TestStore.withFolder { folder in
            try await made(in: folder + "/data")
            let keys = folder + "/data/keys"
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: keys)
            let options = try options(folder + "/data")
            #expect(await refusal { try await StoreOpening(options: options).existing(upgrades: true) } == nil)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: keys + "/field.keys")
            #expect(await refusal { try await StoreOpening(options: options).existing(upgrades: true) } == .keysReadable(keys))
        }
    }
}

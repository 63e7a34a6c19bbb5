import Authority
import Foundation
import Ledger
import Logging
import Storage
import TestKit
import Testing
import Timekeeping

@testable import mingcha

/// Several servers on one database.
@Suite("多台服务器")
struct NodePresenceTests {
    private func presence(_ database: Database, _ data: String) -> NodePresence {
        var log = Logger(label: "flow-tests")
        log.logLevel = .critical
        return NodePresence(database: database, data: data, log: log)
    }

    @Test("第二台服务器用自己的数据文件夹时不启动，即使密钥是复制来的；共用同一文件夹的可以", arguments: EngineKind.allCases)
    func sharedFolder(engine: EngineKind) async throws {
        try await TestStore.on(engine, Assembly.migrations) { database in
            try await TestStore.withFolder { folder in
                let (shared, own) = (folder + "/shared", folder + "/own")
                for path in [shared, own] { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
                let (one, two, alone) = (presence(database, shared), presence(database, shared), presence(database, own))
                try await one.begin()
                try await two.begin()
                #expect(try await two.look(noting: true) == .init(others: [one.node]))
                do {
                    try await alone.begin()
                    Issue.record("it began")
                } catch let refused as StoreRefused {
                    #expect(refused.description.contains(own) && refused.description.contains(one.node.host))
                }
                // nothing of it was noted, so the others are not troubled
                #expect(try await one.look(noting: true).strangers == [])
                await one.leave()
                await two.leave()
                try await alone.begin()
                #expect(try FileManager.default.contentsOfDirectory(atPath: shared + "/nodes") == [])
            }
        }
    }

    @Test("被终止的服务器一分钟后不再算在运行；恢复的库里没有在运行的服务器", arguments: EngineKind.allCases)
    func silent(engine: EngineKind) async throws {
        try await TestStore.on(engine, Assembly.migrations) { database in
            let (now, node) = (Instant(milliseconds: 10_000_000), ServingNode(id: "a", host: "h", process: 1, release: "0.7.0"))
            try await database.write { try node.note(at: now, in: $0) }
            func atWork(_ seconds: Int64) async throws -> [ServingNode] {
                try await database.read { try ServingNode.atWork(at: now.advanced(seconds: seconds), in: $0) }
            }
            #expect(try await atWork(59) == [node])
            #expect(try await atWork(60) == [])
            try await database.write { try ServingNode.forgetAll(in: $0) }
            #expect(try await atWork(1) == [])
        }
    }

    @Test("结构被更新的版本升级后，正在运行的服务器照常读写，并看见自己已旧", arguments: EngineKind.allCases)
    func older(engine: EngineKind) async throws {
        try await TestStore.on(engine, Assembly.migrations) { database in
            try await TestStore.withFolder { folder in
                let running = presence(database, folder)
                try await running.begin()
                try await database.write { try Fingerprints.addMigration("later.01-unknown", in: $0) }
                #expect(try await running.look(noting: true).unknown == ["later.01-unknown"])
                #expect(try await database.read { try Organization.isTreeEmpty(in: $0) })
            }
        }
    }
}

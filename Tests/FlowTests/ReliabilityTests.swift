@testable import Bench
import Foundation
import Probing
import Storage
import Testing

/// The reliability runs of `bin/bench --reliability`, tiny.
@Suite("可靠性", .serialized)
struct ReliabilityTests {
    private func report(on engine: EngineKind, rounds: Int, tampers: Bool = false) async throws -> ReliabilityReport {
        var place = try PlaceOptions.parse([])
        place.program = siblingProgram("mingcha")
        return try await place.withInstallation(on: engine) { installation in
            let seed = UInt64.random(in: 1...999_999)
            var run = ReliabilityRun(installation: installation, rounds: rounds, seed: seed)
            (run.people, run.mostAnswers, run.tampers, run.visits) = (4, 60, tampers, 200)
            return try await run.report()
        }
    }

    @Test("BEY-40 提交中 kill -9：已确认的一条不少、一条不多，账本核验通过（SQLite）")
    func sqlite() async throws {
        let report = try await report(on: .sqlite, rounds: 3)
        #expect(report.passes, "\(report)")
    }

    @Test("BEY-40 提交中 kill -9：已确认的一条不少、一条不多，账本核验通过（PostgreSQL）", .enabled(if: PlaceOptions.postgres != nil))
    func postgres() async throws {
        let report = try await report(on: .postgresql, rounds: 2)
        #expect(report.passes, "\(report)")
    }

    private func backups(on engine: EngineKind) async throws -> BackupReport {
        var place = try PlaceOptions.parse([])
        place.program = siblingProgram("mingcha")
        return try await place.withWholeInstallation(on: engine) { installation in
            let seed = UInt64.random(in: 1...999_999)
            var run = BackupRun(installation: installation, rounds: 2, seed: seed)
            (run.people, run.mostAnswers, run.visits) = (3, 60, 200)
            return try await run.report()
        }
    }

    @Test("SEC-11 提交中备份，在空处恢复：备份前已确认的都在、文件齐全，损坏一个字节即被发现（SQLite）")
    func backupOnSQLite() async throws {
        let report = try await backups(on: .sqlite)
        #expect(report.passes, "\(report)")
    }

    @Test("SEC-11 提交中备份，在空处恢复（PostgreSQL）", .enabled(if: PlaceOptions.postgres != nil))
    func backupOnPostgres() async throws {
        let report = try await backups(on: .postgresql)
        #expect(report.passes, "\(report)")
    }

    @Test("丢失一条已确认的提交会被发现")
    func tampered() async throws {
        let report = try await report(on: .sqlite, rounds: 1, tampers: true)
        // one of each kind of act
        #expect(report.lost == 2)
        #expect(!report.passes)
    }
}

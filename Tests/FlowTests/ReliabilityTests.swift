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
            (run.people, run.longest, run.tampers, run.visits) = (4, 600, tampers, 200)
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

    @Test("丢失一条已确认的提交会被发现")
    func tampered() async throws {
        let report = try await report(on: .sqlite, rounds: 1, tampers: true)
        // one of each kind of act
        #expect(report.lost == 2)
        #expect(!report.passes)
    }
}

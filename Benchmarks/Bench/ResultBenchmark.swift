import Authority
import Cryptography
import Inspecting
import Paperwork
import Probing
import Storage
import Tasking
import Timekeeping
import Typesetting
import Vault

/// P1 (SQLite) and P2 (PostgreSQL): a result of thirty contents in one call, with session, rights, rules, idempotency,
/// numbered record, messages and facts, durable before it is answered. Beside it the same act made in this process:
/// the same statements, without HTTP, session, JSON and idempotency.
struct ResultBenchmark {
    let measured: Measured

    init(_ measured: Measured) { self.measured = measured }

    /// Callers at once, here and there.
    private static let people = 8

    func figure() async throws -> Figure {
        let desk = try await VisitDesk.open(measured.database, measured.server)
        let visitor = try measured.visitor(.officer)
        var values: [Double] = []
        var references: [Double] = []
        for run in -1..<measured.runs {
            let visits = try await visits(run < 0 ? measured.requests / 10 + 1 : measured.requests, desk)
            let value = try measured.cost(of: visits.count) { number in
                desk.question(visitor, visits[number].description, key: "bench-\(visits[number])")
            }
            let reference = try await direct(try await self.visits(visits.count, desk), desk)
            // the first run warms up
            if run >= 0 { (values, references) = (values + [value], references + [reference]) }
        }
        let isSQLite = measured.engine == .sqlite
        return Figure(
            name: isSQLite ? "P1" : "P2", what: "提交 30 项检查结果（JSON，落盘后应答）；对照：同一提交直接在进程内执行",
            unit: .cpuMilliseconds, values: values, references: references, goal: isSQLite ? 0.35 : 0.9,
            database: measured.engine.rawValue)
    }

    private func visits(_ count: Int, _ desk: VisitDesk) async throws -> [TaskSubject.ID] {
        try await measured.database.write { try desk.addVisits(count, in: $0) }
    }

    private func direct(_ visits: [TaskSubject.ID], _ desk: VisitDesk) async throws -> Double {
        let database = measured.database
        let actor = try await database.read { try DemoStore.Account.officer.actor(in: $0) }
        let cipher = try FieldCipher(keysIn: measured.installation.data + "/keys")
        let material = StoredMaterial(
            try FileVault(folder: measured.installation.data + "/files"), try FontLibrary(folders: [FontLibrary.noto]).characters)
        let submissions = try visits.map { try desk.submission($0) }
        return try await measured.directCost(of: visits.count) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for person in 0..<Self.people {
                    group.addTask {
                        for number in stride(from: person, to: submissions.count, by: Self.people) {
                            _ = try await database.write { transaction in
                                try submissions[number].make(
                                    by: actor, at: Clock.system.now(), protection: cipher, material: material, in: transaction)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}

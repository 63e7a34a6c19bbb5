import Authority
import Foundation
import Probing
import Storage
import Vault

/// A running server with what it takes to know its cost: the processes of the platform and of its database.
struct Measured {
    let installation: Installation
    let server: RunningServer
    let engine: EngineKind
    let runs: Int
    let requests: Int
    /// For the same statements without the server.
    let database: Database
    private let postmaster: pid_t?

    init(_ installation: Installation, _ engine: EngineKind, runs: Int, requests: Int) async throws {
        (self.installation, self.engine, self.runs, self.requests) = (installation, engine, runs, requests)
        server = try RunningServer(installation, options: ["--demo"])
        database = try Database(installation.database)
        // what is added here is sealed as the platform seals it
        database.seal(with: DerivedRowSealing(try FieldCipher(keysIn: installation.data + "/keys")))
        let backend = try await database.read { try Self.backend(in: $0) }
        postmaster = backend.flatMap { ProcessFigures.parent(of: pid_t($0)) }
    }

    func end() {
        server.program.stop()
        database.close()
    }

    private var databaseCPU: Double { postmaster.map { ProcessFigures.cpuMilliseconds(ProcessFigures.tree(of: $0)) } ?? 0 }

    /// CPU-ms a request, of the server and its database.
    func cost(of requests: Int, _ question: @escaping @Sendable (Int) -> HTTPQuestion) throws -> Double {
        let before = ProcessFigures.cpuMilliseconds([server.program.process]) + databaseCPU
        try Load(port: server.port, requests: requests).run(question)
        let after = ProcessFigures.cpuMilliseconds([server.program.process]) + databaseCPU
        return (after - before) / Double(requests)
    }

    /// CPU-ms a call of `body`, which runs `times` times in one transaction here, without the server.
    func directCost(of times: Int, _ body: @escaping @Sendable (Transaction) throws -> Void) async throws -> Double {
        let before = ownCPUMilliseconds() + databaseCPU
        try await database.read { transaction in for _ in 0..<times { try body(transaction) } }
        return (ownCPUMilliseconds() + databaseCPU - before) / Double(times)
    }

    /// CPU-ms a piece of work, of which `body` does `times` here, without the server.
    func directCost(of times: Int, _ body: () async throws -> Void) async throws -> Double {
        let before = ownCPUMilliseconds() + databaseCPU
        try await body()
        return (ownCPUMilliseconds() + databaseCPU - before) / Double(times)
    }

    func visitor(_ account: DemoStore.Account) throws -> Visitor {
        try Visitor(account: account.rawValue, password: DemoStore.password, on: HTTPConnection(port: server.port))
    }
}

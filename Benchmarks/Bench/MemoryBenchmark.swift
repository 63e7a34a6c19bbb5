import Foundation
import Probing

/// P12: memory after the start, and after a load of list pages; the server's share of pages (PSS), without PostgreSQL.
struct MemoryBenchmark {
    let measured: Measured

    init(_ measured: Measured) { self.measured = measured }

    func figures() throws -> [Figure] {
        var idle: [Double] = []
        var loaded: [Double] = []
        for _ in 0..<min(3, measured.runs) {
            let server = try RunningServer(measured.installation, options: ["--demo"])
            defer { server.program.stop() }
            idle.append(ProcessFigures.proportionalMegabytes(server.program.process) ?? .nan)
            let visitor = try Visitor(
                account: DemoStore.Account.province.rawValue, password: DemoStore.password, on: HTTPConnection(port: server.port))
            let question = visitor.get("/subjects?size=100")
            try Load(port: server.port, connections: 32, requests: measured.requests).run { _ in question }
            loaded.append(ProcessFigures.proportionalMegabytes(server.program.process) ?? .nan)
        }
        let engine = measured.engine.rawValue
        return [
            Figure(name: "P12", what: "内存（PSS），启动后", unit: .megabytes, values: idle, goal: 35, database: engine),
            Figure(name: "P12", what: "内存（PSS），32 个连接读列表之后", unit: .megabytes, values: loaded, goal: 250, database: engine),
        ]
    }
}

import Foundation
import Probing

/// P13: from the start of the program to its first answer, after a clean end and after `kill -9` under load.
struct StartBenchmark {
    let measured: Measured

    init(_ measured: Measured) { self.measured = measured }

    func figures() throws -> [Figure] {
        var clean: [Double] = []
        var killed: [Double] = []
        for _ in 0..<measured.runs {
            let first = try RunningServer(measured.installation, options: ["--demo"])
            clean.append(first.readyAfter.milliseconds / 1000)
            try killUnderLoad(first)
            let second = try RunningServer(measured.installation, options: ["--demo"])
            killed.append(second.readyAfter.milliseconds / 1000)
            second.program.stop()
        }
        let engine = measured.engine.rawValue
        return [
            Figure(name: "P13", what: "从启动到 /readyz 首次应答", unit: .seconds, values: clean, goal: 0.2, database: engine),
            Figure(name: "P13", what: "负载中 kill -9 后，从启动到 /readyz 首次应答", unit: .seconds, values: killed, goal: 1, database: engine),
        ]
    }

    private func killUnderLoad(_ server: RunningServer) throws {
        let port = server.port
        let process = server.program.process
        // every login is a write
        runThreads(5) { index in
            if index == 0 {
                usleep(300_000)
                _ = kill(process, SIGKILL)
                return
            }
            for _ in 0..<100 {
                let connection = HTTPConnection(port: port)
                let account = DemoStore.Account.county.rawValue
                guard (try? Visitor(account: account, password: DemoStore.password, on: connection)) != nil else { return }
            }
        }
        _ = server.program.waitForExit()
    }
}

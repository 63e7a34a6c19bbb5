import Probing

/// P6: a request of somebody logged in that does nothing else: session, rights, headers, log line.
struct SessionBenchmark {
    let measured: Measured

    init(_ measured: Measured) { self.measured = measured }

    func figure() async throws -> Figure {
        let question = try measured.visitor(.county).get("/api/v1/session-check")
        let bare = HTTPQuestion("GET", "/healthz")
        // it costs little: more of them, because the kernel counts CPU in steps of 10 ms
        let requests = measured.requests * 5
        _ = try measured.cost(of: requests / 10) { _ in question }
        var values: [Double] = []
        var references: [Double] = []
        for _ in 0..<measured.runs {
            values.append(try measured.cost(of: requests) { _ in question })
            references.append(try measured.cost(of: requests) { _ in bare })
        }
        return Figure(
            name: "P6", what: "已登录的空请求；对照：无登录的 /healthz", unit: .cpuMilliseconds, values: values,
            references: references, goal: 0.08, database: measured.engine.rawValue)
    }
}

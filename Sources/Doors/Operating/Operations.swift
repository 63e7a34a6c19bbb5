import Storage

/// What operators and machines ask: alive, ready, figures, the API description.
extension Server {
    var operationsRoutes: [Route] {
        [
            .get("/healthz", .everyone, "进程存活") { _ in .file(.init(.bytes(Array("ok\n".utf8)), type: "text/plain; charset=utf-8")) },
            .get("/readyz", .everyone, "可以提供服务：数据库可读") { call in
                try await call.read { try $0.ping() }
                return .file(.init(.bytes(Array("ready\n".utf8)), type: "text/plain; charset=utf-8"))
            },
            .get("/metrics", .everyone, "运行指标（仅限本机和 metricsFrom 中的地址）") { call in
                guard call.mayReadMetrics else { throw NotFound() }
                let figures = try call.platform.service(OperatingFigures.self)
                // a database that is gone must not hide the figures of the process
                let now = call.clock.now()
                let further = try? await call.read { try figures.all(at: now, in: $0) }
                let text = metrics.text(
                    queueDepth: platform.database.queueDepth, connections: edge.connections.open, waiting: edge.admission.waiting,
                    further: try await StoreFigures.all(platform) + figures.ofMachine + (further ?? []))
                return .file(.init(.bytes(Array(text.utf8)), type: "text/plain; version=0.0.4; charset=utf-8"))
            },
            .get("/api/v1/openapi.json", .everyone, "接口说明（OpenAPI 3.1）") { _ in
                let description = try platform.fixed.answer("openapi") {
                    FixedAnswer(
                        try JSONText.encode(OpenAPI.description(
                            of: routes, title: platform.settings.name, isSecure: platform.settings.isSecure)),
                        type: "application/json; charset=utf-8")
                }
                return .file(FileAnswer(.fixed(description), type: description.type))
            },
        ]
    }
}

import Hummingbird
import Logging
import NIOCore

extension Server {
    /// The platform as it listens: the same for the program and for its tests.
    package func application(
        host: String, port: Int, log: Logger, onServerRunning: @escaping @Sendable (any Channel) async -> Void
    ) -> some ApplicationProtocol {
        let edge = edge
        return Application(
            router: router(),
            server: .http1(configuration: .init(
                additionalChannelHandlers: [ConnectionWatch(edge)], idleTimeout: edge.limits.idle,
                httpDecoderConfiguration: .init(maxHeaderFieldSize: 64 << 10, maxHeaderListSize: 96 << 10, maxHeaderFieldCount: 100))),
            configuration: .init(address: .hostname(host, port: port), serverName: nil, backlog: 4096),
            onServerRunning: onServerRunning, logger: log)
    }
}

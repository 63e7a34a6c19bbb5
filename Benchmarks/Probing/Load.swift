import Foundation
import Synchronization

/// A number of requests over a few open connections, each connection a thread of its own.
package struct Load: Sendable {
    package let port: UInt16
    package let connections: Int
    package let requests: Int

    package init(port: UInt16, connections: Int = 8, requests: Int) {
        (self.port, self.connections, self.requests) = (port, connections, requests)
    }

    /// - Parameter question: by the number of the request, from 0.
    /// - Throws: the first failure, or `unexpected` for the first answer that is not 2xx: a figure of failing requests
    ///   says nothing.
    package func run(_ question: @escaping @Sendable (Int) -> HTTPQuestion) throws {
        let next = Mutex(0)
        let failure = Mutex<ProbeFailure?>(nil)
        let (port, requests) = (port, requests)
        runThreads(connections) { _ in
            let connection = HTTPConnection(port: port)
            while true {
                let number = next.withLock { next in
                    next += 1
                    return next - 1
                }
                guard number < requests, failure.withLock({ $0 == nil }) else { return }
                do {
                    let reply = try connection.ask(question(number))
                    guard (200..<300).contains(reply.status) else {
                        throw ProbeFailure.unexpected(status: reply.status, body: String(reply.text.prefix(500)))
                    }
                } catch {
                    let found = error as? ProbeFailure ?? .connectionLost
                    failure.withLock { $0 = $0 ?? found }
                }
            }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
    }
}

/// Runs `body` on `count` threads of their own and waits for all of them: what blocks must not stand on the threads
/// that `async` functions share.
package func runThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let ended = DispatchGroup()
    for index in 0..<count {
        ended.enter()
        let thread = Thread {
            body(index)
            ended.leave()
        }
        thread.stackSize = 1 << 20
        thread.start()
    }
    ended.wait()
}

/// Runs blocking work on a thread of its own, from async code.
package func onThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { caller in
        Thread { caller.resume(with: Result { try body() }) }.start()
    }
}

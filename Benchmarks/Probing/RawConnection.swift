import Glibc

/// A connection whose bytes are sent as they are given, for what no well-meaning client sends. It never waits longer than
/// half a minute for an answer.
package final class RawConnection {
    private let descriptor: Int32

    /// - Parameters:
    ///   - visitor: visitors of different numbers come from different addresses.
    ///   - window: how many bytes the system takes in before anybody reads, about; nil leaves it to the system.
    package init(port: UInt16, visitor: UInt32 = 0, window: Int32? = nil) throws(ProbeFailure) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .cannotConnect }
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if var window { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &window, socklen_t(MemoryLayout<Int32>.size)) }
        var own = sockaddr_in.loopback(port: 0)
        own.sin_addr.s_addr = (UInt32(INADDR_LOOPBACK) + min(visitor, 0xFF_FFF0)).bigEndian
        var address = sockaddr_in.loopback(port: port)
        guard own.withPointer({ bind(descriptor, $0, $1) }) == 0, address.withPointer({ connect(descriptor, $0, $1) }) == 0 else {
            close(descriptor)
            throw .cannotConnect
        }
    }

    deinit { close(descriptor) }

    /// - Returns: whether the system took all of it; false when the other side is gone or takes no more.
    @discardableResult
    package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) } == bytes.count
    }

    /// Nothing more will be sent from here.
    package func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Everything that comes until the other side closes.
    /// - Returns: also whether it closed, in contrast to saying nothing for half a minute.
    package func readToEnd() -> (text: String, closed: Bool) {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = chunk.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard count > 0 else {
                let gone = count == 0 || errno == ECONNRESET || errno == EPIPE
                return (String(decoding: all, as: UTF8.self), gone)
            }
            all += chunk[..<count]
        }
    }
}

/// Lets this process open as many files and connections as the system allows.
package func raiseOpenFiles() {
    var limit = rlimit()
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(files, &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(files, &limit)
}

import Glibc

/// One connection to a server on this machine that stays open between requests. Blocks its thread, and is used by one
/// thread at a time.
package final class HTTPConnection {
    private let port: UInt16
    /// The loopback address that the server sees.
    private let source: UInt32
    private var descriptor: Int32 = -1
    private var received: [UInt8] = []
    private var chunk = [UInt8](repeating: 0, count: 64 << 10)

    /// - Parameter visitor: visitors of different numbers come from different addresses.
    package init(port: UInt16, visitor: UInt32 = 0) {
        (self.port, source) = (port, UInt32(INADDR_LOOPBACK) + min(visitor, 0xFF_FFF0))
    }

    deinit { close() }

    package func close() {
        if descriptor >= 0 { _ = Glibc.close(descriptor) }
        descriptor = -1
        received = []
    }

    /// Sends and waits for the whole answer. After a failure the next call connects anew; nothing is sent twice.
    package func ask(_ question: HTTPQuestion) throws(ProbeFailure) -> HTTPReply {
        do {
            if descriptor < 0 { try connect() }
            try send(question.bytes)
            let reply = try receive()
            if reply["connection"] == "close" { close() }
            return reply
        } catch {
            close()
            throw error
        }
    }

    private func connect() throws(ProbeFailure) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .cannotConnect }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        var patience = timeval(tv_sec: 600, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if source != UInt32(INADDR_LOOPBACK) {
            var own = sockaddr_in.loopback(port: 0)
            own.sin_addr.s_addr = source.bigEndian
            guard own.withPointer({ bind(descriptor, $0, $1) }) == 0 else { throw .cannotConnect }
        }
        var address = sockaddr_in.loopback(port: port)
        let connected = address.withPointer { Glibc.connect(descriptor, $0, $1) }
        guard connected == 0 else { throw .cannotConnect }
    }

    private func send(_ bytes: [UInt8]) throws(ProbeFailure) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw .connectionLost }
            sent += count
        }
    }

    private func receive() throws(ProbeFailure) -> HTTPReply {
        var headLength = 0
        while true {
            if let end = Self.end(ofHeadIn: received) {
                headLength = end
                break
            }
            try receiveMore()
        }
        let lines = String(decoding: received[..<headLength], as: UTF8.self).split(separator: "\r\n")
        received.removeFirst(headLength)
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { throw .malformedAnswer }
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (line[..<colon].lowercased(), String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
        let body: [UInt8]
        if let length = headers.first(where: { $0.name == "content-length" }).flatMap({ Int($0.value) }) {
            body = try take(length)
        } else if headers.contains(where: { $0.name == "transfer-encoding" && $0.value == "chunked" }) {
            body = try takeChunks()
        } else {
            body = []
        }
        return HTTPReply(status: status, headers: headers, body: body)
    }

    private func receiveMore() throws(ProbeFailure) {
        let count = chunk.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { throw .connectionLost }
        received += chunk[..<count]
    }

    private func take(_ count: Int) throws(ProbeFailure) -> [UInt8] {
        while received.count < count { try receiveMore() }
        let taken = Array(received[..<count])
        received.removeFirst(count)
        return taken
    }

    private func takeChunks() throws(ProbeFailure) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            var line: [UInt8] = []
            while line.last != UInt8(ascii: "\n") { line += try take(1) }
            guard let size = Int(String(decoding: line, as: UTF8.self).prefix { $0.isHexDigit }, radix: 16) else {
                throw .malformedAnswer
            }
            body += try take(size)
            _ = try take(2)
            if size == 0 { return body }
        }
    }

    private static func end(ofHeadIn bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        let (cr, lf) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
        return bytes.withUnsafeBufferPointer { buffer in
            (3..<buffer.count).first { at in
                buffer[at] == lf && buffer[at - 1] == cr && buffer[at - 2] == lf && buffer[at - 3] == cr
            }
        }.map { $0 + 1 }
    }
}

extension sockaddr_in {
    static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        return address
    }

    mutating func withPointer<T>(_ use: (UnsafeMutablePointer<sockaddr>, socklen_t) -> T) -> T {
        withUnsafeMutablePointer(to: &self) { own in
            own.withMemoryRebound(to: sockaddr.self, capacity: 1) { use($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
    }
}

/// A port that nobody listens on at this moment.
package func freePort() throws(ProbeFailure) -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in.loopback(port: 0)
    guard address.withPointer({ bind(descriptor, $0, $1) }) == 0 else { throw .cannotConnect }
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let known = address.withPointer { pointer, _ in getsockname(descriptor, pointer, &size) }
    guard known == 0 else { throw .cannotConnect }
    return UInt16(bigEndian: address.sin_port)
}

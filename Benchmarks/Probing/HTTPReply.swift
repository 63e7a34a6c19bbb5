/// What a server answered.
package struct HTTPReply: Sendable {
    package let status: Int
    /// Names in lower case, in the order they came.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }

    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The first value of a header; `name` in lower case.
    package subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The value of a cookie that the answer sets.
    package func cookie(_ name: String) -> String? {
        headers.lazy.filter { $0.name == "set-cookie" }.compactMap { header -> String? in
            guard header.value.hasPrefix(name + "=") else { return nil }
            return String(header.value.dropFirst(name.count + 1).prefix { $0 != ";" })
        }.first
    }
}

/// Why a probe got no answer. The server may or may not have done what it was asked to.
package enum ProbeFailure: Error, Sendable, Equatable {
    case cannotConnect, connectionLost, malformedAnswer
    /// The program under measurement ended by itself; with the end of what it wrote.
    case programEnded(String)
    case neverReady(String)
    case cannotStart(String)
    case loginRefused(String)
    /// An answer that the measurement can't go on with.
    case unexpected(status: Int, body: String)
}

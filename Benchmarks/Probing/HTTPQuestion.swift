/// A request as bytes; made once where it is sent many times, so that the load tool costs little.
package struct HTTPQuestion: Sendable {
    package let bytes: [UInt8]

    /// A head and body that need not be what HTTP wants.
    package init(raw bytes: [UInt8]) { self.bytes = bytes }

    package init(
        _ method: String = "GET", _ path: String, headers: [(String, String)] = [], type: String? = nil, body: [UInt8] = []
    ) {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let type { head += "Content-Type: \(type)\r\n" }
        if method != "GET" { head += "Content-Length: \(body.count)\r\n" }
        bytes = Array((head + "\r\n").utf8) + body
    }

    /// A form as browsers send it.
    package static func form(_ path: String, _ fields: KeyValuePairs<String, String>, headers: [(String, String)] = []) -> HTTPQuestion {
        let body = fields.map { encoded($0.key) + "=" + encoded($0.value) }.joined(separator: "&")
        return HTTPQuestion("POST", path, headers: headers, type: "application/x-www-form-urlencoded", body: Array(body.utf8))
    }

    package static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                out.append(byte)
            default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

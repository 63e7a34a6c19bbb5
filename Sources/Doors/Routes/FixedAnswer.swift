import Compressing
import Cryptography
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// An answer that is the same for everybody as long as the program runs: made, tagged and packed once.
package struct FixedAnswer: Sendable {
    package let type: String
    package let bytes: [UInt8]
    private let tag: String
    private let plain: ByteBuffer
    private let gzip: ByteBuffer?
    private var brotli: ByteBuffer?

    package init(_ bytes: [UInt8], type: String) {
        self.bytes = bytes
        self.type = type
        tag = String(Digest.sha256(bytes).hex.prefix(32))
        plain = ByteBuffer(bytes: bytes)
        gzip = Encodings.pays(type, bytes.count) ? Packing.gzip(bytes, level: 9).map { ByteBuffer(bytes: $0) } : nil
    }

    /// The same, as small as it gets.
    func smallest() -> FixedAnswer {
        guard gzip != nil else { return self }
        var answer = self
        answer.brotli = Packing.brotli(bytes).map { ByteBuffer(bytes: $0) }
        return answer
    }

    /// - Parameter known: the tags of what the browser has.
    func response(known: String?, _ encodings: Encodings) -> Response {
        // each packing is a representation of its own and has a tag of its own; either proves that nothing changed
        let tags = ["", "-g", "-b"].map { "\"" + tag + $0 + "\"" }
        if let place = tags.firstIndex(where: { EntityTag.matches(known, $0) }) {
            var response = Response(status: .notModified)
            response.headers[.eTag] = tags[place]
            response.headers[.vary] = "Accept-Encoding"
            return response
        }
        let (body, encoding, place): (ByteBuffer, String?, Int) =
            if encodings.brotli, let brotli { (brotli, "br", 2) } else if encodings.gzip, let gzip { (gzip, "gzip", 1) } else { (plain, nil, 0) }
        var response = Response(status: .ok, headers: [.contentType: type, .eTag: tags[place]], body: ResponseBody(byteBuffer: body))
        if gzip != nil { response.headers[.vary] = "Accept-Encoding" }
        response.headers[.contentEncoding] = encoding
        return response
    }
}

/// What is made at its first call and kept, by name.
package final class FixedAnswers: Sendable {
    private let kept = Mutex<[String: FixedAnswer]>([:])

    package init() {}

    /// - Parameter make: also once for calls that come at once: what many ask for is dear.
    package func answer(_ name: String, _ make: () throws -> FixedAnswer) throws -> FixedAnswer {
        try kept.withLock { kept in
            if let answer = kept[name] { return answer }
            let made = try make()
            kept[name] = made
            return made
        }
    }
}

/// The packings a browser takes (Accept-Encoding).
package struct Encodings: Sendable {
    let gzip: Bool
    let brotli: Bool

    package init(_ header: String?) {
        func takes(_ name: String) -> Bool {
            header?.split(separator: ",").contains { part in
                let words = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
                return words.first == name && !words.dropFirst().contains { $0 == "q=0" || $0 == "q=0.0" || $0 == "q=0.00" || $0 == "q=0.000" }
            } ?? false
        }
        (gzip, brotli) = (takes("gzip"), takes("br"))
    }

    /// Whether packing is worth it: text, and more than one packet of it.
    static func pays(_ type: String, _ count: Int) -> Bool {
        guard count > 1200 else { return false }
        return type.hasPrefix("text/") || ["application/json", "application/problem+json", "application/manifest+json", "image/svg+xml"]
            .contains(String(type.prefix { $0 != ";" }))
    }
}

extension Server {
    /// An answer made for one call. What depends on who asks is packed with care: its form tokens are masked anew each
    /// time, so that its length tells nothing of them (BREACH).
    static func response(_ status: Int, _ type: String, _ bytes: [UInt8], _ encodings: Encodings?) -> Response {
        guard let encodings, Encodings.pays(type, bytes.count), bytes.count < mostPacked else { return response(status, type, bytes) }
        var response: Response
        if encodings.gzip, let packed = Packing.gzip(bytes, level: 3) {
            response = Self.response(status, type, packed)
            response.headers[.contentEncoding] = "gzip"
        } else {
            response = Self.response(status, type, bytes)
        }
        response.headers[.vary] = "Accept-Encoding"
        return response
    }

    /// Packing more than that would hold up other calls.
    private static let mostPacked = 1 << 20
}

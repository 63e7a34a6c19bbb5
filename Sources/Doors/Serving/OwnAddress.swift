/// Addresses of the platform itself that somebody asks to be led on to. Whatever browsers make of backslashes, tabs,
/// double slashes and escapes, no such address leads elsewhere.
package enum OwnAddress {
    private static let longest = 4_000

    /// - Parameter side: below which path it must lie.
    package static func checked(_ typed: String?, below side: String = "") -> String? {
        guard let typed, typed.utf8.count <= longest, isPlain(Array(typed.utf8)) else { return nil }
        guard side.isEmpty || typed == side || ["/", "?", "#"].contains(where: { typed.hasPrefix(side + $0) }) else { return nil }
        // what a proxy or a browser would see after undoing the escapes of the path, however many there are
        var path = Array(typed.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        for _ in 0..<4 {
            let decoded = Array(Values.decodedText(path).utf8)
            guard isPath(decoded), !wanders(decoded) else { return nil }
            if decoded == path { return typed }
            path = decoded
        }
        return nil
    }

    /// Visible ASCII only: an address is escaped where it is made.
    private static func isPlain(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") } && isPath(bytes)
    }

    /// Goes up, stays, or has a segment of nothing: what is left of such a path when somebody puts it in order may begin
    /// with two slashes, and then names a host. No page of ours lies there.
    private static func wanders(_ path: [UInt8]) -> Bool {
        let segments = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return segments.dropFirst().dropLast().contains { $0.isEmpty } || segments.contains { $0 == [0x2E] || $0 == [0x2E, 0x2E] }
    }

    private static func isPath(_ bytes: [UInt8]) -> Bool {
        guard bytes.first == UInt8(ascii: "/"), bytes.count < 2 || bytes[1] != UInt8(ascii: "/") else { return false }
        return !bytes.contains { $0 == UInt8(ascii: "\\") || $0 < 0x20 || $0 == 0x7F }
    }
}

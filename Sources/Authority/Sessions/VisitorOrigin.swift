import Glibc

/// What counts as one visitor where something is limited by address (SEC-02).
package enum VisitorOrigin {
    /// An IPv4 address by itself. Of IPv6 every line has a whole /64 to choose its addresses from, which is counted as one.
    package static func counted(_ origin: String) -> String {
        var address = in6_addr()
        guard inet_pton(AF_INET6, String(origin.prefix { $0 != "%" }), &address) == 1 else { return origin }
        let bytes = withUnsafeBytes(of: address) { Array($0) }
        // an IPv4 address that came dressed as IPv6
        if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return bytes[12...].map(String.init).joined(separator: ".")
        }
        for index in 8..<16 { withUnsafeMutableBytes(of: &address) { $0[index] = 0 } }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, &address, &text, socklen_t(text.count)) != nil else { return origin }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) + "/64"
    }
}

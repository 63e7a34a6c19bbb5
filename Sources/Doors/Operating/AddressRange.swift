import Glibc

/// An address of the network, IPv4 and IPv6 alike. An IPv4 address that came dressed as IPv6 is the IPv4 address.
package struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
    /// Four or sixteen.
    package let bytes: [UInt8]

    package init?(_ text: some StringProtocol) {
        // a zone belongs to the machine, not to the address
        let bare = String(text.prefix { $0 != "%" })
        var four = in_addr(), six = in6_addr()
        if inet_pton(AF_INET, bare, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, bare, &six) == 1 {
            let all = withUnsafeBytes(of: six) { Array($0) }
            let isMapped = all[..<10].allSatisfy { $0 == 0 } && all[10] == 0xFF && all[11] == 0xFF
            bytes = isMapped ? Array(all[12...]) : all
        } else {
            return nil
        }
    }

    var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
    }

    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        bytes.withUnsafeBytes { _ = inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, $0.baseAddress, &text, socklen_t(text.count)) }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// One address, or all that begin alike: `10.0.0.5`, `10.0.0.0/24`, `fd00::/8`.
package struct AddressRange: Hashable, Sendable, CustomStringConvertible {
    private let base: NetworkAddress
    private let bits: Int

    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let base = NetworkAddress(parts[0]) else { return nil }
        let most = base.bytes.count * 8
        guard let bits = parts.count == 1 ? most : Int(parts[1]), (0...most).contains(bits) else { return nil }
        (self.base, self.bits) = (base, bits)
    }

    package func contains(_ address: NetworkAddress) -> Bool {
        guard address.bytes.count == base.bytes.count else { return false }
        return zip(address.bytes, base.bytes).enumerated().allSatisfy { index, pair in
            let counted = min(8, max(0, bits - index * 8))
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> counted)
            return pair.0 & mask == pair.1 & mask
        }
    }

    package var description: String { bits == base.bytes.count * 8 ? "\(base)" : "\(base)/\(bits)" }
}

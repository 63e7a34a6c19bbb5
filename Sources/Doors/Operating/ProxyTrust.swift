/// Whom the platform believes when they say for whom they ask: proxies by their addresses, nobody else.
package struct ProxyTrust: Sendable {
    package let proxies: [AddressRange]
    /// Who may read /metrics beside the machine itself.
    package let readers: [AddressRange]

    /// The one address that is listened on: who asks from there is the machine itself.
    private let own: NetworkAddress?

    package init(proxies: [AddressRange] = [], readers: [AddressRange] = [], own: NetworkAddress? = nil) {
        (self.proxies, self.readers, self.own) = (proxies, readers, own)
    }

    /// Where a call came from.
    package struct Source: Sendable, Equatable {
        /// The client's address, as far back as it is vouched for.
        package let origin: String
        /// A peer that forwards for others without being declared.
        package let undeclared: String?
        let mayReadMetrics: Bool
    }

    /// - Parameters:
    ///   - peer: the address at the other end of the connection; nil where there is none (a Unix socket).
    ///   - forwarded: all of X-Forwarded-For.
    ///   - isForwarded: whether the call bears any sign of having come through a proxy.
    package func source(peer: String?, forwarded: String?, isForwarded: Bool) -> Source {
        guard let peer, let address = NetworkAddress(peer) else {
            return Source(origin: "local", undeclared: nil, mayReadMetrics: !isForwarded)
        }
        let client = trusts(address) ? client(behind: address, forwarded ?? "") : address
        return Source(
            origin: client.description, undeclared: isForwarded && !trusts(address) ? address.description : nil,
            mayReadMetrics: (address.isLoopback || address == own) && !isForwarded || readers.contains { $0.contains(client) })
    }

    package func trusts(_ address: NetworkAddress) -> Bool { proxies.contains { $0.contains(address) } }

    /// Each proxy adds at the end whom it was asked by: read from there, up to the first that nobody vouches for.
    private func client(behind peer: NetworkAddress, _ forwarded: String) -> NetworkAddress {
        var client = peer
        for part in forwarded.split(separator: ",").reversed() {
            guard let next = NetworkAddress(part.filter { !$0.isWhitespace }) else { break }
            client = next
            if !trusts(next) { break }
        }
        return client
    }
}

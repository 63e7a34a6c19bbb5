import Testing

@testable import Doors

@Suite("反向代理")
struct ProxyTrustTests {
    private func trust(_ proxies: [String], readers: [String] = []) -> ProxyTrust {
        ProxyTrust(proxies: proxies.compactMap { AddressRange($0) }, readers: readers.compactMap { AddressRange($0) })
    }

    @Test("网段按位比较，IPv4 写成 IPv6 也是同一地址")
    func ranges() throws {
        let range = try #require(AddressRange("10.2.0.0/15"))
        for (text, isIn) in [("10.1.255.255", false), ("10.2.0.1", true), ("::ffff:10.3.2.3", true), ("fd00::1", false), ("10.4.0.0", false)] {
            #expect(range.contains(try #require(NetworkAddress(text))) == isIn, "\(text)")
        }
        #expect(try #require(AddressRange("0.0.0.0/0")).contains(try #require(NetworkAddress("203.0.113.9"))))
        #expect(try #require(AddressRange("fd00::/8")).contains(try #require(NetworkAddress("fd12::9%eth0"))))
        for text in ["", "10.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "fd00::/129", "a/b/c", "10.0.0.0/8/8"] {
            #expect(AddressRange(text) == nil, "\(text)")
        }
    }

    @Test("只采信已声明代理的 X-Forwarded-For，从后往前到第一个没有声明的地址；伪造的前段不算")
    func client() {
        let trust = trust(["10.0.0.0/24", "127.0.0.1"])
        func origin(_ peer: String, _ forwarded: String?) -> String {
            trust.source(peer: peer, forwarded: forwarded, isForwarded: forwarded != nil).origin
        }
        #expect(origin("127.0.0.1", "203.0.113.9") == "203.0.113.9")
        #expect(origin("127.0.0.1", "198.51.100.1, 203.0.113.9") == "203.0.113.9")
        #expect(origin("127.0.0.1", "198.51.100.1, 203.0.113.9, 10.0.0.7") == "203.0.113.9")
        #expect(origin("203.0.113.5", "198.51.100.1") == "203.0.113.5")
        #expect(origin("127.0.0.1", "unknown") == "127.0.0.1")
        #expect(origin("127.0.0.1", "203.0.113.9, x") == "127.0.0.1")
        #expect(origin("127.0.0.1", nil) == "127.0.0.1")
        #expect(origin("::ffff:127.0.0.1", "203.0.113.9") == "203.0.113.9")
    }

    @Test("没有声明的代理被指出，并且打不开运行指标")
    func undeclared() {
        let none = trust([])
        let behind = none.source(peer: "127.0.0.1", forwarded: "203.0.113.9", isForwarded: true)
        #expect(behind == .init(origin: "127.0.0.1", undeclared: "127.0.0.1", mayReadMetrics: false))
        let direct = none.source(peer: "127.0.0.1", forwarded: nil, isForwarded: false)
        #expect(direct == .init(origin: "127.0.0.1", undeclared: nil, mayReadMetrics: true))
        #expect(!none.source(peer: "203.0.113.9", forwarded: nil, isForwarded: false).mayReadMetrics)
        let declared = trust(["127.0.0.1"])
        #expect(!declared.source(peer: "127.0.0.1", forwarded: "203.0.113.9", isForwarded: true).mayReadMetrics)
        #expect(!declared.source(peer: "127.0.0.1", forwarded: "127.0.0.1", isForwarded: true).mayReadMetrics)
    }

    @Test("只监听内网地址时，从这个地址来的就是本机，可以读取运行指标；经代理转来的不行")
    func own() {
        let trust = ProxyTrust(own: NetworkAddress("10.0.0.11"))
        #expect(trust.source(peer: "10.0.0.11", forwarded: nil, isForwarded: false).mayReadMetrics)
        #expect(!trust.source(peer: "10.0.0.11", forwarded: "203.0.113.9", isForwarded: true).mayReadMetrics)
        #expect(!trust.source(peer: "10.0.0.12", forwarded: nil, isForwarded: false).mayReadMetrics)
    }

    @Test("运行指标另外只给设置中的地址，直接来的和经已声明代理来的都可以")
    func readers() {
        let trust = trust(["10.0.0.1"], readers: ["10.9.0.0/16"])
        #expect(trust.source(peer: "10.9.1.1", forwarded: nil, isForwarded: false).mayReadMetrics)
        #expect(trust.source(peer: "10.0.0.1", forwarded: "10.9.1.1", isForwarded: true).mayReadMetrics)
        #expect(!trust.source(peer: "10.8.0.1", forwarded: "10.9.1.1", isForwarded: true).mayReadMetrics)
    }
}

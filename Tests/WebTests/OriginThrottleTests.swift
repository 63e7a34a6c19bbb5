import TestKit
import Testing
import Timekeeping

@testable import Doors

@Suite("不登录页面的限速")
struct OriginThrottleTests {
    @Test("同一地址一分钟内问得太多被拒绝，别的地址不受影响；一分钟后或时钟拨回后重新计数")
    func windows() throws {
        let time = TestClock()
        let throttle = OriginThrottle(limit: 2, clock: time.clock)
        for _ in 0..<2 { try throttle.admit("192.0.2.1") }
        #expect(throws: CallFault.throttled) { try throttle.admit("192.0.2.1") }
        try throttle.admit("192.0.2.2")
        time.advance(minutes: 1)
        for _ in 0..<2 { try throttle.admit("192.0.2.1") }
        time.advance(days: -365)
        try throttle.admit("192.0.2.1")
    }

    @Test("一条线路的IPv6地址（/64）合计一个来源，另一条线路不受影响；写成IPv6的IPv4地址就是那个IPv4地址")
    func lines() throws {
        let throttle = OriginThrottle(limit: 2, clock: TestClock().clock)
        for host in ["1", "2"] { try throttle.admit("2001:db8:0:7::" + host) }
        #expect(throws: CallFault.throttled) { try throttle.admit("2001:db8:0:7:ffff::3") }
        try throttle.admit("2001:db8:0:8::1")
        for _ in 0..<2 { try throttle.admit("::ffff:192.0.2.7") }
        #expect(throws: CallFault.throttled) { try throttle.admit("192.0.2.7") }
        for origin in ["local", "fe80::1%eth0"] { try throttle.admit(origin) }
    }
}

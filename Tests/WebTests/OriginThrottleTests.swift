import TestKit
import Testing
import Timekeeping

@testable import Web

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
}

import Storage
import TestKit
import Testing
import Timekeeping

@testable import Authority

@Suite("登录")
struct SignInTests {
    @Test("SEC-02 账号不存在和密码错误都只说“账号或密码错误”")
    func wrong() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            for (login, password) in [("19999999999", Town.password), (Person.cityPlanner.mobile, "Wrong#2026"), ("不是手机号", "x")] {
                let refused = await #expect(throws: SignIn.Refused.self) { try await desk.signIn(login, password: password) }
                #expect(refused?.message == "账号或密码错误")
            }
        }
    }

    @Test("SEC-02 连错五次锁定15分钟，期间密码正确也一样；15分钟后可登录")
    func throttle() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            for _ in 0..<5 {
                await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.cityPlanner, password: "Wrong#2026") }
            }
            await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.cityPlanner) }
            #expect(try await desk.load(.cityPlanner).status == .locked)
            try await desk.signIn(.cityReviewer)
            town.time.advance(minutes: 15)
            try await desk.signIn(.cityPlanner)
            #expect(try await desk.load(.cityPlanner).status == .active)
        }
    }

    @Test("SEC-02 四次错误后登录成功，计数重新开始")
    func throttleStartsAgain() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            for _ in 0..<2 {
                for _ in 0..<4 {
                    await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.cityPlanner, password: "Wrong#2026") }
                }
                try await desk.signIn(.cityPlanner)
            }
        }
    }

    /// Wrong passwords for accounts that don't exist, from one address, up to the limit.
    private func spray(from source: String, in town: Town) async throws {
        try await town.database.write { [town] transaction in
            for number in 0..<LoginThrottle.sourceLimit {
                try SignIn(login: "199990\(10000 + number)", password: "", channel: .desktop, source: source)
                    .attempt(town.cipher).fail(at: town.now, in: transaction)
            }
        }
    }

    @Test("SEC-02 从一条线路的许多IPv6地址试错，合计为一个来源")
    func sprayedFromOneLine() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            try await town.database.write { [town] transaction in
                for number in 0..<LoginThrottle.sourceLimit {
                    try SignIn(login: "199990\(10000 + number)", password: "", channel: .desktop, source: "2001:db8:0:7::\(number)")
                        .attempt(town.cipher).fail(at: town.now, in: transaction)
                }
            }
            await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.cityPlanner, source: "2001:db8:0:7::ffff") }
            try await desk.signIn(.cityPlanner, source: "2001:db8:0:8::1")
        }
    }

    @Test("SEC-02 同一来源地址对许多账号试错：从该地址登录过的人照常登录，从未在该地址登录的人在别处照常登录，在该地址成功登录即清零")
    func throttleBySource() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            try await desk.signIn(.cityReviewer, source: "198.51.100.7")
            try await spray(from: "198.51.100.7", in: town)
            await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.cityPlanner, source: "198.51.100.7") }
            try await desk.signIn(.cityPlanner, source: "198.51.100.8")
            try await desk.signIn(.cityReviewer, source: "198.51.100.7")
            try await desk.signIn(.eastOfficer, source: "198.51.100.7")
        }
    }

    @Test("SEC-02 别人在别处连错五次，锁不住账号的主人惯用的地址；主人自己在惯用地址连错五次照样锁定")
    func lockedElsewhere() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            try await desk.signIn(.cityPlanner, source: "198.51.100.7")
            for _ in 0..<5 {
                await #expect(throws: SignIn.Refused.wrong) {
                    try await desk.signIn(.cityPlanner, password: "Wrong#2026", source: "203.0.113.9")
                }
            }
            await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.cityPlanner, source: "203.0.113.9") }
            await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.cityPlanner, source: "203.0.113.10") }
            try await desk.signIn(.cityPlanner, source: "198.51.100.7")
            for _ in 0..<5 {
                await #expect(throws: SignIn.Refused.wrong) {
                    try await desk.signIn(.cityPlanner, password: "Wrong#2026", source: "198.51.100.7")
                }
            }
            await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.cityPlanner, source: "198.51.100.7") }
        }
    }

    @Test("SEC-02 时钟拨回一年，先前的锁定不再有效，错误重新计数")
    func lockedInTheFuture() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            for _ in 0..<5 {
                await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.cityPlanner, password: "Wrong#2026") }
            }
            town.time.advance(days: -365)
            for _ in 0..<4 {
                await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.cityPlanner, password: "Wrong#2026") }
            }
            try await desk.signIn(.cityPlanner)
        }
    }

    @Test("SEC-02 过时的失败计数和九十天没有登录过的地址按时清除")
    func forgotten() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            try await desk.signIn(.cityPlanner, source: "198.51.100.7")
            await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.cityReviewer, password: "Wrong#2026") }
            #expect(try await desk.counted() == (throttles: 2, sources: 2))
            town.time.advance(days: 1)
            try await town.database.write { [town] in try LoginThrottle.forget(before: town.now, in: $0) }
            #expect(try await desk.counted() == (throttles: 0, sources: 1))
            town.time.advance(days: 90)
            try await town.database.write { [town] in try LoginThrottle.forget(before: town.now, in: $0) }
            #expect(try await desk.counted() == (throttles: 0, sources: 0))
        }
    }

    @Test("ORG-21 停用的账号不能登录：账号已停用；不知道密码的人只看到账号或密码错误")
    func disabled() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            let before = try await desk.signIn(.eastOfficer, channel: .mobile)
            try await town.database.write { [town] in
                try AccountDisabling(of: town[.eastOfficer].account, version: 1).make(by: town[.eastAdmin], at: town.now, in: $0)
            }
            let refused = await #expect(throws: SignIn.Refused.self) { try await desk.signIn(.eastOfficer) }
            #expect(refused?.message == "账号已停用")
            await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.eastOfficer, password: "Wrong#2026") }
            #expect(try await desk.reading().actor(token: before.token, channel: .mobile, origin: "") == nil)
        }
    }

    @Test("SEC-05 登录成功、失败和退出都写入操作日志，失败只写手机号掩码")
    func log() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.cityPlanner, password: "Wrong#2026") }
            let login = try await desk.signIn(.cityPlanner)
            try await town.database.write { [town] in try SignOff(login.session).make(at: town.now, in: $0) }
            let facts = try await Facts.of(town[.cityPlanner].account.bytes, in: town).dropFirst()
            #expect(facts.map { $0.payload.words(actor: $0.actorName) } == [
                "登录失败（PC端）：199****0007", "计望川登录系统（PC端）", "计望川退出登录（PC端）",
            ])
            #expect(Set(facts.map(\.origin)) == ["192.0.2.1"])
            #expect(Set(facts.map(\.organization)) == [town[.city]])
        }
    }

    @Test("SEC-03 一个账号同时只有一个PC端和一个APP端登录；角色和数据两端相同（ORG-15）")
    func oneLoginAChannel() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            let first = try await desk.signIn(.cityPlanner)
            let mobile = try await desk.signIn(.cityPlanner, channel: .mobile)
            let second = try await desk.signIn(.cityPlanner)
            let reading = desk.reading()
            #expect(try await reading.actor(token: first.token, channel: .desktop, origin: "") == nil)
            let onDesktop = try #require(try await reading.actor(token: second.token, channel: .desktop, origin: ""))
            let onMobile = try #require(try await reading.actor(token: mobile.token, channel: .mobile, origin: ""))
            #expect(onDesktop.permissions == onMobile.permissions)
            #expect(onDesktop.scope == onMobile.scope)
            #expect(try await reading.actor(token: mobile.token, channel: .desktop, origin: "") == nil)
        }
    }

    @Test("SEC-03 PC端30分钟、APP端8小时无操作即结束，有操作则顺延", arguments: [(Channel.desktop, Int64(30)), (.mobile, 480)])
    func idle(channel: Channel, minutes: Int64) async throws {
        try await Town.each { town in
            let desk = Desk(town)
            let reading = desk.reading()
            let login = try await desk.signIn(.cityPlanner, channel: channel)
            for _ in 0..<3 {
                town.time.advance(minutes: minutes - 1)
                _ = try #require(try await reading.current(token: login.token, channel: channel, origin: ""))
            }
            town.time.advance(minutes: minutes)
            let gone = try await reading.current(token: login.token, channel: channel, origin: "")
            #expect(gone == nil)
        }
    }

    @Test("SEC-03 无论怎样操作，PC端登录最长12小时，APP端最长7天", arguments: [(Channel.desktop, Int64(12)), (.mobile, 168)])
    func longest(channel: Channel, hours: Int64) async throws {
        try await Town.each { town in
            let desk = Desk(town)
            let reading = desk.reading()
            let login = try await desk.signIn(.cityPlanner, channel: channel)
            for _ in 0..<(hours * 3 - 1) {
                town.time.advance(minutes: 20)
                _ = try #require(try await reading.current(token: login.token, channel: channel, origin: ""))
            }
            town.time.advance(minutes: 20)
            let gone = try await reading.current(token: login.token, channel: channel, origin: "")
            #expect(gone == nil)
        }
    }

    @Test("SEC-03 时钟拨回一年，先前的登录即结束，记住的也一样")
    func sessionInTheFuture() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            let reading = desk.reading()
            let login = try await desk.signIn(.cityPlanner)
            _ = try #require(try await reading.current(token: login.token, channel: .desktop, origin: ""))
            town.time.advance(days: -365)
            #expect(try await reading.current(token: login.token, channel: .desktop, origin: "") == nil)
        }
    }

    @Test("SEC-03 在另一节点结束的登录，本节点一秒后也知道")
    func remembered() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            let reading = desk.reading()
            let login = try await desk.signIn(.cityPlanner)
            _ = try #require(try await reading.current(token: login.token, channel: .desktop, origin: ""))
            try await town.database.write { [town] in try SignOff(login.session).make(at: town.now, in: $0) }
            town.time.advance(seconds: 1)
            #expect(try await reading.current(token: login.token, channel: .desktop, origin: "") == nil)
        }
    }

    @Test("SEC-03 数据库里只有令牌的哈希，没有令牌")
    func onlyTheHashIsStored() async throws {
        try await Town.each { town in
            let login = try await Desk(town).signIn(.cityPlanner)
            #expect(login.token.text.count == 64)
            let stored = try await town.database.read { transaction in
                try transaction.all("SELECT token_digest FROM session") { try $0.next([UInt8].self) }
            }
            #expect(stored == [login.token.digest])
            #expect(stored[0] != Array(login.token.text.utf8))
        }
    }

    @Test("SEC-04 防伪造令牌随登录而定：别人的、旧的、空的都不行")
    func forgery() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            let (one, other) = (try await desk.signIn(.cityPlanner), try await desk.signIn(.cityReviewer))
            #expect(!one.session.isForged(csrfToken: one.session.csrfToken))
            #expect(one.session.isForged(csrfToken: other.session.csrfToken))
            #expect(one.session.isForged(csrfToken: ""))
            #expect(one.session.csrfToken != one.token.text)
        }
    }
}

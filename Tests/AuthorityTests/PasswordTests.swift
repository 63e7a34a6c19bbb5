import Storage
import TestKit
import Testing
import Timekeeping
import Vault

@testable import Authority

@Suite("密码")
struct PasswordTests {
    private func reset(_ person: Person, by admin: Person, in town: Town) async throws -> String {
        let (code, credential) = try await Desk(town).activation()
        try await town.database.write { [town] in
            try PasswordReset(of: town[person].account, credential: credential).make(by: town[admin], at: town.now, in: $0)
        }
        return code
    }

    @Test(
        "SEC-01 少于8位、少于三类字符、含手机号的密码不符合安全要求",
        arguments: ["Ab#4567", "abcdefg1", "ABCDEFG1", "12345678", "Zz#19900000001", String(repeating: "Ab#1", count: 40)])
    func weak(password: String) {
        let refused = #expect(throws: Password.Refused.self) {
            try Password.permit(password, mobile: "19900000001", name: "某人")
        }
        #expect(refused?.message == "密码不符合安全要求")
    }

    @Test(
        "SEC-01 满足三类字符但人人会先猜的密码不符合安全要求",
        arguments: ["P@ssw0rd123", "Admin@123", "Qwer1234!", "Aa123456!", "1q2w3e4r!", "Abcd1234!", "Welcome1!"])
    func common(password: String) {
        let refused = #expect(throws: Password.Refused.self) {
            try Password.permit(password, mobile: "19900000001", name: "某人")
        }
        #expect(refused == .tooCommon)
        #expect(refused?.message.hasPrefix("密码不符合安全要求") == true)
    }

    @Test("SEC-02 原密码连错五次后，正确的也不再受理，15分钟后可以修改；错误写入操作日志")
    func wrongPresentIsCounted() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            let session = try await desk.signIn(.eastOfficer, channel: .mobile).session
            for _ in 0..<5 {
                await #expect(throws: Password.Refused.wrongPresent) {
                    try await desk.setPassword("Wrong#2026", to: "Xin-mima-2026", in: session)
                }
            }
            await #expect(throws: Password.Refused.tooOften) {
                try await desk.setPassword(Town.password, to: "Xin-mima-2026", in: session)
            }
            town.time.advance(minutes: 15)
            try await desk.setPassword(Town.password, to: "Xin-mima-2026", in: session)
            let kinds = try await Facts.of(town[.eastOfficer].account.bytes, in: town).map(\.kind)
            #expect(kinds.filter { $0 == PasswordChange.failed.code }.count == 5)
        }
    }

    @Test("SEC-01 8位起三类字符的密码符合要求", arguments: ["Abcdef12", "abc-def1", "密码Abc-1234"])
    func strong(password: String) throws {
        try Password.permit(password, mobile: "19900000001", name: "某人")
    }

    @Test("ORG-12 只有管辖该账号的系统管理员能重置密码")
    func resetNeedsScope() async throws {
        try await Town.each { town in
            await #expect(throws: PermissionDenied(permission: .manageAccounts)) {
                try await reset(.eastOfficer, by: .eastBusiness, in: town)
            }
            await #expect(throws: NotFound()) { try await reset(.westOfficer, by: .eastAdmin, in: town) }
        }
    }

    @Test("ORG-12 运维人员在服务器上凭手机号重置：登录结束、锁定解除、过期的激活码也换新，并写入操作日志；没有的号码被拒绝")
    func operatorReset() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            func reset(_ mobile: String) async throws -> String {
                let (code, credential) = try await desk.activation()
                let reset = OperatorPasswordReset(of: try #require(MobileNumber(mobile)), credential: credential)
                _ = try await town.database.write { [town] in try reset.make(at: town.now, protection: town.cipher, in: $0) }
                return code
            }
            let login = try await desk.signIn(.cityAdmin)
            for _ in 0..<5 {
                await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.cityAdmin, password: "Wrong#2026") }
            }
            _ = try await reset(Person.cityAdmin.mobile)
            // the first code runs out unused
            town.time.advance(hours: 73)
            let code = try await reset(Person.cityAdmin.mobile)
            #expect(try await desk.reading().current(token: login.token, channel: .desktop, origin: "") == nil)
            try await desk.signIn(.cityAdmin, password: code)
            let facts = try await Facts.of(town[.cityAdmin].account.bytes, in: town)
            #expect(facts.count { $0.kind == "authority.account.operatorReset" } == 2)
            await #expect(throws: OperatorPasswordReset.Refused.unknown) { _ = try await reset("19999999999") }
        }
    }

    @Test("ORG-12 重置后所有登录结束、原密码失效、锁定解除，并写入操作日志")
    func resetEndsLogins() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            let login = try await desk.signIn(.eastOfficer, channel: .mobile)
            for _ in 0..<5 {
                await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.eastOfficer, password: "Wrong#2026") }
            }
            let code = try await reset(.eastOfficer, by: .cityAdmin, in: town)
            #expect(try await desk.reading().current(token: login.token, channel: .mobile, origin: "") == nil)
            await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.eastOfficer) }
            try await desk.signIn(.eastOfficer, password: code)
            let facts = try await Facts.of(town[.eastOfficer].account.bytes, in: town)
            #expect(facts.map(\.kind).contains("authority.account.passwordReset"))
        }
    }

    @Test("ORG-11、BEY-01 首次登录用激活码，改密码之前没有任何权限")
    func firstLogin() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            let code = try await reset(.eastOfficer, by: .eastAdmin, in: town)
            let login = try await desk.signIn(.eastOfficer, password: code)
            #expect(login.session.actor.permissions.isEmpty)
            #expect(login.session.mustChangePassword)
            #expect(try await desk.reading().actor(token: login.token, channel: .desktop, origin: "") == nil)

            let token = try await desk.setPassword(code, to: "Xin-mima-2026", in: login.session)
            let session = try #require(try await desk.reading().current(token: token, channel: .desktop, origin: ""))
            #expect(!session.mustChangePassword)
            #expect(session.actor.may(.inspect))
            await #expect(throws: SignIn.Refused.wrong) { try await desk.signIn(.eastOfficer, password: code) }
            try await desk.signIn(.eastOfficer, password: "Xin-mima-2026")
        }
    }

    @Test("BEY-01 激活码72小时内有效，过期后须再次重置")
    func activationExpires() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            let code = try await reset(.eastOfficer, by: .eastAdmin, in: town)
            town.time.advance(minutes: 72 * 60 - 1)
            try await desk.signIn(.eastOfficer, password: code)
            town.time.advance(minutes: 1)
            await #expect(throws: SignIn.Refused.activationExpired) { try await desk.signIn(.eastOfficer, password: code) }
        }
    }

    @Test("SEC-01 原密码错误不能改；最近五次用过的密码不能再用，更早的可以")
    func lastFive() async throws {
        try await TestStore.on(.sqlite) { database in
            let desk = Desk(try await Town.found(in: database))
            var session = try await desk.signIn(.eastOfficer).session
            await #expect(throws: Password.Refused.wrongPresent) {
                try await desk.setPassword("Wrong#2026", to: "Xin-mima-0", in: session)
            }
            var present = Town.password
            for number in 1...5 {
                desk.town.time.advance(seconds: 1)
                await #expect(throws: Password.Refused.tooWeak) {
                    try await desk.setPassword(present, to: Town.password, in: session)
                }
                session = try await desk.renewed(present, to: "Xin-mima-\(number)", in: session)
                present = "Xin-mima-\(number)"
            }
            try await desk.setPassword(present, to: Town.password, in: session)
        }
    }

    @Test("SEC-01 改密码后，同一账号的其他登录结束，本次登录换新令牌后继续，旧令牌失效")
    func changeEndsOthers() async throws {
        try await Town.each { town in
            let desk = Desk(town)
            let phone = try await desk.signIn(.eastOfficer, channel: .mobile)
            let desktop = try await desk.signIn(.eastOfficer)
            let token = try await desk.setPassword(Town.password, to: "Xin-mima-2026", in: desktop.session)
            let onPhone = try await desk.reading().current(token: phone.token, channel: .mobile, origin: "")
            let former = try await desk.reading().current(token: desktop.token, channel: .desktop, origin: "")
            let onDesktop = try await desk.reading().current(token: token, channel: .desktop, origin: "")
            #expect(onPhone == nil)
            #expect(former == nil)
            #expect(onDesktop?.csrfToken != desktop.session.csrfToken)
        }
    }

    @Test("ORG-08 首次安装建立最上级机构和系统管理员，凭激活码登录；第二次被拒绝")
    func firstAdministrator() async throws {
        try await TestStore.each { database in
            let time = TestClock()
            let cipher = try FieldCipher()
            let first = FirstAdministrator(
                organization: Agency.eastCounty.record(under: nil), administrator: Person.eastAdmin.record)
            let hashing = PasswordHashing()
            let code = try await first.create(in: database, clock: time.clock, hashing: hashing, protection: cipher)
            let login = try await SignIn(login: Person.eastAdmin.mobile, password: code, channel: .desktop, source: "127.0.0.1")
                .make(in: database, clock: time.clock, hashing: hashing, protection: cipher)
            #expect(login.session.mustChangePassword)
            await #expect(throws: FirstAdministrator.Refused.alreadySetUp) {
                try await first.create(in: database, clock: time.clock, hashing: hashing, protection: cipher)
            }
        }
    }
}

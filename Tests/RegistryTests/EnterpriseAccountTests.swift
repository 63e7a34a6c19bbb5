import Storage
import TestKit
import Testing
import Timekeeping

@testable import Authority
@testable import Importing
@testable import Library
@testable import Registry

@Suite("企业账号")
struct EnterpriseAccountTests {
    @Test("ORG-25 企业自行登记后待认证，不能登录；管辖机构认证通过后才能登录，并绑定到库中的企业")
    func verified() async throws {
        try await EnterpriseDesk.each { desk in
            try await desk.apply()
            await #expect(throws: EnterpriseSignIn.Refused.pending) { try await desk.signIn() }
            let pending = try #require(try await desk.accounts().first)
            #expect(pending.status == .pendingVerification && pending.enterpriseName == desk.record.name)
            try await desk.verify(pending, .pass)
            let session = try await desk.signIn().session
            #expect(session.actor.kind == .legalPerson && session.actor.enterprise == desk.enterprise && !session.mustChangePassword)
        }
    }

    @Test("ORG-25 认证不通过须写明理由，申请人凭密码看到理由；之后可以重新登记")
    func rejected() async throws {
        try await EnterpriseDesk.each { desk in
            try await desk.apply()
            let pending = try #require(try await desk.accounts().first)
            await #expect(throws: EnterpriseRefused.reasonMissing) { try await desk.verify(pending, .reject(reason: " ")) }
            try await desk.verify(pending, .reject(reason: "法定代表人姓名不符"))
            await #expect(throws: EnterpriseSignIn.Refused.rejected(reason: "法定代表人姓名不符")) { try await desk.signIn() }
            try await desk.apply()
            await #expect(throws: EnterpriseSignIn.Refused.pending) { try await desk.signIn() }
        }
    }

    @Test("ORG-25、SEC-02 登记和登录都不透露企业在不在库、手机号有没有账号")
    func tellsNothing() async throws {
        try await EnterpriseDesk.each { desk in
            try await desk.apply()
            try await desk.apply()
            try await desk.apply(code: "91990101TEST00999X", mobile: "19911110009", expecting: EnterpriseRefused.codeInvalid)
            let elsewhere = try #require(UnifiedSocialCreditCode(completing: "91990101XT0099999"))
            try await desk.apply(code: elsewhere.description)
            #expect(try await desk.accounts().count == 1, "第二次申请不新建账号，库外企业的申请只有最上级看得到")
            for (code, mobile) in [(elsewhere.description, "19911110099"), (desk.code, "19911110099"), ("x", "x")] {
                await #expect(throws: EnterpriseSignIn.Refused.wrong) { try await desk.signIn(code: code, mobile: mobile) }
            }
            await #expect(throws: EnterpriseSignIn.Refused.wrong) { try await desk.signIn(password: "Wrong#2026") }
        }
    }

    @Test("ORG-25 一个来源在一刻钟内登记十次后被拒绝；密码规则与机构账号相同（SEC-01）")
    func throttled() async throws {
        try await EnterpriseDesk.each { desk in
            for _ in 0..<10 { try await desk.apply() }
            await #expect(throws: EnterpriseRefused.tooOften) { try await desk.apply() }
            desk.town.time.advance(minutes: 15)
            try await desk.apply()
            for weak in ["short1A", "alllowercase", "Aa1" + EnterpriseDesk.mobile] {
                await #expect(throws: Password.Refused.tooWeak) { try await desk.apply(password: weak) }
            }
        }
    }

    @Test("ORG-25、SEC-02 连错五次锁定15分钟，密码正确也一样")
    func locked() async throws {
        try await EnterpriseDesk.each { desk in
            try await desk.openHolder()
            for _ in 0..<5 { await #expect(throws: EnterpriseSignIn.Refused.wrong) { try await desk.signIn(password: "Wrong#2026") } }
            await #expect(throws: EnterpriseSignIn.Refused.wrong) { try await desk.signIn() }
            desk.town.time.advance(minutes: 15)
            _ = try await desk.signIn()
        }
    }

    @Test("ORG-25 认证和开通只由管辖该企业的机构办理，他人的申请对外机构不存在；没有权限的被拒绝")
    func scoped() async throws {
        try await EnterpriseDesk.each { desk in
            try await desk.apply()
            let pending = try #require(try await desk.accounts().first)
            await #expect(throws: NotFound.self) { try await desk.verify(pending, .pass, by: .westBusiness) }
            await #expect(throws: PermissionDenied.self) { try await desk.verify(pending, .pass, by: .eastOfficer) }
            #expect(try await desk.accounts(seenBy: .westBusiness).isEmpty)
            await #expect(throws: NotFound.self) { try await desk.openHolder(by: .westBusiness) }
        }
    }

    @Test("ORG-25 一个企业只有一个法人账号；更换时撤销原账号，由其授权的一并失效")
    func oneHolder() async throws {
        try await EnterpriseDesk.each { desk in
            let first = try await desk.openHolder()
            await #expect(throws: EnterpriseRefused.holderExists) { try await desk.openHolder(mobile: "19911110003") }
            let delegate = try await desk.grant(by: first)
            let open = try await desk.signIn(mobile: EnterpriseDesk.delegate)
            try await desk.revoke(first, by: .eastBusiness)
            #expect(try await desk.current(open.token) == nil)
            #expect(try await desk.find(delegate)?.status == .revoked)
            try await desk.openHolder(mobile: "19911110003")
        }
    }

    @Test("ORG-25 法人账号持有人授权他人；被授权的人不能再授权；撤销后已打开的登录立即失效，不能再登录")
    func delegated() async throws {
        try await EnterpriseDesk.each { desk in
            let holder = try await desk.openHolder()
            let delegate = try await desk.grant(by: holder)
            let open = try await desk.signIn(mobile: EnterpriseDesk.delegate)
            #expect(try await desk.current(open.token)?.actor.kind == .delegate)
            await #expect(throws: EnterpriseRefused.onlyLegalPerson) { try await desk.grant(by: delegate, mobile: "19911110005") }
            try await desk.revoke(delegate, byHolder: holder)
            #expect(try await desk.current(open.token) == nil)
            await #expect(throws: EnterpriseSignIn.Refused.revoked) { try await desk.signIn(mobile: EnterpriseDesk.delegate) }
            #expect(try await desk.facts("authority.enterprise.granted") == 1)
            #expect(try await desk.facts("authority.enterprise.revoked") == 1)
        }
    }

    @Test("ORG-25 授权到期的次日起不能登录，已打开的登录失效；有效期不能早于今天")
    func expired() async throws {
        try await EnterpriseDesk.each { desk in
            let holder = try await desk.openHolder()
            let yesterday = desk.town.now.beijingDate.advanced(days: -1)
            await #expect(throws: EnterpriseRefused.validityOver) { try await desk.grant(by: holder, until: yesterday) }
            try await desk.grant(by: holder, until: desk.town.now.beijingDate)
            desk.town.time.advance(hours: 14)
            let open = try await desk.signIn(mobile: EnterpriseDesk.delegate)
            desk.town.time.advance(minutes: 20)
            #expect(try await desk.current(open.token) != nil)
            desk.town.time.advance(minutes: 45)
            #expect(try await desk.current(open.token) == nil)
            await #expect(throws: EnterpriseSignIn.Refused.expired) { try await desk.signIn(mobile: EnterpriseDesk.delegate) }
        }
    }

    @Test("ORG-25、BEY-01 机构开通时给一次性激活码，首次登录须改密码；激活码72小时后失效；改密码时其他登录结束")
    func activation() async throws {
        try await EnterpriseDesk.each { desk in
            let (code, credential) = try await Credential.activation(at: desk.town.now, by: desk.hashing)
            try await desk.openHolder(credential: credential)
            let first = try await desk.signIn(password: code)
            #expect(first.session.mustChangePassword)
            let phone = try await desk.signIn(password: code, channel: .mobile)
            try await desk.setPassword(code, to: "Fresh#2026", in: first.session)
            #expect(try await desk.current(phone.token, .mobile) == nil)
            #expect(try await desk.signIn(password: "Fresh#2026").session.mustChangePassword == false)
            let again = try await desk.signIn(password: "Fresh#2026")
            await #expect(throws: Password.Refused.tooWeak) { try await desk.setPassword("Fresh#2026", to: code, in: again.session) }
        }
    }
}

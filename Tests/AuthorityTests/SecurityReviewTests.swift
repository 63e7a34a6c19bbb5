import Storage
import TestKit
import Testing

@testable import Authority

@Suite("安全检查")
struct SecurityReviewTests {
    private static func review(_ town: Town, for person: Person) async throws -> SecurityReview {
        try await town.database.read { try SecurityReview.load(for: town[person], at: town.now, in: $0) }
    }

    @Test("SEC-12 超过规定天数未登录的账号列出，登录过的不列；天数由参数决定，只列管辖内的")
    func unused() async throws {
        try await Town.each { town in
            #expect(try await Self.review(town, for: .eastAdmin).unused.isEmpty)
            town.time.advance(days: 91)
            _ = try await SignIn(
                login: Person.eastPlanner.mobile, password: Town.password, channel: .desktop, source: "127.0.0.1"
            ).make(in: town.database, clock: town.clock, hashing: PasswordHashing(), protection: town.cipher)
            let names = try await Self.review(town, for: .eastAdmin).unused.map(\.name)
            #expect(names.contains(Person.eastOfficer.name))
            #expect(!names.contains(Person.eastPlanner.name) && !names.contains(Person.westOfficer.name))
            #expect(try await Self.review(town, for: .provinceAuditor).unused.map(\.name).contains(Person.westOfficer.name))
        }
    }

    @Test("SEC-07、SEC-12 没有专人担任的管理角色、从未启用的账号、放在最宽处的参数都指出来")
    func weaknesses() async throws {
        try await Town.each { town in
            let review = try await Self.review(town, for: .eastAdmin)
            #expect(review.unheld == [.securityAdmin, .auditor])
            #expect(review.doubled.isEmpty)
            #expect(Set(review.loosest) == Set(Parameter.allCases))
            let (_, credential) = try await Credential.activation(at: town.now, by: PasswordHashing())
            let record = AccountRecord(
                name: "迟到者", mobile: "19900000777", citizenID: CitizenIDNumber(completing: "99010019850704777")?.description ?? "")
            try await town.database.write {
                _ = try AccountCreation(in: town[.eastCounty], record, roles: [.planner], credential: credential)
                    .make(by: town[.eastAdmin], at: town.now, protection: town.cipher, in: $0)
            }
            #expect(try await Self.review(town, for: .eastAdmin).neverActivated.isEmpty)
            town.time.advance(days: 4)
            #expect(try await Self.review(town, for: .eastAdmin).neverActivated.map(\.name) == ["迟到者"])
        }
    }

    @Test("SEC-12 安全隐患由安全管理员登记和办结，办结一次；别的角色和别的机构不能")
    func findings() async throws {
        try await Town.each { town in
            let version = try await town.database.read {
                try Account.load(town[.eastOfficer].account, scope: town[.eastAdmin].scope, at: town.now, protection: town.cipher, in: $0).version
            }
            try await town.database.write {
                try RoleGrant(to: town[.eastOfficer].account, version: version, roles: [.securityAdmin])
                    .make(by: town[.eastAdmin], at: town.now, in: $0)
            }
            let keeper = try #require(try await town.database.read {
                try Actor.acting(for: town[.eastOfficer].account, origin: "", in: $0)
            })
            await #expect(throws: PermissionDenied(permission: .manageSecurity)) {
                _ = try await town.database.write { try FindingNote("弱口令", severity: .high).make(by: town[.eastAdmin], at: town.now, in: $0) }
            }
            let id = try await town.database.write { try FindingNote("弱口令", severity: .high).make(by: keeper, at: town.now, in: $0) }
            #expect(try await Self.review(town, for: .eastAdmin).openFindings == 1)
            await #expect(throws: NotFound.self) {
                _ = try await town.database.read { try SecurityFinding.load(id, scope: town[.westAdmin].scope, in: $0) }
            }
            func close(_ remedy: String, _ version: Int) async throws {
                try await town.database.write {
                    try FindingClosing(of: id, version: version, remedy: remedy).make(by: keeper, at: town.now, in: $0)
                }
            }
            await #expect(throws: MissingField("处理措施")) { try await close(" ", 1) }
            await #expect(throws: StorageError.overtaken) { try await close("已更换", 7) }
            try await close("已更换", 1)
            await #expect(throws: FindingClosing.Refused.alreadyClosed) { try await close("已更换", 2) }
            #expect(try await Self.review(town, for: .eastAdmin).openFindings == 0)
        }
    }
}

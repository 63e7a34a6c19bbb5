import Storage
import TestKit
import Testing

@testable import Authority

@Suite("机构")
struct OrganizationTests {
    private func record(in town: Town, under parent: Organization.ID?) -> OrganizationRecord {
        var record = Agency.westCounty.record(under: parent)
        record.name = "新设机构"
        record.unifiedSocialCreditCode = Agency.township.unifiedSocialCreditCode
        return record
    }

    private func found(_ record: OrganizationRecord, by person: Person, in town: Town) async throws -> Organization.ID {
        try await town.database.write { [now = town.now, cipher = town.cipher, actor = town[person]] in
            try OrganizationFounding(record).make(by: actor, at: now, protection: cipher, in: $0)
        }
    }

    private func change(
        _ agency: Agency, by person: Person, in town: Town, version: Int? = nil, _ edit: @Sendable (inout OrganizationRecord) -> Void
    ) async throws {
        let before = try await load(town[agency], in: town)
        var record = before.record
        edit(&record)
        let change = OrganizationChange(of: before.id, version: version ?? before.version, to: record)
        try await town.database.write { [now = town.now, cipher = town.cipher, actor = town[person]] in
            try change.make(by: actor, at: now, protection: cipher, in: $0)
        }
    }

    private func load(_ id: Organization.ID, in town: Town) async throws -> Organization {
        let found = try await town.database.read { [cipher = town.cipher] in
            try Organization.load(id, protection: cipher, in: $0)
        }
        return try #require(found)
    }

    @Test("ORG-17 没有机构管理权限的人不能新增机构")
    func foundingNeedsPermission() async throws {
        try await Town.each { town in
            await #expect(throws: PermissionDenied(permission: .manageOrganizations)) {
                try await found(record(in: town, under: town[.city]), by: .cityBusiness, in: town)
            }
        }
    }

    @Test("新增机构时必填项为空，逐项提示")
    func foundingNamesTheMissingField() async throws {
        try await Town.each { town in
            var record = record(in: town, under: town[.city])
            record.shortName = " "
            let refused = await #expect(throws: OrganizationRefused.self) { try await found(record, by: .cityAdmin, in: town) }
            #expect(refused?.message == "请填写机构简称")
        }
    }

    @Test("STD-01 统一社会信用代码格式不正确的机构不能新增")
    func foundingChecksTheCode() async throws {
        try await Town.each { town in
            var record = record(in: town, under: town[.city])
            record.unifiedSocialCreditCode = "119901000MB0000000"
            await #expect(throws: OrganizationRefused.codeInvalid) { try await found(record, by: .cityAdmin, in: town) }
            #expect(OrganizationRefused.codeInvalid.message == "统一社会信用代码格式不正确")
        }
    }

    @Test("ORG-01 除最上级外每个机构必须有上级机构")
    func foundingNeedsParent() async throws {
        try await Town.each { town in
            await #expect(throws: OrganizationRefused.parentMissing) {
                try await found(record(in: town, under: nil), by: .provinceAdmin, in: town)
            }
        }
    }

    @Test("ORG-07 不能在平级、上级机构之下新增机构")
    func foundingStaysInScope() async throws {
        try await Town.each { town in
            for foreign in [Agency.province, .outsiderCity] {
                await #expect(throws: OrganizationRefused.outOfScope) {
                    try await found(record(in: town, under: town[foreign]), by: .cityAdmin, in: town)
                }
            }
        }
    }

    @Test("ORG-01 机构级别不能高于上级机构")
    func foundingKeepsLevels() async throws {
        try await Town.each { town in
            await #expect(throws: OrganizationRefused.levelAboveParent) {
                try await found(record(in: town, under: town[.township]), by: .cityAdmin, in: town)
            }
        }
    }

    @Test("A.1 同一上级机构下不能有同名机构")
    func foundingKeepsNamesApart() async throws {
        try await Town.each { town in
            var record = record(in: town, under: town[.city])
            record.name = Agency.eastCounty.name
            await #expect(throws: OrganizationRefused.nameTaken) { try await found(record, by: .cityAdmin, in: town) }
        }
    }

    @Test("ORG-01 新增的机构进入机构树，所有上级都能看到，旁系看不到，并写入操作日志")
    func founding() async throws {
        try await Town.each { town in
            let record = record(in: town, under: town[.eastCounty])
            let id = try await found(record, by: .cityAdmin, in: town)
            #expect(try await load(id, in: town).record == record)
            for person in [Person.provinceAdmin, .cityAdmin, .eastAdmin] {
                #expect(try await sees(town[person], id, in: town))
            }
            for person in [Person.westAdmin, .outsiderAdmin] {
                #expect(try await !sees(town[person], id, in: town))
            }
            #expect(try await Facts.of(id.bytes, in: town).map(\.kind) == ["authority.organization.founded"])
        }
    }

    @Test("ORG-02 缴款银行账号密文保存")
    func accountNumberIsSealed() async throws {
        try await Town.each { town in
            let plain = Agency.city.record(under: nil).paymentAccountNumber
            let stored = try await town.database.read { [id = town[.city]] transaction in
                try transaction.value(
                    "SELECT payment_account_number FROM organization WHERE id = \(id)", as: [UInt8].self)
            }
            #expect(!String(decoding: try #require(stored), as: UTF8.self).contains(plain))
            #expect(try await load(town[.city], in: town).record.paymentAccountNumber == plain)
        }
    }

    @Test("ORG-01 上级机构不能是本机构或其下级机构", arguments: [Agency.city, .eastCounty, .township])
    func movingUnderOneself(target: Agency) async throws {
        try await Town.each { town in
            let parent = town[target]
            let refused = await #expect(throws: OrganizationRefused.self) {
                try await change(.city, by: .provinceAdmin, in: town) { $0.parent = parent }
            }
            #expect(refused?.message == "上级机构不能是本机构或其下级机构")
        }
    }

    @Test("ORG-01 机构连同其下级移到新的上级之下：新上级可见，原上级不再可见")
    func moving() async throws {
        try await Town.each { town in
            let parent = town[.outsiderCity]
            try await change(.eastCounty, by: .provinceAdmin, in: town) { $0.parent = parent }
            let fact = try await Facts.of(town[.eastCounty].bytes, in: town).last
            #expect(fact?.payload.details == [FactDetail("上级机构", before: Agency.city.name, after: Agency.outsiderCity.name)])
            #expect(try await sees(town[.outsiderAdmin], town[.township], in: town))
            #expect(try await !sees(town[.cityAdmin], town[.township], in: town))
            #expect(try await sees(town[.eastAdmin], town[.township], in: town))
            #expect(try await sees(town[.provinceAdmin], town[.township], in: town))
        }
    }

    @Test("ORG-07 不能把机构移到管辖范围之外")
    func movingOutOfScope() async throws {
        try await Town.each { town in
            let parent = town[.outsiderCity]
            await #expect(throws: OrganizationRefused.outOfScope) {
                try await change(.eastCounty, by: .cityAdmin, in: town) { $0.parent = parent }
            }
        }
    }

    @Test("OPS-04 机构被他人先改过，后保存的被拒绝")
    func changingAnOldVersion() async throws {
        try await Town.each { town in
            await #expect(throws: StorageError.overtaken) {
                try await change(.eastCounty, by: .cityAdmin, in: town, version: 0) { $0.phone = "0000-0000" }
            }
        }
    }

    @Test("SEC-05 修改机构时记录每个改动字段的新旧值")
    func changeKeepsOldAndNew() async throws {
        try await Town.each { town in
            try await change(.eastCounty, by: .cityAdmin, in: town) { $0.fineCode = "FM-新" }
            let fact = try #require(try await Facts.of(town[.eastCounty].bytes, in: town).last)
            #expect(fact.payload.details == [FactDetail("罚没编码", before: "FM990121", after: "FM-新")])
            #expect(fact.payload.words(actor: "司市管") == "司市管修改机构“白石县应急管理局”")
        }
    }

    @Test("有启用的下级机构时不能停用；最上级不能停用；停用后该机构的登录全部结束")
    func disabling() async throws {
        try await Town.each { town in
            func disable(_ agency: Agency, by person: Person) async throws {
                let act = OrganizationDisabling(of: town[agency], version: 1)
                try await town.database.write { [now = town.now, actor = town[person]] in try act.make(by: actor, at: now, in: $0) }
            }
            await #expect(throws: NotFound()) { try await disable(.outsiderCity, by: .cityAdmin) }
            await #expect(throws: OrganizationDisabling.Refused.root) { try await disable(.province, by: .provinceAdmin) }
            await #expect(throws: OrganizationDisabling.Refused.hasEnabledChildren) { try await disable(.eastCounty, by: .cityAdmin) }
            let desk = Desk(town)
            let signedIn = try await desk.signIn(.townshipOfficer)
            try await disable(.township, by: .cityAdmin)
            #expect(try await desk.reading().current(token: signedIn.token, channel: .desktop, origin: "") == nil)
            await #expect(throws: SignIn.Refused.disabled) { try await desk.signIn(.townshipOfficer) }
            try await disable(.eastCounty, by: .cityAdmin)
        }
    }

    @Test("ORG-05 不是行政执法主体的机构不能以自己名义执法")
    func standingOfABody() throws {
        var record = Agency.city.record(under: nil)
        func organization() -> Organization { Organization(id: .init(), version: 1, status: .enabled, record: record) }
        try organization().requireEnforcementBody()
        record.isEnforcementBody = false
        let notBody = #expect(throws: Organization.Refused.self) { try organization().requireEnforcementBody() }
        #expect(notBody?.message == "本机构不是行政执法主体")
    }

    private func sees(_ actor: Actor, _ id: Organization.ID, in town: Town) async throws -> Bool {
        try await town.database.read { transaction in
            // as at the next request: what a person sees is read anew then
            let scope = try #require(try Actor.acting(for: actor.account, origin: "", in: transaction)).scope
            let listed = try Organization.tree(scope: scope, in: transaction).contains { $0.id == id }
            let covered = try scope.covers(id, in: transaction)
            #expect(listed == covered)
            return listed
        }
    }
}

import Authority
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry

@Suite("监管对象库")
struct SubjectTests {
    @Test("SUBJ-03 同一统一社会信用代码的第二条记录被拒绝，并说出已有对象的名称；代码不可修改")
    func unique() async throws {
        try await ImportDesk.each { desk in
            let record = try Self.record(1, desk)
            let id = try await desk.register(record)
            var twin = record
            twin.name = "另一家厂"
            await #expect(throws: SubjectRefused.exists(record.name)) { try await desk.register(twin) }
            #expect(SubjectRefused.exists("白石县机械厂").message == "该对象已存在：白石县机械厂")
            let other = try Self.record(2, desk)
            await #expect(throws: SubjectRefused.codeIsFixed) { try await desk.change(id, to: other) }
            #expect(try await desk.count() == 1)
            #expect(try await desk.facts("registry.subject.registered") == 1)
        }
    }

    @Test("SUBJ-03 没有权限、不在管辖范围、缺必填项的新建都被拒绝，什么也不留下")
    func refused() async throws {
        try await ImportDesk.each { desk in
            var record = try Self.record(1, desk)
            await #expect(throws: PermissionDenied.self) { try await desk.register(record, by: .eastOfficer) }
            await #expect(throws: SubjectRefused.outOfScope) { try await desk.register(record, by: .westBusiness) }
            record.registeredAddress = ""
            await #expect(throws: SubjectRefused.missing("注册地址")) { try await desk.register(record) }
            #expect(try await desk.count() == 0)
            #expect(try await desk.facts("registry.subject.registered") == 0)
        }
    }

    @Test("SUBJ-04、SUBJ-11 按名称、代码后四位、登记状态、主体类型、风险和信用等级筛选")
    func filters() async throws {
        try await ImportDesk.each { desk in
            var first = try Self.record(1, desk)
            (first.name, first.riskLevel, first.publicCredit) = ("白石县南山铸造厂", .d, .a)
            var second = try Self.record(2, desk)
            (second.registrationStatus, second.entityKind) = (.revoked, .farmerCooperative)
            for record in [first, second, try Self.record(3, desk)] { try await desk.register(record) }
            func found(_ set: (inout SubjectList.Filter) -> Void) async throws -> Int? {
                var filter = SubjectList.Filter()
                set(&filter)
                return try await desk.count(.eastPlanner, filter)
            }
            #expect(try await found { $0.text = "铸造" } == 1)
            #expect(try await found { $0.codeTail = first.code.map { String($0.description.suffix(4)) } } == 1)
            // a part of at least five signs may stand anywhere
            #expect(try await found { $0.codeTail = first.code.map { String($0.description.dropFirst(10).prefix(7)) } } == 1)
            #expect(try await found { $0.codeTail = "ABCDE" } == 0)
            #expect(try await found { $0.registrationStatus = .revoked } == 1)
            #expect(try await found { $0.registrationStatus = .existing } == 2)
            #expect(try await found { $0.entityKind = .farmerCooperative } == 1)
            #expect(try await found { $0.riskLevel = .d } == 1)
            #expect(try await found { $0.publicCredit = .unrated } == 2)
            #expect(try await desk.count(.westBusiness) == 0)
        }
    }

    @Test("SUBJ-12 登记状态有存续、查无下落、关闭停业、清算备案、注销、吊销、撤销、迁出")
    func registrationStatuses() {
        #expect(RegistrationStatus.allCases.map(\.label) == ["存续", "查无下落", "关闭停业", "清算备案", "注销", "吊销", "撤销", "迁出"])
    }

    @Test("SUBJ-28 列表中的电话打码；完整号码只给有权限的人看，每次查看都有记录")
    func masking() async throws {
        try await ImportDesk.each { desk in
            var record = try Self.record(1, desk)
            record.phone = "19900001234"
            let id = try await desk.register(record)
            let rows = try await desk.town.database.read { [town = desk.town] in
                try SubjectList.load(.init(), scope: town[.eastPlanner].scope, page: ListPage(), in: $0).rows
            }
            #expect(rows.map(\.phoneMasked) == ["199****1234"])
            await #expect(throws: PermissionDenied.self) { try await desk.lookWhole(id, by: .eastOfficer) }
            await #expect(throws: NotFound.self) { try await desk.lookWhole(id, by: .westBusiness) }
            #expect(try await desk.facts("registry.subject.fullViewed") == 0)
            #expect(try await desk.lookWhole(id, by: .eastBusiness).record.phone == "19900001234")
            #expect(try await desk.facts("registry.subject.fullViewed") == 1)
        }
    }

    @Test("成立日期不能晚于今天，新建、修改和暂存都一样；当天的可以")
    func establishedInFuture() async throws {
        try await ImportDesk.each { desk in
            let today = desk.town.now.beijingDate
            var record = try Self.record(1, desk)
            record.establishedOn = today.advanced(days: 1)
            let early = record
            await #expect(throws: SubjectRefused.establishedInFuture) { try await desk.register(early) }
            await #expect(throws: SubjectRefused.establishedInFuture) {
                try await desk.town.database.write { [town = desk.town] in
                    _ = try SubjectDrafting(early).make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: $0)
                }
            }
            record.establishedOn = today
            let id = try await desk.register(record)
            await #expect(throws: SubjectRefused.establishedInFuture) { try await desk.change(id, to: early) }
            #expect(try await desk.subject(ImportDesk.code(1))?.record.establishedOn == today)
        }
    }

    static func record(_ number: Int, _ desk: ImportDesk) throws -> SubjectRecord {
        let code = try #require(UnifiedSocialCreditCode(ImportDesk.code(number)))
        var record = SubjectRecord(name: "白石县第\(number)机械厂", code: code, jurisdiction: desk.town[.eastCounty])
        record.legalRepresentative = "钟\(number)"
        record.registeredAddress = "白石县工业路\(number)号"
        record.businessAddress = record.registeredAddress
        return record
    }
}

extension ImportDesk {
    @discardableResult
    func register(_ record: SubjectRecord, by person: Person = .eastBusiness) async throws -> RegulatedSubject.ID {
        try await town.database.write { [town] in
            try SubjectRegistration(record).make(by: town[person], at: town.now, protection: town.cipher, in: $0)
        }
    }

    fileprivate func change(_ id: RegulatedSubject.ID, to record: SubjectRecord) async throws {
        try await town.database.write { [town] in
            try SubjectChange(of: id, version: 1, to: record)
                .make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: $0)
        }
    }

    fileprivate func lookWhole(_ id: RegulatedSubject.ID, by person: Person) async throws -> RegulatedSubject {
        try await town.database.write { [town] in
            try SubjectFullView(of: id).make(by: town[person], at: town.now, protection: town.cipher, in: $0)
        }
    }
}

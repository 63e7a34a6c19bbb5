import Authority
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

@Suite("监管对象的状态")
struct SubjectStateTests {
    @Test("SUBJ-18 暂存只有名称也可以，只有本机构看得到，不计数也不供选用；提交时按必填项检查，提交后在册")
    func drafts() async throws {
        try await ImportDesk.each { desk in
            var record = SubjectRecord(name: "白石县新钢铁厂", code: nil, jurisdiction: desk.town[.eastCounty])
            let draft = record
            let id = try await desk.town.database.write { [town = desk.town] in
                try SubjectDrafting(draft).make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: $0)
            }
            var drafts = SubjectList.Filter()
            drafts.status = .draft
            #expect(try await desk.count(.eastBusiness, drafts) == 1)
            #expect(try await desk.count(.cityBusiness, drafts) == 0)
            #expect(try await desk.subject(id) == nil)
            #expect(try await desk.count(.eastBusiness) == 0)
            await #expect(throws: SubjectRefused.missing("统一社会信用代码")) { try await desk.submit(id) }

            record.code = UnifiedSocialCreditCode(ImportDesk.code(1))
            try await desk.edit(id, to: record, as: .eastBusiness)
            await #expect(throws: SubjectRefused.missing("法定代表人/负责人")) { try await desk.submit(id) }
            (record.legalRepresentative, record.registeredAddress, record.businessAddress) = ("钟一", "工业路1号", "工业路1号")
            try await desk.edit(id, to: record, as: .eastBusiness)
            try await desk.submit(id)
            #expect(try await desk.subject(id)?.status == .registered)
            #expect(try await desk.count(.eastBusiness) == 1)
            #expect(try await desk.count(.eastBusiness, drafts) == 0)
            await #expect(throws: SubjectRefused.notDraft) { try await desk.submit(id) }
        }
    }

    @Test("SUBJ-19 核销写明日期、原因、人，退出列表和计数；业务管理员可以撤销；核销的对象不可修改")
    func writingOff() async throws {
        try await ImportDesk.each { desk in
            let id = try await desk.enter(try SubjectKindTests.record(.site, desk))
            await #expect(throws: SubjectRefused.missing("核销原因")) { try await desk.writeOff(id, reason: "") }
            await #expect(throws: SubjectRefused.wrongDate) { try await desk.writeOff(id, on: desk.town.now.beijingDate.advanced(days: 1)) }
            await #expect(throws: SubjectRefused.hasOpenMatters) { try await desk.writeOff(id, uses: [Busy()]) }
            #expect(SubjectRefused.hasOpenMatters.message == "该企业存在未办结事项，不能核销")
            await #expect(throws: PermissionDenied.self) { try await desk.writeOff(id, by: .eastOfficer) }
            await #expect(throws: NotFound.self) { try await desk.writeOff(id, by: .westBusiness) }
            try await desk.writeOff(id)
            #expect(try await desk.count() == 0)
            #expect(try await desk.subject(id)?.writingOff?.reason == "停业")
            #expect(try await desk.subject(id)?.writingOff?.date == desk.town.now.beijingDate)
            await #expect(throws: SubjectRefused.writtenOff) { try await desk.edit(id, to: try SubjectKindTests.record(.site, desk)) }
            await #expect(throws: SubjectRefused.writtenOff) { try await desk.writeOff(id) }
            try await desk.restore(id)
            #expect(try await desk.count() == 1)
            await #expect(throws: SubjectRefused.notWrittenOff) { try await desk.restore(id) }
            #expect(try await desk.facts("registry.subject.writtenOff") == 1)
            #expect(try await desk.facts("registry.subject.restored") == 1)
        }
    }

    @Test("OPS-04 按旧版本核销或提交被拒绝")
    func stale() async throws {
        try await ImportDesk.each { desk in
            let id = try await desk.enter(try SubjectKindTests.record(.site, desk))
            try await desk.edit(id, to: try SubjectKindTests.record(.site, desk))
            await #expect(throws: StorageError.overtaken) { try await desk.writeOff(id, version: 1) }
            #expect(try await desk.count() == 1)
        }
    }

    @Test("SUBJ-04、SUBJ-15、SUBJ-17、SUBJ-29 行业类型和企业类别可多选；按行业、安全生产要素、企业类别筛选")
    func sorted() async throws {
        try await ImportDesk.each { desk in
            let file = try desk.file(SubjectImport(), [
                ImportDesk.row(1, [.trades: "钢铁企业、粉尘涉爆企业", .safetyElement: "工贸"]),
                ImportDesk.row(2, [.categories: "餐饮服务、大型餐饮"]), ImportDesk.row(3),
            ])
            #expect(try await desk.importAll(file, "subjects").state.created == 3)
            func found(_ set: (inout SubjectList.Filter) -> Void) async throws -> Int? {
                var filter = SubjectList.Filter()
                set(&filter)
                return try await desk.count(.eastPlanner, filter)
            }
            #expect(try await found { $0.trade = "粉尘涉爆企业" } == 1)
            #expect(try await found { $0.trade = "粉尘" } == 0)
            #expect(try await found { $0.safetyElement = .industryTrade } == 1)
            #expect(try await found { $0.category = .largeCatering } == 1)
            #expect(try await found { $0.category = .drugRetail } == 0)
            let bad = try await desk.importAll(try desk.file(SubjectImport(), [ImportDesk.row(4, [.categories: "理发"])]), "subjects")
            #expect(bad.problems.map(\.message) == ["没有企业类别“理发”"])
        }
    }

    private struct Busy: SubjectUse {
        func hasOpenMatters(_ subject: RegulatedSubject.ID, in transaction: Transaction) throws -> Bool { true }
    }
}

extension ImportDesk {
    fileprivate func submit(_ id: RegulatedSubject.ID) async throws {
        try await town.database.write { [town] transaction in
            let draft = try RegulatedSubject.find(id, scope: town[.eastBusiness].scope, protection: town.cipher, in: transaction)
            try SubjectSubmission(of: id, version: draft?.version ?? 0)
                .make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: transaction)
        }
    }

    fileprivate func edit(_ id: RegulatedSubject.ID, to record: SubjectRecord, as person: Person) async throws {
        try await town.database.write { [town] transaction in
            let draft = try RegulatedSubject.find(id, scope: town[person].scope, protection: town.cipher, in: transaction)
            try SubjectChange(of: id, version: draft?.version ?? 0, to: record)
                .make(by: town[person], at: town.now, protection: town.cipher, in: transaction)
        }
    }

    fileprivate func writeOff(
        _ id: RegulatedSubject.ID, on date: CalendarDate? = nil, reason: String = "停业", version: Int? = nil,
        uses: [any SubjectUse] = [], by person: Person = .eastBusiness
    ) async throws {
        let present = try await subject(id)?.version ?? 0
        let chosen = version ?? present
        try await town.database.write { [town] in
            try SubjectWritingOff(of: id, version: chosen, on: date ?? town.now.beijingDate, reason: reason)
                .make(by: town[person], uses: SubjectUses(uses), at: town.now, protection: town.cipher, in: $0)
        }
    }

    fileprivate func restore(_ id: RegulatedSubject.ID) async throws {
        let version = try await subject(id)?.version ?? 0
        try await town.database.write { [town] in
            try SubjectRestoring(of: id, version: version)
                .make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: $0)
        }
    }
}

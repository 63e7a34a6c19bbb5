import Authority
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

@Suite("自然人和附属类主体")
struct SubjectKindTests {
    static let citizenID = "990101198003070010"

    @Test("SUBJ-01、SUBJ-02 库中有机构类、人员类、附属类三类对象，附属类有六种，各按类别列出和计数")
    func classes() async throws {
        #expect(SubjectClass.attached.kinds.map(\.label) == ["设备设施", "特种设备", "场地场所", "项目工程", "特定产品", "特定人员"])
        try await ImportDesk.each { desk in
            for kind in SubjectKind.allCases where kind != .organization { try await desk.enter(try Self.record(kind, desk)) }
            #expect(try await desk.list(.person).map(\.name) == ["某自然人主体"])
            #expect(try await desk.list(.attached).map(\.kind) == SubjectClass.attached.kinds.reversed())
            #expect(try await desk.list(.organization).isEmpty)
            var lifts = SubjectList.Filter()
            lifts.kind = .specialEquipment
            #expect(try await desk.count(.eastPlanner, lifts) == 1)
            #expect(try await desk.count(.eastPlanner) == 7)
            #expect(try await desk.count(.westBusiness) == 0)
        }
    }

    @Test("SUBJ-03 身份证号码、注册代码等相同的第二条记录被拒绝；A.7 的必填项缺一不可")
    func unique() async throws {
        try await ImportDesk.each { desk in
            for kind in SubjectKind.allCases where kind != .organization {
                let record = try Self.record(kind, desk)
                try await desk.enter(record)
                await #expect(throws: SubjectRefused.exists(record.name)) { try await desk.enter(record) }
                for (field, isRequired) in kind.fields where isRequired && field != .citizenID {
                    var lacking = record
                    lacking[field] = ""
                    await #expect(throws: SubjectRefused.missing(field.label(of: kind))) { try await desk.enter(lacking) }
                }
            }
            #expect(try await desk.facts("registry.subject.registered") == 7)
        }
    }

    @Test("SEC-06、SUBJ-28 身份证号码加密存储，列表打码，对象编码不是身份证号码；完整查看有记录")
    func protected() async throws {
        try await ImportDesk.each { desk in
            let id = try await desk.enter(try Self.record(.person, desk))
            #expect(try await desk.list(.person).map(\.citizenIDMasked) == ["9901**********0010"])
            let stored = try await desk.stored(id).joined(separator: " ")
            #expect(!stored.contains("19800307"))
            let found = try #require(await desk.subject(id))
            #expect(found.record.citizenID?.description == Self.citizenID)
            #expect(found.record.gender == "男")
            #expect(found.objectCode.hasPrefix("ZR") && found.objectCode.count == 12)
            var other = found.record
            other.citizenID = CitizenIDNumber(completing: "99010119800307002")
            await #expect(throws: SubjectRefused.citizenIDIsFixed) { try await desk.edit(id, to: other) }
        }
    }

    @Test("STD-02 没有通用代码的记录列为待补全，不计数也不供选用；补全后转为在册")
    func incomplete() async throws {
        try await ImportDesk.each { desk in
            var person = try Self.record(.person, desk)
            person.citizenID = nil
            let id = try await desk.enter(person)
            #expect(try await desk.count() == 0)
            var waiting = SubjectList.Filter()
            waiting.status = .incomplete
            #expect(try await desk.count(.eastPlanner, waiting) == 1)
            await #expect(throws: SubjectRefused.exists(person.name)) { try await desk.enter(person) }
            person.citizenID = CitizenIDNumber(Self.citizenID)
            try await desk.edit(id, to: person)
            #expect(try await desk.subject(id)?.status == .registered)
            #expect(try await desk.count() == 1)
            #expect(try await desk.count(.eastPlanner, waiting) == 0)
        }
    }

    @Test("STD-02、SUBJ-13 导入时没有统一社会信用代码的企业待补全，再次导入不重复")
    func incompleteImport() async throws {
        try await ImportDesk.each { desk in
            let file = try desk.file(SubjectImport(), [ImportDesk.row(1, [.code: ""]), ImportDesk.row(2)])
            #expect(try await desk.importAll(file, "subjects").state.created == 2)
            #expect(try await desk.count() == 1)
            #expect(try await desk.importAll(file, "subjects").state.outcome == "新增0行，更新0行，未变化2行，未导入0行")
        }
    }

    @Test("SUBJ-13 每种对象有自己的导入模板；再次导入更新同一对象，错误的行说明原因", arguments: SubjectKind.allCases.filter { $0 != .organization })
    func sheets(kind: SubjectKind) async throws {
        try await ImportDesk.each { desk in
            let sheet = SubjectKindImport(kind)
            let record = try Self.record(kind, desk)
            let row = kind.fields.map { record[$0.field] } + [""]
            #expect(try await desk.importAll(try desk.file(sheet, [row]), sheet.code).state.created == 1)
            #expect(try await desk.importAll(try desk.file(sheet, [row]), sheet.code).state.outcome == "新增0行，更新0行，未变化1行，未导入0行")
            let report = try await desk.importAll(try desk.file(sheet, [[""] + row.dropFirst()]), sheet.code)
            #expect(report.problems.map(\.message) == ["请填写" + SubjectField.name.label(of: kind)])
            #expect(try await desk.count() == 1)
        }
    }

    @Test("SUBJ-26 来自登记机关的代码、名称、登记状态不可修改，其他字段可以补充")
    func fromAuthority() async throws {
        try await ImportDesk.each { desk in
            var record = SubjectRecord(
                name: "白石县第一机械厂", code: UnifiedSocialCreditCode(ImportDesk.code(1)), jurisdiction: desk.town[.eastCounty])
            (record.legalRepresentative, record.registeredAddress, record.businessAddress) = ("钟一", "工业路1号", "工业路1号")
            let id = try await desk.enter(record, source: .approvalAuthority)
            var (renamed, revoked) = (record, record)
            renamed.name = "白石县别的机械厂"
            revoked.registrationStatus = .revoked
            for changed in [renamed, revoked] {
                await #expect(throws: SubjectRefused.fromAuthority) { try await desk.edit(id, to: changed) }
            }
            #expect(SubjectRefused.fromAuthority.message == "该字段来自登记机关，不可修改")
            record.liaison = "路二"
            try await desk.edit(id, to: record)
            #expect(try await desk.subject(id)?.record.liaison == "路二")
        }
    }

    static func record(_ kind: SubjectKind, _ desk: ImportDesk) throws -> SubjectRecord {
        var record = SubjectRecord(kind, name: "某" + kind.label, jurisdiction: desk.town[.eastCounty])
        for (field, _) in kind.fields where field != .name {
            record[field] = switch field.form {
            case .citizenID: citizenID
            case .date: "2026-05-01"
            case .decimal: "120.5"
            case .phone: "19900001234"
            case .choice(let words): words[0]
            case .text: field.label(of: kind) + "一"
            }
        }
        return record
    }
}

extension ImportDesk {
    @discardableResult
    func enter(
        _ record: SubjectRecord, source: SubjectSource = .entered, by person: Person = .eastBusiness
    ) async throws -> RegulatedSubject.ID {
        try await town.database.write { [town] in
            try SubjectRegistration(record, source: source).make(by: town[person], at: town.now, protection: town.cipher, in: $0)
        }
    }

    func edit(_ id: RegulatedSubject.ID, to record: SubjectRecord, by person: Person = .eastBusiness) async throws {
        let version = try await subject(id)?.version ?? 0
        try await town.database.write { [town] in
            try SubjectChange(of: id, version: version, to: record)
                .make(by: town[person], at: town.now, protection: town.cipher, in: $0)
        }
    }

    func subject(_ id: RegulatedSubject.ID) async throws -> RegulatedSubject? {
        try await town.database.read { [town] in
            try RegulatedSubject.find(id, scope: town[.provinceBusiness].scope, protection: town.cipher, in: $0)
        }
    }

    func list(_ subjectClass: SubjectClass) async throws -> [SubjectList.Row] {
        var filter = SubjectList.Filter()
        filter.subjectClass = subjectClass
        let chosen = filter
        return try await town.database.read { [town] in
            try SubjectList.load(chosen, scope: town[.eastPlanner].scope, page: ListPage(size: 100), in: $0).rows
        }
    }
}

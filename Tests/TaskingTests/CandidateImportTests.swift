import Authority
import Foundation
import Spreadsheets
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry
@testable import Tasking

@Suite("导入检查对象名单")
struct CandidateImportTests {
    @Test("DRAW-11 名单按编码与名录库比对；已在名单中的不重复加入；错误的行逐行说明，选择后只导入正确的行")
    func names() async throws {
        try await DrawStage.each(subjects: 3) { stage in
            try await stage.register([1, 2, 4])
            let sheet = try Self.sheet([Self.line(1), Self.line(2), Self.line(2), Self.line(3), ["无码", "123", "", ""]])
            let refused = await #expect(throws: ChoosingRefused.self) { try await stage.take(sheet, as: "名单", good: false) }
            #expect(refused?.message.contains("名单有2行有误") == true)
            #expect(refused?.message.contains("第5行“\(Self.code(3))”不在检查对象名录库中") == true)
            #expect(refused?.message.contains("统一社会信用代码格式不正确") == true)
            #expect(try await stage.totals().all == 0)

            let outcome = try await stage.take(sheet, as: "名单", good: true)
            #expect(outcome.added == 2)
            #expect(outcome.complaint?.contains("第5行") == true)
            #expect(try await stage.take(try Self.sheet([Self.line(2), Self.line(4)]), as: "又一份", good: false).added == 1)
            #expect(try await stage.categories().map(\.size) == [2, 1])
        }
    }

    @Test("DRAW-23 用监管对象导入模板时，新企业并入名录库，已有的按统一社会信用代码更新；没有维护权限的人被拒绝")
    func records() async throws {
        try await DrawStage.each(subjects: 0) { stage in
            try await stage.register([1])
            let rows = [Self.record(1, name: "青石县第一改名厂"), Self.record(2, name: "青石县第二新厂")]
            let sheet = try Self.sheet(rows, SubjectImport().layout)
            await #expect(throws: PermissionDenied.self) { try await stage.take(sheet, as: "待选企业", good: false) }
            #expect(try await stage.take(sheet, as: "待选企业", good: false, by: .eastBusiness).added == 2)
            let found = try await stage.read { try CandidateList.load(of: stage.task, .init(), page: ListPage(), in: $0) }
            #expect(Set(found.rows.map(\.name)) == ["青石县第一改名厂", "青石县第二新厂"])
        }
    }

    @Test("SUBJ-14 不是系统模板的名单被拒绝；太长的名单说明怎么办")
    func templates() throws {
        let wrong = SheetLayout(name: "别的", columns: [SheetColumn("企业"), SheetColumn("代码")])
        #expect(throws: ImportRefused.unreadable(.notOurTemplate)) { try Self.sheet([["甲", "乙"]], wrong) }
        #expect(throws: ImportRefused.noRows) { try Self.sheet([]) }
        let many = (0...CandidateSheet.limit).map { _ in Self.line(1) }
        #expect(throws: ImportRefused.tooManyRows(CandidateSheet.limit)) { try Self.sheet(many) }
    }

    @Test("DRAW-07 指定名单由模板导入，列出对象名称、类型、地址；错误的编码逐行指出")
    func excluded() async throws {
        try await DrawStage.each(subjects: 0) { stage in
            try await stage.register([1, 2])
            try await stage.add()
            let found = try Self.sheet([Self.line(1), Self.line(9)]).codes()
            #expect(found.problems.isEmpty)
            #expect(try await stage.exclude(ExclusionRule(codes: found.codes)) == 1)
            let entries = try await stage.read { try ExclusionEntry.first(10, of: stage.task, in: $0) }
            #expect(entries.map(\.code) == [Self.code(1), Self.code(9)].sorted())
            #expect(Set(entries.map(\.name)) == ["青石县第1厂", ""])
            #expect(try Self.sheet([["甲", "12", "", ""]]).codes().complaint.hasPrefix("名单有1行有误：第2行"))
        }
    }

    @Test("DRAW-09 名单可按类型、地址、管辖区筛选；批量删除后不再参加抽取")
    func list() async throws {
        try await DrawStage.each(subjects: 0) { stage in
            try await stage.register([1, 2, 3])
            try await stage.add()
            var filter = CandidateList.Filter()
            filter.address = "工业路2号"
            filter.kind = .enterprise
            filter.jurisdiction = stage.town[.eastCounty]
            let found = try await stage.read { [filter] in try CandidateList.load(of: stage.task, filter, page: ListPage(), in: $0) }
            #expect(found.rows.map(\.name) == ["青石县第2厂"])
            let subject = try #require(found.rows.first).subject
            let removal = CandidateRemoval(of: [subject], from: stage.task)
            #expect(try await stage.write { try removal.make(by: $1, at: $2, in: $0) } == 1)
            #expect(try await stage.totals().all == 2)
            await #expect(throws: ChoosingRefused.subjectsMissing) {
                try await stage.write { try removal.make(by: $1, at: $2, in: $0) }
            }
        }
    }

    fileprivate static func code(_ number: Int) -> String {
        UnifiedSocialCreditCode(completing: "91990121MA" + String(String(10_000_000 + number).dropFirst()))?.description ?? ""
    }

    private static func line(_ number: Int) -> [String] { ["青石县第\(number)厂", code(number), "", ""] }

    private static func record(_ number: Int, name: String) -> [String] {
        SubjectImport().layout.columns.map { column in
            switch column.heading {
            case RegulatedSubject.Label.name: name
            case RegulatedSubject.Label.code: code(number)
            case RegulatedSubject.Label.legalRepresentative: "钟七"
            case RegulatedSubject.Label.registeredAddress, RegulatedSubject.Label.businessAddress: "青石县工业路1号"
            default: ""
            }
        }
    }

    private static func sheet(_ rows: [[String]], _ layout: SheetLayout = CandidateSheet.layout) throws -> CandidateSheet {
        let path = NSTemporaryDirectory() + "/mingcha-test-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writer = try SheetFormat.csv.writer(path: path, layout: layout)
        for row in rows { try writer.append(row) }
        try writer.finish()
        return try CandidateSheet.read(path: path, named: "名单.csv")
    }
}

extension DrawStage {
    /// Enterprises of the county with codes that are well formed.
    fileprivate func register(_ numbers: [Int]) async throws {
        let (business, now, cipher) = (town[.eastBusiness], town.now, town.cipher)
        try await town.database.write { transaction in
            for number in numbers {
                let code = try #require(UnifiedSocialCreditCode(CandidateImportTests.code(number)))
                var record = SubjectRecord(name: "青石县第\(number)厂", code: code, jurisdiction: business.organization)
                record.legalRepresentative = "钟七"
                record.registeredAddress = "青石县工业路\(number)号"
                record.businessAddress = "青石县工业路\(number)号"
                _ = try SubjectRegistration(record).make(by: business, at: now, protection: cipher, in: transaction)
            }
        }
    }

    fileprivate func take(
        _ sheet: CandidateSheet, as category: String, good: Bool, by person: Person = .eastPlanner
    ) async throws -> CandidateImport.Outcome {
        let (actor, now, cipher) = (town[person], town.now, town.cipher)
        return try await town.database.write { [task] in
            try CandidateImport(of: sheet, to: task, as: category, acceptsGood: good)
                .make(by: actor, at: now, protection: cipher, in: $0)
        }
    }
}

import Authority
import Ledger
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Registry

@Suite("撤回导入")
struct ImportTakingBackTests {
    private static func imported(_ rows: [[String]], _ desk: ImportDesk) async throws -> Job.ID {
        let id = try await desk.submit(try desk.file(SubjectImport(), rows), "subjects", isAttended: true)
        try await desk.work()
        try await desk.confirm(id)
        try await desk.work()
        desk.town.time.advance(minutes: 1)
        return id
    }

    private static func takeBack(_ id: Job.ID, _ desk: ImportDesk, by person: Person = .eastBusiness) async throws -> Job {
        let imports = desk.job()
        let taking = ImportTakingBackJob(imports: imports, perStep: 2)
        let (town, now) = (desk.town, desk.town.now)
        let job = try await town.database.write { transaction in
            try ImportTakingBack(of: id).make(kinds: imports, job: taking, by: town[person], at: now, in: transaction)
        }
        let runner = JobRunner(database: town.database, kinds: [imports, taking], clock: town.clock)
        while try await runner.runNext() {}
        return try await town.database.read { try Job.load(job, scope: town[.provinceBusiness].scope, in: $0) }
    }

    @Test("SUBJ-13 撤回导入：新增的删除，更新的恢复导入前的内容，搜索和计数都回到导入前，记入日志；不能再撤回一次")
    func back() async throws {
        try await ImportDesk.each { desk in
            _ = try await Self.imported((1...3).map { ImportDesk.row($0) }, desk)
            let rows = [ImportDesk.row(1), ImportDesk.row(2, name: "白石县新名称机械厂")] + (4...6).map { ImportDesk.row($0) }
            let second = try await Self.imported(rows, desk)
            #expect(try await desk.count() == 6)
            let touched = try #require(try await desk.look(second).report.touched)
            #expect(touched.created == 3)
            #expect(touched.changed == 1)
            await #expect(throws: NotFound.self) { _ = try await Self.takeBack(second, desk, by: .eastOfficer) }
            let job = try await Self.takeBack(second, desk)
            #expect(job.message == "已撤回：删除3条，恢复1条")
            #expect(try await desk.count() == 3)
            #expect(try await desk.subject(ImportDesk.code(2))?.record.name == "白石县第2机械厂")
            #expect(try await desk.subject(ImportDesk.code(5)) == nil)
            var filter = SubjectList.Filter()
            filter.text = "第5机械厂"
            #expect(try await desk.count(.provinceBusiness, filter) == 0)
            #expect(try await desk.facts("registry.import.takenBack") == 1)
            await #expect(throws: ImportRefused.nothingToTakeBack) { _ = try await Self.takeBack(second, desk) }
            // what came in again is new again
            #expect(try await desk.importAll(try desk.file(SubjectImport(), rows), "subjects").state.created == 3)
        }
    }

    @Test("SUBJ-13 导入之后有人改过的记录，整次撤回被拒绝并列出名称，没有改动任何记录")
    func builtOn() async throws {
        try await ImportDesk.each { desk in
            let id = try await Self.imported((1...5).map { ImportDesk.row($0) }, desk)
            let subject = try #require(try await desk.subject(ImportDesk.code(4)))
            var record = subject.record
            record.liaison = "柳四"
            let change = SubjectChange(of: subject.id, version: subject.version, to: record)
            try await desk.town.database.write { [town = desk.town] in
                try change.make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: $0)
            }
            let job = try await Self.takeBack(id, desk)
            #expect(job.message == "不能撤回，没有改动任何记录：1条记录在导入之后已有变化——“白石县第4机械厂”之后已被修改")
            #expect(try await desk.count() == 5)
            #expect(try await desk.look(id).report.touched != nil)
            #expect(try await desk.facts("registry.import.takenBack") == 0)
        }
    }
}

import Authority
import Ledger
import Spreadsheets
import Storage
import TestKit
import Testing
import Vault

@testable import Importing
@testable import Library
@testable import Registry

@Suite("导出监管对象")
struct SubjectExportTests {
    private static func invent(_ count: Int, _ desk: ImportDesk) async throws {
        _ = try await LibrarySynthesis(subjects: count).run(
            in: desk.town.database, by: desk.town[.provinceBusiness], clock: desk.town.clock, protection: desk.town.cipher)
    }

    private static func filter(_ text: String) -> SubjectList.Filter {
        var filter = SubjectList.Filter()
        filter.text = text
        return filter
    }

    /// Hands in, works until the end, and reads the file that was made.
    private static func export(
        _ filter: SubjectList.Filter, _ format: SheetFormat, by person: Person, _ desk: ImportDesk
    ) async throws -> (job: Job, rows: [[String]]) {
        let kind = ExportJob(kinds: [SubjectExport()], vault: desk.vault, protection: desk.town.cipher, recordsPerStep: 40)
        let id = try await desk.town.database.write { [town = desk.town] transaction in
            try Export(SubjectExport(), filter, as: format).make(by: town[person], at: town.now, protection: town.cipher, job: kind, in: transaction)
        }
        let runner = JobRunner(database: desk.town.database, kinds: [kind], clock: desk.town.clock)
        while try await runner.runNext() {}
        let (job, file) = try await desk.town.database.read { [town = desk.town] transaction in
            let job = try Job.load(id, scope: town[.provinceBusiness].scope, in: transaction)
            let file = try ExportedFile.load(job).flatMap { StoredFile.ID($0.file) }
                .flatMap { try StoredFile.load($0, in: transaction) }
            return (job, file)
        }
        guard let file else { return (job, []) }
        var rows: [[String]] = []
        try SheetReader.open(path: desk.vault.path(of: file.kept.hash)).forEachRow { rows.append(Array($1)) }
        return (job, rows)
    }

    @Test("SEC-10 导出的文件恰含所选的对象，手机号码隐去，末行写明导出人和时间，日志记下条数和文件摘要", arguments: [SheetFormat.xlsx, .csv])
    func whole(format: SheetFormat) async throws {
        try await ImportDesk.each { desk in
            try await Self.invent(130, desk)
            let filter = Self.filter("餐饮")
            let counted = try await desk.count(.provinceBusiness, filter)
            let wanted = try #require(counted)
            let (job, rows) = try await Self.export(filter, format, by: .provinceBusiness, desk)
            #expect(job.message == "已导出\(wanted)条")
            #expect(rows.count == wanted + 2)
            #expect(rows.dropFirst().dropLast().allSatisfy { $0[0].contains("餐饮") && $0[7].contains("****") })
            #expect(rows.last?.first?.hasPrefix("导出人：孟省业") == true)
            let facts = try await desk.facts("registry.export.exported")
            #expect(facts == 1)
        }
    }

    @Test("SEC-10 超过1000条须有批量导出权限；导出只含本人范围内的对象；没有符合条件的不导出")
    func limits() async throws {
        try await ImportDesk.each { desk in
            try await Self.invent(1100, desk)
            let all = SubjectList.Filter()
            await #expect(throws: ExportRefused.tooMany) { _ = try await Self.export(all, .csv, by: .provinceSupervisor, desk) }
            let none = Self.filter("鼎鼎鼎鼎")
            await #expect(throws: ExportRefused.nothing("监管对象")) { _ = try await Self.export(none, .csv, by: .provinceSupervisor, desk) }
            let counted = try await desk.count(.eastBusiness)
            let own = try #require(counted)
            let (byEast, byProvince) = (
                try await Self.export(all, .csv, by: .eastBusiness, desk), try await Self.export(all, .csv, by: .provinceBusiness, desk)
            )
            #expect(byEast.rows.count == own + 2)
            #expect(own < 1100)
            #expect(byProvince.rows.count == 1102)
        }
    }

    @Test("导出中途进程中断，由另一进程从头写起，文件仍然完整")
    func takenOver() async throws {
        try await ImportDesk.each { desk in
            try await Self.invent(90, desk)
            let kind = ExportJob(kinds: [SubjectExport()], vault: desk.vault, protection: desk.town.cipher, recordsPerStep: 40)
            _ = try await desk.town.database.write { [town = desk.town] transaction in
                try Export(SubjectExport(), .init(), as: .csv).make(
                    by: town[.provinceBusiness], at: town.now, protection: town.cipher, job: kind, in: transaction)
            }
            let first = JobRunner(database: desk.town.database, kinds: [InterruptedJob(kind)], clock: desk.town.clock)
            _ = try await first.runNext()
            try await first.takeOverAtStart()
            let (job, rows) = try await Self.export(.init(), .csv, by: .provinceBusiness, desk)
            #expect(job.state == .done)
            #expect(rows.count == 92)
            let facts = try await desk.facts("registry.export.exported")
            #expect(facts == 2)
        }
    }
}

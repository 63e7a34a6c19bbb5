import Authority
import Ledger
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry

@Suite("批量标注全部筛选结果")
struct AnnotationJobTests {
    @Test("SUBJ-08 全部筛选结果分步标注：成功n条，失败n条和原因；中断后接着做，不重复；后来录入的不标注")
    func whole() async throws {
        try await ImportDesk.each { desk in
            let (item, change) = try await Self.order(desk)
            let file = try desk.file(SubjectImport(), (1...25).map { ImportDesk.row($0) })
            #expect(try await desk.importAll(file, "subjects").state.created == 25)
            let job = AnnotationJob(protection: desk.town.cipher, perStep: 10)
            let id = try await Self.submit(job, change, desk)
            _ = try await desk.importAll(try desk.file(SubjectImport(), [ImportDesk.row(99)]), "subjects")
            try await Self.finish(job, id, desk)
            let ended = try await desk.town.database.read { [town = desk.town] in
                try Job.load(id, scope: town[.eastBusiness].scope, in: $0)
            }
            #expect(ended.state == .done && ended.message == "成功25条，失败0条")
            #expect(try await desk.directory(item: item) == 25)
            #expect(try await desk.facts("registry.subject.annotated") == 25)
        }
    }

    @Test("SUBJ-08 类别不符的对象逐个列出原因，不影响其余")
    func refused() async throws {
        try await ImportDesk.each { desk in
            let (item, _) = try await Self.order(desk)
            let ofLifts = try await desk.item("100000000079", [.attached])
            _ = try await desk.importAll(try desk.file(SubjectImport(), (1...3).map { ImportDesk.row($0) }), "subjects")
            var change = AnnotationChange()
            change.addedItems = [item, ofLifts]
            let job = AnnotationJob(protection: desk.town.cipher, perStep: 2)
            let id = try await Self.submit(job, change, desk)
            try await Self.finish(job, id, desk)
            let (ended, lines) = try await desk.town.database.read { [town = desk.town] in
                (try Job.load(id, scope: town[.eastBusiness].scope, in: $0), try ImportProblemLine.list(id, limit: 10, in: $0))
            }
            #expect(ended.message == "成功0条，失败3条")
            #expect(lines.map(\.row) == [1, 2, 3])
            #expect(Set(lines.map(\.message)) == ["事项“对事项100000000079的行政检查”不适用于机构类主体"])
            #expect(try await desk.directory(item: item) == 0)
        }
    }

    @Test("SUBJ-08 取消后已标注的保留，其余不变，并说明做了多少")
    func cancelled() async throws {
        try await ImportDesk.each { desk in
            let (item, change) = try await Self.order(desk)
            _ = try await desk.importAll(try desk.file(SubjectImport(), (1...25).map { ImportDesk.row($0) }), "subjects")
            let job = AnnotationJob(protection: desk.town.cipher, perStep: 10)
            let id = try await Self.submit(job, change, desk)
            let runner = JobRunner(database: desk.town.database, kinds: [job], clock: desk.town.clock)
            _ = try await desk.town.database.write { [town = desk.town] in
                try Job.cancel(id, label: "批量标注", by: town[.eastBusiness], at: town.now, in: $0)
            }
            while try await runner.runNext() {}
            let place = try await desk.town.database.read { [town = desk.town] in
                try AnnotationPlace.of(Job.load(id, scope: town[.eastBusiness].scope, in: $0))
            }
            #expect(place?.words == "成功0条，失败0条")
            #expect(try await desk.directory(item: item) == 0)
        }
    }

    @Test("SUBJ-08 没有权限、没有内容、没有对象的被拒绝")
    func nothing() async throws {
        try await ImportDesk.each { desk in
            let (_, change) = try await Self.order(desk)
            let job = AnnotationJob(protection: desk.town.cipher)
            await #expect(throws: AnnotationRefused.noSubjects) { _ = try await Self.submit(job, change, desk) }
            await #expect(throws: AnnotationRefused.nothing) { _ = try await Self.submit(job, AnnotationChange(), desk) }
            await #expect(throws: PermissionDenied.self) { _ = try await Self.submit(job, change, desk, by: .eastOfficer) }
        }
    }

    private static func order(_ desk: ImportDesk) async throws -> (Item.ID, AnnotationChange) {
        let item = try await desk.item("100000000078", [.organization])
        var change = AnnotationChange()
        change.addedItems = [item]
        return (item, change)
    }

    private static func submit(
        _ job: AnnotationJob, _ change: AnnotationChange, _ desk: ImportDesk, by person: Person = .eastBusiness
    ) async throws -> Job.ID {
        try await desk.town.database.write { [town = desk.town] in
            try AnnotationSubmission(SubjectList.Filter(), change).make(by: town[person], at: town.now, job: job, in: $0)
        }
    }

    private static func finish(_ job: AnnotationJob, _ id: Job.ID, _ desk: ImportDesk) async throws {
        let runner = JobRunner(database: desk.town.database, kinds: [job], clock: desk.town.clock)
        while try await runner.runNext() {}
    }
}

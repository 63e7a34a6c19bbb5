import Importing
import Library
import Registry
import Storage
import Tasking
import TestKit
import Testing

@testable import Inspecting

@Suite("撤回导入：任务中的记录")
struct RecordUseTests {
    @Test("SUBJ-13、OFCR-05 已在检查任务中的对象和执法人员不能随导入撤回，其他的可以")
    func inTasks() async throws {
        try await VisitDesk.each { desk in
            let officer = try #require(desk.officer.officer)
            let used = try await desk.town.database.read { transaction in
                let subject = try TaskSubject.load(desk.visit, scope: desk.officer.scope, in: transaction).subject
                return try [subject.as(ImportedRecord.self), officer.as(ImportedRecord.self), ImportedRecord.ID()].map {
                    try TaskRecordUse().isUsed($0, in: transaction)
                }
            }
            #expect(used == [true, true, false])
        }
    }
}

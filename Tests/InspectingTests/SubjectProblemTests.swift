import Authority
import Storage
import Tasking
import TestKit
import Testing

@testable import Inspecting

@Suite("执法情报")
struct SubjectProblemTests {
    @Test("SUBJ-20 对象的执法情报列出发现的问题；退回的结果不列，别的机构的人看不到")
    func problems() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            try await desk.inspect(&phone)
            let found = try await desk.problems(.eastBusiness)
            #expect(found.count == 1)
            #expect(found.map(\.inspection) == [desk.visit])
            #expect(found.allSatisfy { !$0.description.isEmpty })
            #expect(try await desk.problems(.westBusiness).isEmpty)
            try await desk.review(.returned, reason: "照片不清")
            #expect(try await desk.problems(.eastBusiness).isEmpty)
        }
    }
}

extension VisitDesk {
    fileprivate func problems(_ person: Person) async throws -> [SubjectProblem] {
        try await write { [town, visit] transaction in
            let subject = try TaskSubject.lock(visit, in: transaction).subject
            return try SubjectProblem.all(of: subject, scope: town[person].scope, in: transaction)
        }
    }
}

import Library
import Storage
import Tasking
import TestKit
import Testing

@testable import Inspecting

@Suite("联合任务的现场检查")
struct JointVisitTests {
    private static let waiting = "待抽取：\(Agency.westCounty.name)尚未选派检查人员"

    @Test("JOIN-09、INSP-02、MOB-04 还有机构没有选派人员时，手机收到检查和缺少的机构名，录入、提交都被拒绝并写明；选派齐后可以录入")
    func blocked() async throws {
        try await VisitDesk.each { desk in
            try await desk.join()
            var phone = Phone(desk.visit)
            phone.basics(.place, "一号车间")
            let outcome = try await desk.deliver(phone.events)
            #expect(outcome.accepted.isEmpty && outcome.rejected.map(\.message) == [Self.waiting])
            #expect(outcome.rejected.map(\.code) == ["field.visit.awaitingOfficers"])
            let submission = ResultSubmission(of: desk.visit, from: .mobile, VisitResult(), notice: nil, signatures: [:], refusal: nil)
            let refused = await #expect(throws: ResultRefused.self) {
                _ = try await desk.write { [desk] in
                    try submission.make(by: desk.officer, at: desk.town.now, protection: desk.town.cipher, material: desk.vault, in: $0)
                }
            }
            #expect(refused?.message == Self.waiting)
            let officer = try #require(desk.officer.officer)
            func head() async throws -> (status: String?, lacking: Int?) {
                let heads = try await desk.write { [desk] in try VisitPackage.heads(of: officer, at: desk.town.now, in: $0) }
                guard case .list(let visits)? = heads["visits"], case .text(let status)? = visits.first?["status"],
                    case .list(let lacking)? = visits.first?["lacking"]
                else { return (nil, nil) }
                return (status, lacking.count)
            }
            #expect(try await head() == ("awaitingOfficers", 1))
            try await desk.letBegin()
            #expect(try await head() == ("awaitingInspection", 0))
            var next = Phone(desk.visit)
            next.basics(.place, "一号车间")
            #expect(try await desk.deliver(next.events).rejected.isEmpty)
        }
    }

    @Test("JOIN-10、INSP-07 每个机构只用本机构事项的检查表单，联合检查默认为是")
    func forms() async throws {
        try await VisitDesk.each { desk in
            let other = try await desk.join()
            let counts = try await desk.write { [desk] transaction in
                try [desk.visit, other].map { try InspectedForm.load($0, of: desk.task, in: transaction).cards.count }
            }
            #expect(counts == [3, 1])
            #expect(try await desk.open()[.joint] == "yes")
        }
    }
}

import Authority
import Library
import Storage
import Tasking
import TestKit
import Testing
import Timekeeping

@testable import Inspecting

@Suite("移动端任务指派")
struct TaskReassignmentTests {
    private func reassign(
        _ desk: VisitDesk, to officers: [Identifier<OfficerMark>], seen: [Identifier<OfficerMark>], by actor: Actor? = nil
    ) async throws {
        let noun = TaskReassignment(of: desk.visit, to: Set(officers), seen: Set(seen)), town = desk.town, officer = actor ?? desk.officer
        try await desk.write { try noun.make(by: officer, at: town.now, in: $0) }
    }

    @Test("TASK-33、ADJ-07、OPS-04 即时检查、专项检查、事件核查、二次核查的检查人员在移动端改为本机构其他执法人员；所见的人员已变化的不能指派")
    func reassignment() async throws {
        for mode in [InspectionMode.instant, .special, .eventVerification, .secondVerification] {
            try await VisitDesk.each(mode) { desk in
                let third = try await desk.write { try VisitDesk.addOfficer(.eastSecondOfficer, number: "99012100031", desk.town, in: $0) }
                let (first, second) = (try #require(desk.officer.officer), try #require(desk.partner.officer))
                await #expect(throws: TaskSubjectRefused.tooFewOfficers) { try await reassign(desk, to: [third], seen: [first, second]) }
                await #expect(throws: FoundingRefused.officerUnknown) { try await reassign(desk, to: [first, Identifier<OfficerMark>()], seen: [first, second]) }
                await #expect(throws: PermissionDenied.self) { try await reassign(desk, to: [second, third], seen: [first, second], by: desk.outsider) }
                let told = try await desk.count(.messages)
                try await reassign(desk, to: [second, third], seen: [first, second])
                let officers = try await desk.write { try TaskSubject.officers(of: desk.visit, in: $0) }
                #expect(Set(officers.map(\.officer)) == [second, third] && officers.filter(\.isLead).count == 1)
                #expect(try await desk.count(.messages) == told + 1)
                await #expect(throws: NotFound.self) { try await reassign(desk, to: [first, second], seen: [second, third]) }
                await #expect(throws: StorageError.overtaken) {
                    try await reassign(desk, to: [first, second], seen: [first, second], by: desk.partner)
                }
            }
        }
    }

    @Test("ADJ-07 已录入检查结果的不能指派；双随机抽查和日常检查的人员不在移动端调整")
    func refusals() async throws {
        try await VisitDesk.each(.special) { desk in
            let (first, second) = (try #require(desk.officer.officer), try #require(desk.partner.officer))
            let third = try await desk.write { try VisitDesk.addOfficer(.eastSecondOfficer, number: "99012100031", desk.town, in: $0) }
            var phone = Phone(desk.visit)
            phone.giveNotice()
            try await desk.deliver(phone.events)
            let refused = await #expect(throws: ReassignmentRefused.self) { try await reassign(desk, to: [second, third], seen: [first, second]) }
            #expect(refused?.message == "已录入检查结果，不能调整检查人员")
        }
        for mode in [InspectionMode.doubleRandom, .daily] {
            try await VisitDesk.each(mode) { desk in
                let (first, second) = (try #require(desk.officer.officer), try #require(desk.partner.officer))
                await #expect(throws: ReassignmentRefused.otherMode(mode)) { try await reassign(desk, to: [first, second], seen: [first, second]) }
            }
        }
    }
}

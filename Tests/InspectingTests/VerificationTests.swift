import Authority
import Importing
import Library
import Registry
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Inspecting
@testable import Tasking

@Suite("飞行检查、事件核查和二次核查")
struct VerificationTests {
    private func officers(_ desk: VisitDesk) -> Set<Identifier<OfficerMark>> { Set([desk.officer, desk.partner].compactMap(\.officer)) }

    private func desk(of task: InspectionTask.ID, _ desk: VisitDesk) async throws -> VisitDesk {
        let (visit, form) = try await desk.write { transaction in
            let visit = try #require(try TaskSubject.objects(of: task, in: transaction).rows.first?.subject.id)
            return (visit, try InspectedForm.load(visit, of: task, in: transaction))
        }
        return VisitDesk(
            town: desk.town, task: task, visit: visit, form: form, officer: desk.officer, partner: desk.partner, vault: desk.vault)
    }

    @Test("TASK-30 飞行检查是立即开始的临时任务，按飞行检查的表单填写；对象有未完成的检查时不能发起")
    func flying() async throws {
        try await VisitDesk.each { desk in
            let ground = try await FoundingGround.lay(desk)
            func begin(_ mode: InspectionMode) async throws -> InspectionTask.ID {
                let inspection = InstantInspection(
                    TaskSubject.ID(), in: InspectionTask.ID(), mode, of: ground.subject, item: ground.item, form: ground.form,
                    with: officers(desk), from: TaskOrigin(.assigned, "省局部署"), at: desk.town.now)
                try await desk.write { try inspection.make(by: desk.officer, at: desk.town.now, in: $0) }
                return inspection.task
            }
            let flown = try await begin(.flying)
            let made = try await desk.write { try InspectionTask.lock(flown, in: $0) }
            #expect(made.mode == .flying && made.record.source == .adHoc && made.status == .pending && made.number.contains("飞查"))
            await #expect(throws: FoundingRefused.inspectionPending) { _ = try await begin(.flying) }
            let begun = try await self.desk(of: flown, desk)
            var phone = Phone(begun.visit)
            try await begun.inspect(&phone)
            #expect(try await begun.taskStatus() == .completed)
            _ = try await begin(.flying)
        }
    }

    @Test("TASK-32 事件核查由投诉举报、线索或预警发起，带着来源；核查完成后结果告知发起人")
    func event() async throws {
        try await VisitDesk.each { desk in
            let ground = try await FoundingGround.lay(desk), planner = desk.town[.eastPlanner]
            try await ground.serve(.eventVerification, in: desk)
            func verify(_ kind: OriginKind, _ words: String = "反映粮堆紧邻火源", by actor: Actor? = nil) async throws -> InspectionTask.ID {
                let noun = EventVerification(
                    of: ground.subject, item: ground.item, with: officers(desk), from: TaskOrigin(kind, words, number: "TS-2026-7"))
                return try await desk.write { try noun.make(by: actor ?? planner, at: desk.town.now, in: $0) }
            }
            let refused = await #expect(throws: TaskRefused.self) { _ = try await verify(.patrol) }
            #expect(refused?.message == "请填写核查来源")
            await #expect(throws: MissingField("核查事由")) { _ = try await verify(.complaint, " ") }
            await #expect(throws: PermissionDenied.self) { _ = try await verify(.complaint, by: desk.officer) }
            let task = try await verify(.complaint)
            let begun = try await self.desk(of: task, desk)
            #expect(try await begun.status() == .awaitingInspection)
            var phone = Phone(begun.visit)
            try await begun.inspect(&phone)
            let told = try await ground.messages(to: planner.account, in: desk)
            #expect(told == ["“白石粮库”的事件核查已完成，结果：发现问题。来源：投诉举报TS-2026-7。"])
        }
    }

    @Test("TASK-32、TASK-09 二次核查由已完成的检查发起，两次检查互相指向；测试任务的二次核查也是测试任务，一同清除")
    func second() async throws {
        try await VisitDesk.each(.daily) { desk in
            let ground = try await FoundingGround.lay(desk), planner = desk.town[.eastPlanner]
            try await ground.serve(.secondVerification, in: desk)
            try await ground.enter(subjectOf: desk)
            func verify() async throws -> InspectionTask.ID {
                let noun = SecondVerification(of: desk.visit, item: ground.item, with: officers(desk), because: "查看整改情况")
                return try await desk.write { try noun.make(by: planner, at: desk.town.now, in: $0) }
            }
            await #expect(throws: FoundingRefused.notFinished) { _ = try await verify() }
            var phone = Phone(desk.visit)
            try await desk.inspect(&phone)
            try await ground.makeTest(of: desk.task, in: desk)
            let task = try await verify()
            let made = try await desk.write { try InspectionTask.lock(task, in: $0) }
            #expect(made.mode == .secondVerification && made.record.nature == .test && made.purgeAt != nil)
            let lines = try await desk.write { try VerificationLine.all(of: desk.visit, in: $0) }
            let begun = try await self.desk(of: task, desk)
            #expect(lines.map(\.visit) == [begun.visit])
            #expect(try await desk.write { try TaskOrigin.find(of: task, in: $0)?.visit } == desk.visit)
            desk.town.time.advance(days: 2)
            let purge = TestTaskPurge(keepers: [VisitDataKeeping()])
            #expect(try await purge.run(desk.town.database, clock: desk.town.time.clock) == 2)
        }
    }
}

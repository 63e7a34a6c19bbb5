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

@Suite("移动端发起的检查")
struct FieldFoundingTests {
    /// What a phone sends; each field can be another one.
    private struct Sent {
        var kind = "instant", mode = "instant"
        var visit = TaskSubject.ID(), task = InspectionTask.ID()
        var subject: SubjectID, item: ItemID, form: CheckFormVersion.ID
        var officers: [Identifier<OfficerMark>]
        var origin = OriginKind.complaint.rawValue, words = "群众反映粮堆紧邻火源"
        var at: Int64

        init(_ ground: FoundingGround, _ desk: VisitDesk) {
            (subject, item, form) = (ground.subject, ground.item, ground.form)
            officers = [desk.officer, desk.partner].compactMap(\.officer)
            at = desk.town.now.milliseconds
        }

        static let basics = VisitBasics([.unit: "白石粮库", .address: "粮站路1号", .principal: "钱某", .joint: "no"])

        var founding: FieldFounding {
            get throws {
                let common: [JSONValue.Member] = [
                    .init("kind", .text(kind)), .init("visit", .text(visit.description)), .init("task", .text(task.description)),
                    .init("subject", .text(subject.description)), .init("officers", .list(officers.map { .text($0.description) })),
                    .init("at", .integer(at)), .init("basics", Self.basics.json),
                ]
                let own: [JSONValue.Member] = [
                    .init("mode", .text(mode)), .init("item", .text(item.description)), .init("form", .text(form.description)),
                    .init("origin", .text(origin)), .init("words", .text(words)),
                ]
                return try FieldFounding.read(.object(common + (kind == "instant" ? own : [])))
            }
        }

        func send(to desk: VisitDesk, by actor: Actor? = nil) async throws {
            let founding = try founding, town = desk.town, officer = actor ?? desk.officer
            try await desk.write { try founding.make(by: officer, at: town.now, protection: town.cipher, in: $0) }
        }

        /// The desk of the visit that was begun.
        func desk(_ desk: VisitDesk) async throws -> VisitDesk {
            let (visit, task) = (visit, task)
            let form = try await desk.write { try InspectedForm.load(visit, of: task, in: $0) }
            return VisitDesk(
                town: desk.town, task: task, visit: visit, form: form, officer: desk.officer, partner: desk.partner, vault: desk.vault)
        }
    }

    private func task(_ id: InspectionTask.ID, _ desk: VisitDesk) async throws -> InspectionTask {
        try await desk.write { try InspectionTask.lock(id, in: $0) }
    }

    @Test("TASK-29、MOB-04、TASK-10 即时检查由执法人员在现场发起：任务创建、成立、下发、指派一步完成，来源为临时任务；无网络时先开始、联网后接收，重复上传只成立一次，检查按原来的流程提交完成")
    func instant() async throws {
        try await VisitDesk.each { desk in
            let ground = try await FoundingGround.lay(desk)
            let sent = Sent(ground, desk), before = try await desk.count(.tasks), told = try await desk.count(.messages)
            try await sent.send(to: desk)
            try await sent.send(to: desk)
            #expect(try await desk.count(.tasks) == before + 1)
            #expect(try await desk.count(.messages) == told + 1)
            let made = try await task(sent.task, desk)
            #expect(made.mode == .instant && made.record.source == .adHoc && made.record.nature == .formal && made.record.plan == nil)
            #expect(made.status == .pending && made.establishedOn == desk.town.now.beijingDate && made.issuedAt != nil)
            #expect(made.number.contains("即查〔2026〕1号"))
            let origin = try await desk.write { try TaskOrigin.find(of: sent.task, in: $0) }
            #expect(origin == TaskOrigin(.complaint, sent.words))

            let begun = try await sent.desk(desk)
            #expect(try await begun.status() == .awaitingInspection)
            #expect(try await begun.open().json == Sent.basics.json)
            let officers = try await desk.write { try TaskSubject.officers(of: sent.visit, in: $0) }
            #expect(officers.map(\.officer) == sent.officers && officers.map(\.isLead) == [true, false])
            var phone = Phone(sent.visit)
            try await begun.inspect(&phone)
            #expect(try await begun.status() == .completed)
            #expect(try await begun.taskStatus() == .completed)
        }
    }

    @Test("TASK-29、SUBJ-01、ITEM-06、OFCR-06、SEC-08 即时检查的对象须在册并由本机构监管，事项须已认领并适用，两名执法人员须为本机构在岗且证件有效；被拒的不留下任何内容")
    func refusals() async throws {
        try await VisitDesk.each { desk in
            let ground = try await FoundingGround.lay(desk)
            let before = try await desk.count(.tasks)
            func refused(_ change: (inout Sent) -> Void, by actor: Actor? = nil) async throws -> String {
                var sent = Sent(ground, desk)
                change(&sent)
                do {
                    try await sent.send(to: desk, by: actor)
                    return ""
                } catch let refusal as any Refusal {
                    return refusal.message
                }
            }
            #expect(try await refused { $0.words = " " } == "请填写检查事由")
            #expect(try await refused { $0.origin = "inspection" } == "请填写检查来源")
            #expect(try await refused { $0.mode = "daily" } == "请填写检查模式")
            for other in [ground.foreign, ground.writtenOff] {
                #expect(try await refused { $0.subject = other } == "检查对象不在本机构的监管对象库中，或已核销；请重新查找")
            }
            #expect(try await refused { $0.subject = ground.person } == "所选事项不适用于该类检查对象，请选择其他事项")
            #expect(try await refused { $0.item = ItemID() } == "所选事项不存在，或不适用于该检查模式")
            #expect(try await refused { $0.form = CheckFormVersion.ID() } == "所选检查表单不适用于该事项")
            #expect(try await refused { $0.officers.removeLast() } == "执法人员不得少于两人")
            #expect(try await refused { $0.officers[1] = Identifier<OfficerMark>() } == "所选执法人员不在本机构的执法人员库中，请重新选择")
            await #expect(throws: PermissionDenied.self) { try await Sent(ground, desk).send(to: desk, by: desk.outsider) }
            await #expect(throws: FieldConflict.malformed) { var sent = Sent(ground, desk); sent.kind = "patrol"; try await sent.send(to: desk) }
            try await ground.disclaim(in: desk)
            #expect(try await refused { _ in } == "只能选择本机构已认领的事项")
            #expect(try await desk.count(.tasks) == before)
        }
    }

    @Test("OFCR-06、ITEM-13 证件在开始之日有效与否决定能否发起；离线期间表单换了版本的，按开始时的版本接收")
    func whileAway() async throws {
        try await VisitDesk.each { desk in
            let ground = try await FoundingGround.lay(desk)
            let sent = Sent(ground, desk), partner = try #require(desk.partner.officer)
            try await ground.replaceForm(in: desk)
            try await desk.expireCertificate(of: partner, on: desk.town.now.beijingDate.advanced(days: -1).description)
            await #expect(throws: FoundingRefused.officerUnfit(name: desk.partner.name)) { try await sent.send(to: desk) }
            try await desk.expireCertificate(of: partner, on: desk.town.now.beijingDate.description)
            desk.town.time.advance(days: 1)
            try await sent.send(to: desk)
            let begun = try await sent.desk(desk)
            #expect(begun.form.version == 1)
            #expect(try await task(sent.task, desk).record.startDate == desk.town.now.beijingDate.advanced(days: -1))
        }
    }

    @Test("TASK-29 编号已属于另一次检查的，不能再用来发起")
    func takenID() async throws {
        try await VisitDesk.each { desk in
            let ground = try await FoundingGround.lay(desk)
            var sent = Sent(ground, desk)
            sent.visit = desk.visit
            await #expect(throws: FoundingRefused.idTaken) { try await sent.send(to: desk) }
            sent.visit = TaskSubject.ID()
            sent.task = desk.task
            await #expect(throws: FoundingRefused.idTaken) { try await sent.send(to: desk) }
        }
    }

    @Test("TASK-24、TASK-25、TASK-27 零对象的专项任务：执法人员在现场加入对象并检查，对象归该执法人员和第二人；任务到结束任务为止一直进行")
    func joining() async throws {
        try await VisitDesk.each { desk in
            let ground = try await FoundingGround.lay(desk)
            var sent = Sent(ground, desk)
            sent.kind = "joinSpecialTask"
            sent.task = try await ground.specialTask(in: desk)
            #expect(try await task(sent.task, desk).status == .pending)
            try await sent.send(to: desk)
            try await sent.send(to: desk)
            let (id, visit) = (sent.task, sent.visit)
            let objects = try await desk.write { try TaskSubject.objects(of: id, in: $0).rows }
            #expect(objects.map(\.subject.id) == [visit] && objects.first?.subject.joining == .joinedSpecialTask)
            #expect(Set(objects.first?.officers.map(\.officer) ?? []) == Set(sent.officers))
            var again = sent
            again.visit = TaskSubject.ID()
            await #expect(throws: TaskRefused.subjectTwice) { try await again.send(to: desk) }

            let begun = try await sent.desk(desk)
            var phone = Phone(sent.visit)
            try await begun.inspect(&phone)
            #expect(try await begun.taskStatus() == .inProgress)
            let planner = desk.town[.eastPlanner], now = desk.town.now
            try await desk.write { try TaskClosing(of: id).make(by: planner, at: now, in: $0) }
            #expect(try await begun.taskStatus() == .completed)
            again.subject = ground.subject
            let late = await #expect(throws: TaskRefused.self) { try await again.send(to: desk) }
            #expect(late?.message == "任务状态为“已完成”，不能补充检查对象")
        }
    }

    @Test("TASK-19、TASK-25 只能加入本机构正在进行、允许补充对象、适用于该类对象的专项任务")
    func joinable() async throws {
        try await VisitDesk.each { desk in
            let ground = try await FoundingGround.lay(desk)
            var sent = Sent(ground, desk)
            sent.kind = "joinSpecialTask"
            sent.task = desk.task
            await #expect(throws: FoundingRefused.taskUnknown) { try await sent.send(to: desk) }
            sent.task = try await ground.specialTask(.fixed, in: desk)
            await #expect(throws: TaskRefused.additionsClosed) { try await sent.send(to: desk) }
            let open = try await ground.specialTask(in: desk)
            sent.task = open
            sent.subject = ground.person
            await #expect(throws: FoundingRefused.classNotCovered) { try await sent.send(to: desk) }
            let east = desk.town[.eastCounty], west = desk.town[.westCounty]
            let offered = try await desk.write { try InspectionTask.joinable(by: east, in: $0).map(\.task.id) }
            #expect(offered == [open])
            #expect(try await desk.write { try InspectionTask.joinable(by: west, in: $0).isEmpty })
        }
    }

    @Test("MOB-04、TASK-25、TASK-29 手机带走发起检查所需的事项、表单、专项任务和执法人员；没有变化的不再传")
    func kit() async throws {
        try await VisitDesk.each { desk in
            let ground = try await FoundingGround.lay(desk)
            let task = try await ground.specialTask(in: desk)
            func load(_ known: String?) async throws -> JSONValue {
                try await desk.write { try FoundingKit.load(for: desk.officer, known: known, on: desk.town.now.beijingDate, in: $0) }
            }
            let first = try await load(nil), kit = first["kit"]
            let items = kit?["items"]?.list ?? []
            #expect(items.map { $0["id"]?.text } == [ground.item.description])
            #expect(kit?["forms"]?.list?.map { $0["version"]?.text } == [ground.form.description])
            let contents = kit?["forms"]?.list?.first?["form"]?["groups"]?.list?.first?["contents"]?.list ?? []
            #expect(contents.count == 3)
            #expect(kit?["tasks"]?.list?.map { $0["id"]?.text } == [task.description])
            #expect(kit?["taskForms"]?.list?.map { $0["task"]?.text } == [task.description])
            #expect(kit?["officers"]?.list?.count == 2 && kit?["me"]?.text == desk.officer.officer?.description)
            let again = try await load(first["version"]?.text)
            #expect(again["kit"] == .null && again["version"] == first["version"])
            try await ground.disclaim(in: desk)
            #expect(try await load(first["version"]?.text)["kit"]?["items"]?.list == [])
        }
    }

    @Test("MOB-03、SUBJ-28 手机查找本机构监管的在册对象，不带电话和身份证号码")
    func subjects() async throws {
        try await VisitDesk.each { desk in
            _ = try await FoundingGround.lay(desk)
            let found = try await desk.write { try FieldSubjects.load(nil, after: nil, scope: desk.officer.scope, in: $0) }
            let rows = found["subjects"]?.list ?? []
            #expect(Set(rows.compactMap { $0["name"]?.text }) == ["白石粮库", "钱某"])
            #expect(rows.allSatisfy { $0["phone"] == nil && $0["citizenID"] == nil })
        }
    }
}

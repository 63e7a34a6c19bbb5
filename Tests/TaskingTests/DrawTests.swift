import Authority
import Drawing
import Storage
import TestKit
import Testing

@testable import Tasking

@Suite("抽取检查对象")
struct DrawTests {
    @Test("DRAW-02、DRAW-17 开始抽取被拒绝的次序")
    func refusals() async throws {
        try await DrawStage.each { stage in
            await #expect(throws: ChoosingRefused.ruleMissing) { try await stage.begin() }
            try await stage.exclude(.none)
            await #expect(throws: ChoosingRefused.subjectsMissing) { try await stage.begin() }
            try await stage.add()
            await #expect(throws: ChoosingRefused.ratiosMissing) { try await stage.begin() }
            await #expect(throws: ChoosingRefused.tooMany) { try await stage.sample(.count(63)) }
            await #expect(throws: ChoosingRefused.tooMany) { try await stage.sample(.ratio(101)) }
            try await stage.sample(.count(0))
            await #expect(throws: ChoosingRefused.nothingToDraw) { try await stage.begin() }
            #expect(ChoosingRefused.tooMany.message == "抽取数量不能超过对象数量")
            #expect(ChoosingRefused.ruleMissing.code == "tasking.choosing.ruleMissing")
        }
    }

    @Test("DRAW-20、TASK-20 62个对象的10%抽取6个，每个任务一次；任务进入待选派人员")
    func drawsOnce() async throws {
        try await DrawStage.each { stage in
            try await stage.prepare()
            let draw = try await stage.begin()
            #expect(try await stage.begin() == draw)
            #expect(try await stage.stop(draw) == .done(selected: 6))
            await #expect(throws: DrawRefused.subjectsDrawn) { try await stage.stop(draw) }
            await #expect(throws: ChoosingRefused.alreadyDrawn) { try await stage.begin() }
            #expect(DrawRefused.subjectsDrawn.message == "检查对象已抽取")
            #expect(try await stage.status() == .awaitingOfficers)
            let visits = try await stage.visits()
            #expect(visits.map(\.rank) == [6, 5, 4, 3, 2, 1])
            #expect(visits.allSatisfy { $0.joining == .drawn && $0.agency == stage.town[.eastCounty] })
            let record = try await stage.record(draw)
            let lines = try await stage.read { try record.drawnLines(in: $0) }
            #expect(lines.map(\.rank) == Array(1...6))
            #expect(Set(lines.map(\.name)) == Set(visits.map(\.name)))
            await #expect(throws: TaskRefused.subjectsFixed) {
                try await stage.write { try TaskDeletion(of: stage.task).make(by: $1, at: $2, in: $0) }
            }
        }
    }

    @Test("DRAW-20、DRAW-21 同时按下20次：只有一次抽取、一个结果，与文件重新计算一致")
    func concurrentPresses() async throws {
        try await DrawStage.each { stage in
            try await stage.prepare(.count(7))
            let draws = try await withThrowingTaskGroup(of: DrawRecord.ID.self) { group in
                for _ in 0..<20 { group.addTask { try await stage.begin() } }
                return try await group.reduce(into: Set<DrawRecord.ID>()) { $0.insert($1) }
            }
            #expect(draws.count == 1)
            let draw = try #require(draws.first)
            let done = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask { (try? await stage.stop(draw)) == .done(selected: 7) }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(done == 1)
            #expect(try await stage.visits().count == 7)
            #expect(DrawVerification.check(try await stage.folder(draw)) == .consistent)
        }
    }

    @Test("BEY-11 由存储的文件重新计算一致；任何一个文件改动一个字节都被发现")
    func tampering() async throws {
        try await DrawStage.each(subjects: 12) { stage in
            try await stage.prepare(.count(3))
            let draw = try await stage.begin()
            _ = try await stage.stop(draw)
            let folder = try await stage.folder(draw)
            #expect(DrawVerification.check(folder) == .consistent)
            for file in DrawFile.allCases {
                for place in folder[file].indices {
                    var changed = folder
                    changed[file][place] ^= 1
                    #expect(DrawVerification.check(changed) != .consistent, "\(file.rawValue) 第\(place)字节")
                }
            }
            let verdict = try await DrawRecord.verify(
                draw, scope: stage.planner.scope, protection: stage.town.cipher, in: stage.town.database)
            #expect(verdict == .consistent)
        }
    }

    @Test("BEY-10 编号连续，每次抽取记下前一次的记录；作废须有理由，编号保留")
    func chain() async throws {
        try await DrawStage.each { stage in
            try await stage.prepare()
            let first = try await stage.begin()
            await #expect(throws: DrawRefused.reasonMissing) {
                try await stage.write { try DrawVoiding(of: first, because: "").make(by: $1, at: $2, in: $0) }
            }
            try await stage.write { try DrawVoiding(of: first, because: "范围有误").make(by: $1, at: $2, in: $0) }
            await #expect(throws: DrawRefused.ended(.voided)) { try await stage.stop(first) }
            let second = try await stage.begin()
            _ = try await stage.stop(second)
            let (one, two) = (try await stage.record(first), try await stage.record(second))
            #expect([one.number, two.number] == ["2026-0001", "2026-0002"])
            #expect(one.previousRecord == DrawParameters.noPreviousDraw)
            #expect(two.previousRecord == one.recordHash)
            #expect(one.status == .voided && one.outcome == "范围有误")
            // what was given up before it stopped was never drawn
            #expect(one.drawnAt == nil && one.endedAt != nil)
            #expect(two.drawnAt != nil && two.drawnAt == two.endedAt)
            await #expect(throws: DrawRefused.subjectsDrawn) {
                try await stage.write { try DrawVoiding(of: second, because: "重来").make(by: $1, at: $2, in: $0) }
            }
        }
    }

    @Test("DRAW-20 抽取开始后，名单、排除和比例都不能再改")
    func frozen() async throws {
        try await DrawStage.each { stage in
            try await stage.prepare()
            _ = try await stage.begin()
            await #expect(throws: ChoosingRefused.drawUnderWay) { try await stage.add("另一类") }
            await #expect(throws: ChoosingRefused.drawUnderWay) { try await stage.exclude(.none) }
            await #expect(throws: ChoosingRefused.drawUnderWay) { try await stage.sample(.ratio(20)) }
        }
    }

    @Test("TASK-20、DRAW-20 抽取开始后任务不能修改、删除，抽取得有记录在案的结果；说明理由作废之后可以")
    func keptWhileDrawing() async throws {
        try await DrawStage.each { stage in
            try await stage.prepare()
            let draw = try await stage.begin()
            let (task, seen) = (stage.task, try await stage.version())
            let record = try await stage.write { transaction, _, _ in try InspectionTask.lock(task, in: transaction).record }
            await #expect(throws: TaskRefused.drawUnderWay) {
                try await stage.write { try TaskDeletion(of: task).make(by: $1, at: $2, in: $0) }
            }
            await #expect(throws: TaskRefused.drawUnderWay) {
                try await stage.write { try TaskChange(of: task, version: seen, to: record, items: []).make(by: $1, at: $2, in: $0) }
            }
            #expect(try await stage.record(draw).status == .committed)
            try await stage.write { try DrawVoiding(of: draw, because: "任务有误").make(by: $1, at: $2, in: $0) }
            try await stage.write { try TaskDeletion(of: task).make(by: $1, at: $2, in: $0) }
            #expect(try await stage.record(draw).status == .voided)
        }
    }

    @Test("TASK-08 测试任务到期清除时，没有停止的抽取随之作废，编号和记录保留")
    func voidedByPurge() async throws {
        try await DrawStage.each { stage in
            try await stage.prepare()
            let draw = try await stage.begin()
            try await stage.write { [task = stage.task] transaction, _, now in
                try DrawStage.setPurge(of: task, at: now, in: transaction)
                try TestTaskPurge().clear(task, at: now, in: transaction)
            }
            let record = try await stage.record(draw)
            #expect(record.status == .voided && record.outcome == "测试任务到期清除")
        }
    }

    @Test("SEC-08 没有参加任务的机构不知道有这个任务：抽取、指派人员和登记回避都得到未找到")
    func strangers() async throws {
        try await DrawStage.each { stage in
            try await stage.prepare()
            _ = try await stage.stop(try await stage.begin())
            let (task, now) = (stage.task, stage.town.now)
            let (stranger, cipher) = (stage.town[.westBusiness], stage.town.cipher)
            await #expect(throws: NotFound.self) {
                try await stage.town.database.write {
                    _ = try OfficerDraw(of: task, from: [], teamSize: 2).begin(by: stranger, at: now, protection: cipher, in: $0)
                }
            }
            await #expect(throws: NotFound.self) {
                try await stage.town.database.write {
                    try OfficerAssignment(in: task, subjects: [], officers: []).make(by: stranger, at: now, in: $0)
                }
            }
            await #expect(throws: NotFound.self) {
                try await stage.town.database.write {
                    try OfficerRecusal(in: task, of: Identifier<OfficerMark>(), from: SubjectID(), because: "亲属").make(by: stranger, at: now, in: $0)
                }
            }
        }
    }

    @Test("OPS-04 名单在打开页面之后改过的，不能从旧页面固定名单；重新打开后可以")
    func overtaken() async throws {
        try await DrawStage.each { stage in
            try await stage.prepare()
            let seen = try await stage.version()
            try await stage.sample(.ratio(20))
            let (planner, cipher, clock) = (stage.planner, stage.town.cipher, stage.town.clock)
            await #expect(throws: StorageError.overtaken) {
                try await SubjectDraw(of: stage.task, seen: seen)
                    .make(by: planner, clock: clock, protection: cipher, in: stage.town.database)
            }
            #expect(try await stage.read { try DrawRecord.all(of: stage.task, in: $0).isEmpty })
            _ = try await SubjectDraw(of: stage.task, seen: try await stage.version())
                .make(by: planner, clock: clock, protection: cipher, in: stage.town.database)
            #expect(try await stage.read { try DrawRecord.all(of: stage.task, in: $0).count } == 1)
        }
    }

    @Test("SEC-08 他机构看不到也不能操作；没有权限的人不能抽取")
    func scope() async throws {
        try await DrawStage.each { stage in
            try await stage.prepare()
            let draw = try await stage.begin()
            let outsider = stage.town[.outsiderBusiness], cipher = stage.town.cipher, clock = stage.town.clock
            await #expect(throws: NotFound.self) {
                try await DrawStopping(of: draw).make(by: outsider, clock: clock, protection: cipher, in: stage.town.database)
            }
            await #expect(throws: NotFound.self) {
                try await SubjectDraw(of: stage.task).make(by: outsider, clock: clock, protection: cipher, in: stage.town.database)
            }
            let officer = stage.town[.eastOfficer]
            await #expect(throws: PermissionDenied.self) {
                try await DrawStopping(of: draw).make(by: officer, clock: clock, protection: cipher, in: stage.town.database)
            }
            let listed = try await stage.read { try DrawRecord.list(.init(), scope: outsider.scope, page: ListPage(), in: $0) }
            #expect(listed.rows.isEmpty)
        }
    }

    @Test("BEY-11 检查未结束时公众只看到承诺和参数，全部结束后看到名单、随机数和结果")
    func publicity() async throws {
        try await DrawStage.each { stage in
            try await stage.prepare()
            let draw = try await stage.begin()
            _ = try await stage.stop(draw)
            let offered = { @Sendable (transaction: Transaction) in
                let record = try DrawRecord.load(public: draw, in: transaction)
                let publicity = try record.publicity(in: transaction)
                return DrawFile.allCases.filter { record.isOffered($0, publicity) }
            }
            #expect(try await stage.read(offered) == [.parameters])
            try await stage.write { transaction, _, _ in try SubjectRows.finishVisits(of: stage.task, in: transaction) }
            #expect(try await stage.read(offered) == DrawFile.allCases)
        }
    }

    @Test("OPS-03 十万个候选对象一次抽取")
    func manyCandidates() async throws {
        try await DrawStage.each(subjects: 100_000) { stage in
            try await stage.prepare(.count(50))
            let draw = try await stage.begin()
            #expect(try await stage.stop(draw) == .done(selected: 50))
            #expect(try await stage.record(draw).candidates == 100_000)
        }
    }
}

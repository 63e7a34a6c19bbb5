import Authority
import Importing
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("调整检查机构")
struct AgencyAdjustmentTests {
    /// Objects of the east county in a task of the city; the west county has claimed the item too.
    private func issued(_ office: Office, objects: Int, mode: InspectionMode = .doubleRandom) async throws -> (InspectionTask.ID, [TaskSubject.ID]) {
        let item = mode == .doubleRandom ? office.item : office.supervision
        let task = try await office.makeTask(office.taskRecord(), items: [item], mode: mode)
        try await office.confirm(task)
        let west = office.town[.westCounty]
        try await office.town.database.write { try Library.claim(item, by: west, in: $0) }
        return (task, try await office.issue(task, objects: objects))
    }

    private func adjust(
        _ visit: TaskSubject.ID, to agency: Agency?, because reason: String = "就近检查", by person: Person = .cityPlanner, _ office: Office
    ) async throws {
        let target = agency.map { office.town[$0] }
        try await office.act(person) { try AgencyAdjustment(of: visit, to: target, because: reason).make(by: $0, at: $1, in: $2) }
    }

    @Test("ADJ-01、ADJ-04 双随机、日常、专项任务下发的检查对象都能调整检查机构；记录调整前后、人、时间和理由，新旧机构都收到通知")
    func adjusted() async throws {
        try await Office.each { office in
            for mode in [InspectionMode.doubleRandom, .daily, .special] {
                let (task, visits) = try await issued(office, objects: 1, mode: mode)
                try await adjust(visits[0], to: .westCounty, office)
                let (visit, records) = try await office.town.database.write {
                    (try TaskSubject.lock(visits[0], in: $0), try AdjustmentRecord.all(of: visits[0], in: $0))
                }
                #expect(visit.agency == office.town[.westCounty] && visit.version == 2 && visit.status == .awaitingOfficers)
                let record = try #require(records.first)
                #expect(records.count == 1)
                #expect([record.fromName, record.toName] == [Agency.eastCounty.name, Agency.westCounty.name])
                #expect([record.reason, record.person] == ["就近检查", Person.cityPlanner.name])
                #expect(record.at == office.town.now)
                #expect(try await office.read { try Library.facts(about: task.bytes, in: $0) }.last == TaskFacts.agencyAdjusted.code)
            }
            let (east, west) = (office.town[.eastPlanner].account, office.town[.westBusiness].account)
            let told = try await office.read { (try Library.messages(to: east, in: $0), try Library.messages(to: west, in: $0)) }
            #expect(told.0 == told.1 && told.0 == Array(repeating: "检查机构已调整：三月抽查", count: 3))
        }
    }

    @Test("ADJ-01、SEC-08 调整后原检查机构看不到该检查对象，没有其他检查对象的也看不到该任务；新的检查机构看得到，并可选派人员")
    func sight() async throws {
        try await Office.each { office in
            let (task, visits) = try await issued(office, objects: 2)
            let (east, west) = (office.town[.eastPlanner], office.town[.westBusiness])
            func sees(_ actor: Actor, _ visit: TaskSubject.ID) async throws -> Bool {
                try await office.read { transaction -> Bool in
                    do { _ = try TaskSubject.load(visit, scope: actor.scope, in: transaction) } catch is NotFound { return false }
                    return true
                }
            }
            func holds(_ actor: Actor) async throws -> Bool {
                try await office.read { try InspectionTask.find(task, scope: actor.scope, in: $0) != nil }
            }
            func sights(_ actor: Actor) async throws -> [Bool] {
                [try await sees(actor, visits[0]), try await sees(actor, visits[1]), try await holds(actor)]
            }
            #expect(try await sights(west) == [false, false, false])
            try await adjust(visits[0], to: .westCounty, office)
            #expect(try await sights(west) == [true, false, true])
            #expect(try await sights(east) == [false, true, true])
            try await adjust(visits[1], to: .westCounty, office)
            #expect(try await sights(west) == [true, true, true])
            #expect(try await sights(east) == [false, false, false])
            let waiting = try await office.read { try AssignmentList.load(for: west.organization, waitingOnly: true, words: nil, page: ListPage(), in: $0).rows }
            #expect(waiting.map(\.task) == [task] && waiting.map(\.waiting) == [2])
        }
    }

    @Test("ADJ-02、ADJ-05 已选派人员的、新机构未认领事项的、不是制定机构或双方上级的都被拒绝，原文如此；什么也没有改变")
    func refused() async throws {
        try await Office.each { office in
            let (_, visits) = try await issued(office, objects: 2)
            try await office.assign(visits[1])
            #expect(AdjustmentRefused.officersDrawn.message == "实施检查机构已抽取检查人员，无法调整检查机构")
            #expect(AdjustmentRefused.itemsNotClaimed.message == "该机构未认领相关事项")
            await #expect(throws: AdjustmentRefused.officersDrawn) { try await adjust(visits[1], to: .westCounty, office) }
            await #expect(throws: AdjustmentRefused.itemsNotClaimed) { try await adjust(visits[0], to: .township, office) }
            await #expect(throws: AdjustmentRefused.agencyMissing) { try await adjust(visits[0], to: nil, office) }
            await #expect(throws: AdjustmentRefused.sameAgency) { try await adjust(visits[0], to: .eastCounty, office) }
            // above and beside the agency of the task
            for agency in [Agency.province, .outsiderCity] {
                await #expect(throws: AdjustmentRefused.agencyUnknown) { try await adjust(visits[0], to: agency, office) }
            }
            await #expect(throws: MissingField("调整理由")) { try await adjust(visits[0], to: .westCounty, because: " ", office) }
            // who executes, and who stands beside, for whom the object is not there
            for person in [Person.eastPlanner, .westBusiness, .outsiderBusiness] {
                await #expect(throws: NotFound.self) { try await adjust(visits[0], to: .westCounty, by: person, office) }
            }
            await #expect(throws: PermissionDenied.self) { try await adjust(visits[0], to: .westCounty, by: .eastOfficer, office) }
            let (agency, records) = try await office.town.database.write {
                (try TaskSubject.lock(visits[0], in: $0).agency, try AdjustmentRecord.all(of: visits[0], in: $0).count)
            }
            #expect(agency == office.town[.eastCounty] && records == 0)
            // a superior of both
            try await adjust(visits[0], to: .westCounty, by: .provinceBusiness, office)
            #expect(try await office.town.database.write { try TaskSubject.lock(visits[0], in: $0).agency } == office.town[.westCounty])
        }
    }

    @Test("ADJ-03 列表给出本机构制定的和下级机构执行的检查对象及其检查机构；可按任务编号、检查机构、检查模式筛选；已选派的不列出")
    func list() async throws {
        try await Office.each { office in
            let (task, visits) = try await issued(office, objects: 3)
            let number = try await office.task(task).number
            try await adjust(visits[0], to: .westCounty, office)
            try await office.assign(visits[1])
            func listed(_ person: Person = .cityPlanner, _ change: (inout AdjustmentList.Filter) -> Void = { _ in }) async throws -> [AdjustmentList.Row] {
                var filter = AdjustmentList.Filter()
                change(&filter)
                return try await office.read { [filter, actor = office.town[person]] in
                    try AdjustmentList.load(filter, for: actor, page: ListPage(), in: $0).rows
                }
            }
            let rows = try await listed()
            #expect(Set(rows.map(\.visit.id)) == [visits[0], visits[2]])
            #expect(rows.allSatisfy { $0.taskNumber == number && $0.standing.offers == [.adjustAgency] })
            #expect(rows.first { $0.visit.id == visits[0] }?.adjustments == 1)
            #expect(try await listed { $0.agencyName = "青禾" }.map(\.visit.id) == [visits[0]])
            #expect(try await listed { $0.taskNumber = number }.count == 2)
            #expect(try await listed { $0.taskNumber = "没有的编号" }.isEmpty)
            #expect(try await listed { $0.mode = .daily }.isEmpty)
            #expect(try await listed(.provinceBusiness).count == 2)
            #expect(try await listed(.westBusiness).allSatisfy { $0.visit.id == visits[0] && $0.standing.offers == [] })
            #expect(try await listed(.outsiderBusiness).isEmpty)
        }
    }

    @Test("ADJ-02、DRAW-20、OPS-04 正在抽取人员时不能调整机构，作废后可以；调整之后，之前打开的选派页面已过期；后来调整来的对象由该机构另行抽取")
    func whileDrawing() async throws {
        try await DrawStage.each(subjects: 3) { stage in
            try await stage.prepare(.ratio(100))
            _ = try await stage.stop(try await stage.begin())
            let officers = try await stage.officers(4), visits = try await stage.visits()
            let (township, county) = (stage.town[.township], stage.town[.eastCounty])
            func give(_ visit: TaskSubject.ID, to agency: Organization.ID) async throws {
                try await stage.write { try AgencyAdjustment(of: visit, to: agency, because: "就近").make(by: $1, at: $2, in: $0) }
            }
            let wish = OfficerDraw(of: stage.task, from: Set(officers), teamSize: 2)
            let fixed = try await stage.beginOfficers(wish)
            await #expect(throws: AdjustmentRefused.drawUnderWay) { try await give(visits[0].id, to: township) }
            try await stage.write { try DrawVoiding(of: fixed, because: "名单有误").make(by: $1, at: $2, in: $0) }
            let seen = try await stage.assignmentVersion()
            try await give(visits[0].id, to: township)
            #expect(try await stage.assignmentVersion() > seen)
            let stale = OfficerDraw(of: stage.task, from: Set(officers), teamSize: 2, seen: seen)
            await #expect(throws: StorageError.overtaken) { try await stage.beginOfficers(stale) }
            #expect(try await stage.stop(try await stage.beginOfficers(wish)) == .done(selected: 2))
            await #expect(throws: DrawRefused.officersDrawn) { try await stage.beginOfficers(wish) }
            // back again: a second draw, for this object alone
            try await give(visits[0].id, to: county)
            #expect(try await stage.status() == .awaitingOfficers)
            #expect(try await stage.stop(try await stage.beginOfficers(wish)) == .done(selected: 1))
            #expect(try await stage.status() == .pending)
            let teams = try await stage.read { transaction in try visits.map { try TaskSubject.officers(of: $0.id, in: transaction).count } }
            #expect(teams == [2, 2, 2])
        }
    }

    @Test("ADJ-02、DRAW-20 调整机构与抽取人员同时进行：要么调整被拒绝，要么抽取的名单里没有该检查对象")
    func atOnce() async throws {
        try await DrawStage.each(subjects: 3) { stage in
            try await stage.prepare(.ratio(100))
            _ = try await stage.stop(try await stage.begin())
            let officers = try await stage.officers(4), visit = try await stage.visits()[0].id, township = stage.town[.township]
            async let fixed = stage.beginOfficers(OfficerDraw(of: stage.task, from: Set(officers), teamSize: 2))
            async let adjusted = stage.write { transaction, actor, now -> Bool in
                do {
                    try AgencyAdjustment(of: visit, to: township, because: "就近").make(by: actor, at: now, in: transaction)
                    return true
                } catch AdjustmentRefused.drawUnderWay { return false }
            }
            let (draw, isAdjusted) = (try await fixed, try await adjusted)
            #expect(try await stage.record(draw).candidates == (isAdjusted ? 2 : 3))
            #expect(try await stage.stop(draw) == .done(selected: isAdjusted ? 2 : 3))
        }
    }

    @Test("ADJ-01 登记过的回避随原检查机构去掉，新的检查机构看不到原机构的人员")
    func recusals() async throws {
        try await DrawStage.each(subjects: 1) { stage in
            try await stage.prepare(.ratio(100))
            _ = try await stage.stop(try await stage.begin())
            let officer = try await stage.officers(1)[0], visit = try await stage.visits()[0]
            try await stage.write {
                try OfficerRecusal(in: stage.task, of: officer, from: visit.subject, because: "近亲属").make(by: $1, at: $2, in: $0)
            }
            let township = stage.town[.township]
            try await stage.write { try AgencyAdjustment(of: visit.id, to: township, because: "就近").make(by: $1, at: $2, in: $0) }
            #expect(try await stage.read { try OfficerRecusal.all(of: stage.task, agency: township, in: $0) }.isEmpty)
        }
    }

    @Test("ADJ-04、TASK-08 到期清除的测试任务连同调整记录一起清除")
    func purged() async throws {
        try await Office.each { office in
            let (task, visits) = try await issued(office, objects: 1)
            try await adjust(visits[0], to: .westCounty, office)
            try await office.town.database.write { try InspectionTask.lock(task, in: $0).delete(in: $0) }
            #expect(try await office.read { try AdjustmentRecord.all(of: visits[0], in: $0) }.isEmpty)
        }
    }
}

import Authority
import Importing
import Library
import Registry
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("年度检查频次上限")
struct InspectionCapTests {
    private func isBeyond(_ body: () async throws -> Void) async throws -> String {
        do { try await body() } catch ChoosingRefused.beyondCap(let words) { return words }
        Issue.record("没有被拒绝")
        return ""
    }

    @Test("CALM-02、BEY-30 同一机构一年内对A、B、C级和未评价企业的检查达到1、2、4、4次后，批量添加时留下并逐个说明，D级不限；单独添加的被拒绝并告知规则")
    func adding() async throws {
        try await CalmStage.each { stage in
            #expect(try await stage.add(to: try await stage.task()).leftOut == nil)
            try await stage.issued()
            let second = try await stage.task()
            let outcome = try await stage.add(to: second)
            let words = try #require(outcome.leftOut)
            #expect(outcome.added == 8)
            for name in ["“企业5”（信用等级A）", "“企业10”（信用等级A）", "检查1次，年度检查频次上限1次", Agency.city.name] { #expect(words.contains(name), "\(words)") }
            #expect(!words.contains("“企业1”"))
            try await stage.issue(second)
            let told = try await isBeyond { try await stage.add([5], to: try await stage.task()) }
            #expect(told.contains("“企业5”") && ChoosingRefused.beyondCap(told).message.hasPrefix("疑似频繁检查：“企业5”"))
            // B has two by now, C and those not rated four after two more
            #expect(try await stage.add(to: try await stage.task()).added == 6)
            try await stage.issued([2, 3, 4, 7, 8, 9])
            try await stage.issued([2, 3, 4, 7, 8, 9])
            #expect(try await stage.add(to: try await stage.task()).added == 2)
            #expect(try await stage.add([3, 8], to: try await stage.task()).added == 2)
        }
    }

    @Test("BEY-30 添加之后才达到上限的，下发时、固定抽取名单时被拒绝，什么也没有改变；排除该企业后可以办理")
    func issuing() async throws {
        try await CalmStage.each { stage in
            let (chosen, drawn) = (try await stage.task(), try await stage.task(.daily, .random))
            for task in [chosen, drawn] { try await stage.add([1, 5], to: task) }
            try await stage.act { actor, now, transaction in
                try ExclusionSetting(of: drawn, to: .none).make(by: actor, at: now, in: transaction)
                try SamplingSetting(of: drawn, common: .ratio(100)).make(by: actor, at: now, in: transaction)
            }
            try await stage.issued([5])
            let words = try await isBeyond { try await stage.issue(chosen) }
            #expect(words.contains("“企业5”") && !words.contains("“企业1”"))
            #expect(try await stage.status(of: chosen) == .awaitingSubjects)
            let (actor, town) = (stage.town[.cityPlanner], stage.town)
            func begin() async throws { _ = try await SubjectDraw(of: drawn).make(by: actor, clock: town.clock, protection: town.cipher, in: town.database) }
            #expect(try await isBeyond(begin) == words)
            #expect(try await stage.read { try DrawRecord.all(of: drawn, in: $0).isEmpty })
            let beyond = try await stage.subject(5)
            for task in [chosen, drawn] {
                try await stage.act { try CandidateMarking(of: task, subjects: [beyond], as: .exclude).make(by: $0, at: $1, in: $2) }
            }
            #expect(try await stage.issue(chosen) == 1)
            try await begin()
        }
    }

    @Test("BEY-30 两个任务同时对同一企业下发：只有一个下发，另一个因上限被拒绝")
    func atOnce() async throws {
        try await CalmStage.each { stage in
            let (first, second) = (try await stage.task(), try await stage.task(.special))
            for task in [first, second] { try await stage.add([5], to: task) }
            func isIssued(_ task: InspectionTask.ID) async throws -> Bool {
                do { try await stage.issue(task) } catch ChoosingRefused.beyondCap { return false }
                return true
            }
            async let one = isIssued(first), other = isIssued(second)
            #expect(try await [one, other].count { $0 } == 1)
            let states = [try await stage.status(of: first), try await stage.status(of: second)]
            #expect(Set(states) == [.awaitingOfficers, .awaitingSubjects])
        }
    }

    @Test("BEY-30 事件核查、二次核查和当场开始的即时检查不受上限约束，测试任务、已废除的任务、无法开展检查的不计数，其他年度不计数")
    func exempt() async throws {
        try await CalmStage.each { stage in
            let first = try await stage.issued([5])
            for mode in [InspectionMode.eventVerification, .secondVerification, .instant] {
                #expect(try await stage.add([5], to: try await stage.task(mode)).added == 1)
            }
            _ = try await isBeyond { try await stage.add([5], to: try await stage.task(.special)) }
            func isOpen() async throws -> Bool {
                do { try await stage.add([5], to: try await stage.task()) } catch ChoosingRefused.beyondCap { return false }
                return true
            }
            #expect(try await !isOpen())
            try await stage.act { try SubjectRows.setNature(.test, of: first, in: $2) }
            #expect(try await isOpen())
            try await stage.act { try SubjectRows.setNature(.formal, of: first, in: $2) }
            try await stage.act { try SubjectRows.setTask(.abolished, first, in: $2) }
            #expect(try await isOpen())
            try await stage.act { try SubjectRows.setTask(.pending, first, in: $2) }
            let (thisYear, lastYear) = (try #require(CalendarDate("2026-01-02")), try #require(CalendarDate("2025-12-30")))
            try await stage.act { try CalmStage.finish(first, on: thisYear, in: $2) }
            #expect(try await !isOpen())
            try await stage.act { try CalmStage.finish(first, on: lastYear, in: $2) }
            #expect(try await isOpen())
            try await stage.act { try CalmStage.finish(first, on: thisYear, as: .notInspectable, in: $2) }
            #expect(try await isOpen())
        }
    }

    @Test("BEY-30 机构可以规定本级的上限，下级也受约束，都有规定的按最严的执行；停用的、其他年度的不执行；无权限的不能规定")
    func laidDown() async throws {
        try await CalmStage.each { stage in
            await #expect(throws: PermissionDenied(permission: .manageCaps)) { try await stage.lay(9, by: .cityPlanner) }
            try await stage.issued([1, 5])
            try await stage.lay(0, year: 2027, by: .cityBusiness)
            try await stage.lay(0, by: .eastBusiness)
            _ = try await isBeyond { try await stage.add([5], to: try await stage.task()) }
            try await stage.lay(3, by: .cityBusiness)
            #expect(try await stage.add([5], to: try await stage.task()).added == 1)
            try await stage.lay(1, by: .provinceBusiness)
            let words = try await isBeyond { try await stage.add([1, 5], to: try await stage.task()) }
            #expect(words.contains("“企业1”（信用等级B）") && words.contains("上限1次"))
            let open = try await stage.read { try OpenCap.list(agency: nil, year: 2026, page: ListPage(), in: $0).rows }
            #expect(open.map(\.agency) == [Agency.province, .city, .eastCounty].map(\.name))
            #expect(open.map { $0.standard.words(.a) } == ["1次", "3次", "0次"])
        }
    }

    @Test("BEY-30、CALM-02 超频次检查：写明理由申请，审批人员批准后才能添加；只对这个任务的这家企业有效，下发时记录使用；每一步都记入日志")
    func approved() async throws {
        try await CalmStage.each { stage in
            try await stage.issued([1, 5, 10])
            let task = try await stage.task()
            let request = try await stage.ask(5, for: task)
            await #expect(throws: CapExemptionRefused.alreadyAsked) { _ = try await stage.ask(5, for: task) }
            _ = try await isBeyond { try await stage.add([5], to: task) }
            let approver = stage.town[.cityApprover].account
            #expect(try await stage.read { try CalmStage.messages(to: approver, in: $0) } == ["超频次检查申请：企业5"])
            try await stage.decide(request, .approve)
            _ = try await isBeyond { try await stage.add([5], to: try await stage.task()) }
            #expect(try await stage.add([5, 10], to: task).added == 1)
            try await stage.issue(task)
            let used = try #require(try await stage.read { try CapExemption.all(of: task, in: $0) }.first)
            #expect(used.status == .used && used.usedAt == stage.town.now && used.deciderName == Person.cityApprover.name)
            #expect(used.hit.visits == 1 && used.hit.limit == 1 && used.reason == "群众反映强烈")
            let facts = try await stage.read { try Library.facts(about: request.bytes, in: $0) }
            #expect(facts == [CapExemptionFacts.requested, CapExemptionFacts.approved, CapExemptionFacts.used].map(\.code))
        }
    }

    @Test("BEY-30、SEC-08 申请依次因外机构的任务、没有权限、没有选择企业、没有理由、未达到上限被拒；没有审批人员的机构不能申请")
    func requestRefused() async throws {
        try await CalmStage.each { stage in
            try await stage.issued([1, 5])
            let task = try await stage.task()
            await #expect(throws: NotFound.self) { _ = try await stage.ask(5, for: task, by: .eastPlanner) }
            await #expect(throws: PermissionDenied.self) { _ = try await stage.ask(5, for: task, by: .cityApprover) }
            for subject in [nil, SubjectID()] {
                await #expect(throws: CapExemptionRefused.subjectMissing) {
                    try await stage.act { _ = try CapExemptionRequest(for: task, at: subject, because: "理由").make(by: $0, at: $1, in: $2) }
                }
            }
            await #expect(throws: MissingField("超频次检查理由")) { _ = try await stage.ask(5, for: task, because: " ") }
            for number in [1, 3] { await #expect(throws: CapExemptionRefused.notNeeded) { _ = try await stage.ask(number, for: task) } }
            let verification = try await stage.task(.eventVerification)
            await #expect(throws: CapExemptionRefused.notNeeded) { _ = try await stage.ask(5, for: verification) }
        }
        try await CalmStage.each(of: .eastCounty) { stage in
            try await stage.issued([5], by: .eastPlanner)
            let task = try await stage.task(by: .eastPlanner)
            await #expect(throws: CapExemptionRefused.nobodyApproves) { _ = try await stage.ask(5, for: task, by: .eastPlanner) }
        }
    }

    @Test("BEY-30 审批依次因没有权限、外机构、不批准没有意见、已审批被拒；不批准的不能添加，可以再次申请；不能审批本人提出的申请")
    func decisionRefused() async throws {
        try await CalmStage.each { stage in
            try await stage.issued([5])
            let task = try await stage.task(), request = try await stage.ask(5, for: task)
            await #expect(throws: PermissionDenied(permission: .approveVisits)) { try await stage.decide(request, .approve, by: .cityPlanner) }
            await #expect(throws: MissingField("审批意见")) { try await stage.decide(request, .reject, opinion: " ") }
            try await stage.decide(request, .reject, opinion: "改为书面核查")
            await #expect(throws: CapExemptionRefused.decided(.rejected)) { try await stage.decide(request, .approve) }
            _ = try await isBeyond { try await stage.add([5], to: task) }
            let planner = stage.town[.cityPlanner].account
            #expect(try await stage.read { try CalmStage.messages(to: planner, in: $0) } == ["超频次检查申请不批准：企业5"])
            let again = try await stage.ask(5, for: task)
            let found = try await stage.read { [scope = stage.town[.cityApprover].scope] in try CapExemption.load(again, scope: scope, in: $0) }
            let (own, other, approver) = (stage.town[.cityPlanner], stage.town[.eastPlanner], stage.town[.cityApprover])
            func standing(_ actor: Actor, as account: Account.ID? = nil) -> CapExemptionStanding {
                CapExemptionStanding(found, Actor(
                    account: account ?? actor.account, name: actor.name, organization: actor.organization, organizationName: "",
                    permissions: [.approveVisits], scope: actor.scope, officer: nil, origin: ""))
            }
            #expect(standing(approver).offers == [.approve, .reject])
            #expect(standing(own).refusal(of: .approve) == .ownRequest && standing(own).offers.isEmpty)
            #expect(standing(other).refusal(of: .approve) == nil && standing(other).offers.isEmpty)
            await #expect(throws: NotFound.self) { _ = try await stage.read { try CapExemption.load(again, scope: other.scope, in: $0) } }
        }
    }
}

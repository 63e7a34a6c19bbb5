import Authority
import Importing
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("联合任务的检查")
struct JointExecutionTests {
    @Test("JOIN-09、DRAW-27、DRAW-28、ADJ-02 每个参加机构为共同的检查对象各自选派人员；未选派齐之前都是待抽取并写明缺哪些机构，选派齐后一起待检查")
    func officers() async throws {
        try await JointStage.each { stage in
            let task = try await stage.established()
            let visits = try await stage.issue(task, objects: 2)
            #expect(visits.count == 6 && Set(visits.map(\.subject)).count == 2)
            #expect(Set(visits.map(\.agency)) == [stage.town[.eastCounty], stage.town[.westCounty], stage.town[.outsiderCity]])
            let first = try #require(visits.first)
            #expect(try await stage.lacking(first.id) == [Agency.eastCounty, .westCounty, .outsiderCity].map(\.name).sorted(by: stage.order))
            try await stage.name(task, by: .eastPlanner)
            try await stage.name(task, by: .westBusiness)
            #expect(try await stage.visits(of: task).allSatisfy { $0.status == .awaitingOfficers })
            #expect(try await stage.lacking(first.id) == [Agency.outsiderCity.name])
            let agencies = try await stage.office.task(task), town = stage.town
            let states = try await stage.office.read { try agencies.agencies(in: $0) }
            #expect(states.filter(\.hasOfficers).map(\.organization).sorted() == [town[.eastCounty], town[.westCounty]].sorted())
            // they are named, so they are not adjusted any more
            let own = try #require(try await stage.visits(of: task).first { $0.agency == town[.eastCounty] })
            let standing = try await stage.office.read { [actor = town[.eastPlanner]] in
                try AdjustmentStanding.of(own, of: town[.eastCounty], for: actor, in: $0)
            }
            #expect(standing.refusal(of: .adjustAgency) == .officersDrawn)
            #expect(try await stage.office.task(task).status == .awaitingOfficers)
            try await stage.name(task, by: .outsiderBusiness)
            #expect(try await stage.visits(of: task).allSatisfy { $0.status == .awaitingInspection })
            #expect(try await stage.lacking(first.id) == [])
            #expect(try await stage.office.task(task).status == .pending)
        }
    }

    @Test("JOIN-09、OPS-04 两个机构同时选派最后的人员，对象不会停在待抽取")
    func atOnce() async throws {
        try await JointStage.each { stage in
            let task = try await stage.established()
            _ = try await stage.issue(task, objects: 3)
            try await stage.name(task, by: .eastPlanner)
            async let west: Void = stage.name(task, by: .westBusiness)
            async let outside: Void = stage.name(task, by: .outsiderBusiness)
            _ = try await (west, outside)
            #expect(try await stage.visits(of: task).allSatisfy { $0.status == .awaitingInspection })
            #expect(try await stage.office.task(task).status == .pending)
        }
    }

    @Test("JOIN-10、TASK-27 每个机构各自录入；全部机构提交后任务才完成")
    func finished() async throws {
        try await JointStage.each { stage in
            let task = try await stage.established()
            let visits = try await stage.issue(task)
            for person in [Person.eastPlanner, .westBusiness, .outsiderBusiness] { try await stage.name(task, by: person) }
            for (place, visit) in visits.enumerated() {
                #expect(try await stage.office.task(task).status == (place == 0 ? .pending : .inProgress))
                try await stage.office.move(visit.id, .begin, .finishEntry, .agreeCountersign)
            }
            #expect(try await stage.office.task(task).status == .completed)
        }
    }

    @Test("JOIN-09、DRAW-12 检查对象的管辖机构本身是配合机构的，牵头一方由牵头机构检查；一个机构不会为同一对象检查两次")
    func jurisdiction() async throws {
        try await JointStage.each { stage in
            let task = try await stage.established()
            let visits = try await stage.issue(task, jurisdiction: .westCounty)
            let lead = try #require(visits.first { $0.participant == nil })
            #expect(lead.agency == stage.town[.eastCounty])
            #expect(visits.filter { $0.agency == stage.town[.westCounty] }.count == 1)
        }
    }

    @Test("TASK-23、JOIN-09 参加机构之间可以催办还没有选派人员的机构；没有参加的机构不能")
    func urging() async throws {
        try await JointStage.each { stage in
            let task = try await stage.established()
            _ = try await stage.issue(task)
            let outside = stage.town[.outsiderCity]
            try await stage.office.act(.westBusiness) { try TaskUrging(of: outside, for: task).make(by: $0, at: $1, in: $2) }
            let account = stage.town[.outsiderBusiness].account
            #expect(try await stage.office.read { try Library.messages(to: account, in: $0) }.last == "催办")
            await #expect(throws: NotFound.self) {
                try await stage.office.act(.cityPlanner) { try TaskUrging(of: outside, for: task).make(by: $0, at: $1, in: $2) }
            }
        }
    }
}

extension JointStage {
    /// As agencies are listed: in the order they were founded.
    func order(_ one: String, _ other: String) -> Bool {
        func place(_ name: String) -> Int { Agency.allCases.firstIndex { $0.name == name } ?? 0 }
        return place(one) < place(other)
    }
}

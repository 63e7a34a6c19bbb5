import Authority
import Importing
import Library
import Registry
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("入企次数与同期检查")
struct EnterpriseVisitTests {
    @Test("BEY-30 每家企业本年和近12个月的入企次数与逐条清点的相同：待查的计入，测试任务、已废除的任务、无法开展检查的不计，按机构和检查方式分列")
    func counts() async throws {
        try await CalmStage.each { stage in
            let today = stage.town.now.beijingDate
            let plans: [(InspectionMode, [Int], Int?)] = [
                (.daily, [1, 2, 3], nil), (.special, [2, 3, 4], 1), (.daily, [3, 4], 200), (.flying, [3], 360), (.daily, [3, 9], 380),
                (.special, [3], 20), (.daily, [3, 8], 10), (.daily, [3], 5),
            ]
            var tasks: [InspectionTask.ID] = []
            for (mode, numbers, before) in plans {
                let task = try await stage.issued(numbers, mode)
                tasks.append(task)
                if let before { try await stage.act { try CalmStage.finish(task, on: today.advanced(days: -before), in: $2) } }
            }
            let (test, scrapped, failed) = (tasks[5], tasks[6], tasks[7])
            try await stage.act { _, _, transaction in
                try SubjectRows.setNature(.test, of: test, in: transaction)
                try SubjectRows.setTask(.abolished, scrapped, in: transaction)
                try CalmStage.finish(failed, on: today, as: .notInspectable, in: transaction)
            }
            let visits = try await stage.read { try CalmStage.visits(in: $0) }.filter(\.counts)
            #expect(visits.count == 11)
            let former = try #require(CalendarDate(year: today.year - 1, month: today.month, day: today.day))
            var subjects: [SubjectID] = []
            for number in 1...10 { subjects.append(try await stage.subject(number)) }
            let told = try await stage.read { [subjects] in try EnterpriseVisit.counts(of: subjects, on: today, in: $0) }
            for subject in subjects {
                let own = visits.filter { $0.subject == subject }
                let counts = told[subject] ?? VisitCounts()
                #expect(counts.thisYear == own.count { ($0.day?.year ?? $0.year) == today.year })
                #expect(counts.lastTwelveMonths == own.count { $0.day.map { $0 > former } ?? true })
                #expect(counts.pending == own.count { $0.day == nil })
            }
            let third = try await stage.subject(3)
            let shares = try await stage.read { try EnterpriseVisit.shares(of: third, on: today, in: $0) }
            #expect(shares.allSatisfy { $0.agencyName == Agency.city.name })
            #expect(Dictionary(uniqueKeysWithValues: shares.map { ($0.mode, $0.counts.lastTwelveMonths) }) == [.daily: 2, .special: 1, .flying: 1])
            #expect(shares.map(\.counts.thisYear).reduce(0, +) == told[third]?.thisYear)
        }
    }

    /// East county's own task, and one of the city for the same enterprises.
    private func pair(_ stage: CalmStage, issuingFirst: Bool = true) async throws -> (east: InspectionTask.ID, city: InspectionTask.ID) {
        let east = try await stage.task(by: .eastPlanner), city = try await stage.task(.special, by: .cityBusiness)
        try await stage.add([3], to: east, by: .eastPlanner)
        if issuingFirst { try await stage.issue(east, by: .eastPlanner) }
        try await stage.add([3, 8], to: city, by: .cityBusiness)
        return (east, city)
    }

    @Test("BEY-31 下发前列出同期其他机构对同一企业的检查并提议联合：不写明单独检查的理由不能下发，写明后可以；期限不重叠的不列")
    func proposal() async throws {
        try await CalmStage.each(of: .eastCounty) { stage in
            let (east, city) = try await pair(stage)
            func others(_ id: InspectionTask.ID) async throws -> [OtherVisit] {
                try await stage.town.database.write { try OtherVisit.joinable(with: try InspectionTask.lock(id, in: $0), limit: 10, in: $0) }
            }
            let found = try await others(city)
            #expect(found.map(\.subjectName) == ["企业3"] && found.map(\.agencyName) == [Agency.eastCounty.name])
            #expect(found.map(\.task) == [east] && found.map(\.stage) == [.open])
            await #expect(throws: ChoosingRefused.othersInspect(found.map(\.words)[0])) { try await stage.issue(city, by: .cityBusiness) }
            #expect(try await stage.status(of: city) == .awaitingSubjects)
            await #expect(throws: MissingField("单独检查的理由")) {
                try await stage.act(.cityBusiness) { try SoloExplanation(of: city, because: " ").make(by: $0, at: $1, in: $2) }
            }
            try await stage.act(.cityBusiness) { try SoloExplanation(of: city, because: "涉及保密").make(by: $0, at: $1, in: $2) }
            #expect(try await stage.issue(city, by: .cityBusiness) == 2)
            let solo = try #require(try await stage.read { try SoloInspection.load(of: city, in: $0) })
            #expect(solo.reason == "涉及保密" && solo.person == Person.cityBusiness.name)
            let facts = try await stage.read { try Library.facts(about: city.bytes, in: $0) }
            #expect(facts.contains(ChoosingFacts.goesAlone.code))
            let later = stage.town.now.beijingDate.advanced(days: 60)
            try await stage.act { try CalmStage.set(start: later, end: later.advanced(days: 9), of: city, in: $2) }
            #expect(try await others(city).isEmpty)
        }
    }

    @Test("BEY-31 其他机构已选定而未下发的也列出，只说机构和期限；固定抽取名单同样需要理由")
    func planned() async throws {
        try await CalmStage.each(of: .eastCounty) { stage in
            let (east, city) = try await pair(stage, issuingFirst: false)
            let seen = try await stage.town.database.write { try OtherVisit.joinable(with: try InspectionTask.lock(east, in: $0), limit: 10, in: $0) }
            #expect(seen.map(\.stage) == [.planned] && seen.map(\.agencyName) == [Agency.city.name] && seen.map(\.task) == [city])
            let drawn = try await stage.task(.daily, .random, by: .eastPlanner)
            try await stage.add([8], to: drawn, by: .eastPlanner)
            try await stage.act(.eastPlanner) { actor, now, transaction in
                try ExclusionSetting(of: drawn, to: .none).make(by: actor, at: now, in: transaction)
                try SamplingSetting(of: drawn, common: .ratio(100)).make(by: actor, at: now, in: transaction)
            }
            let (actor, town) = (stage.town[.eastPlanner], stage.town)
            func begin() async throws { _ = try await SubjectDraw(of: drawn).make(by: actor, clock: town.clock, protection: town.cipher, in: town.database) }
            await #expect(throws: ChoosingRefused.self) { try await begin() }
            try await stage.act(.eastPlanner) { try SoloExplanation(of: drawn, because: "随机抽查").make(by: $0, at: $1, in: $2) }
            try await begin()
        }
    }

    @Test("CALM-03 两个机构在30天内对同一企业都有检查时，双方任务制定人都收到提示，写明对方机构、期限和合并建议；超过期限的不提示，期限可以由机构加长")
    func notices() async throws {
        try await CalmStage.each(of: .eastCounty) { stage in
            let (east, city) = try await pair(stage)
            let (planner, business) = (stage.town[.eastPlanner].account, stage.town[.cityBusiness].account)
            func told(_ account: Account.ID) async throws -> [String] { try await stage.read { try CalmStage.messages(to: account, in: $0) } }
            #expect(try await told(planner) == [])
            try await stage.act(.cityBusiness) { try SoloExplanation(of: city, because: "涉及保密").make(by: $0, at: $1, in: $2) }
            try await stage.issue(city, by: .cityBusiness)
            #expect(try await told(planner) == ["多头检查：\(Agency.city.name)也检查“企业3”"])
            #expect(try await told(business) == ["多头检查：\(Agency.eastCounty.name)也检查“企业3”"])
            // both are over, longer ago than the window
            let today = stage.town.now.beijingDate
            try await stage.act { _, _, transaction in
                for task in [east, city] { try CalmStage.finish(task, on: today.advanced(days: -40), in: transaction) }
            }
            try await stage.issued([3], by: .eastPlanner)
            #expect(try await told(planner).count == 1)
            try await stage.act(.eastAdmin) { try ParameterSetting(.multiAgencyDays, to: 60, version: 0).make(by: $0, at: $1, in: $2) }
            try await stage.issued([8], by: .eastPlanner)
            #expect(try await told(planner).count == 2)
            #expect(try await told(business).count == 2)
        }
    }
}

import Ledger
import Registry
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Authority
@testable import Importing
@testable import Library
@testable import Tasking

/// A daily plan of the east county, whose library has enterprises of all levels: in turn A, B, C, D and 未评价.
struct ProposalStage: Sendable {
    let office: Office
    let plan: AnnualPlan.ID

    var town: Town { office.town }

    /// - Parameter year: the next one has all its months before it.
    static func each(enterprises: Int = 100, year: Int = 2027, isIssued: Bool = true, _ body: (ProposalStage) async throws -> Void) async throws {
        try await Office.each { office in
            let county = office.town[.eastCounty], now = office.town.now
            try await office.town.database.write { try SubjectRows.insert(enterprises, of: county, at: now, in: $0) }
            let plan = try await dailyPlan(office, year)
            if isIssued {
                try await office.submit(plan, to: .eastReviewer, by: .eastPlanner)
                try await office.review(plan, by: .eastReviewer)
            }
            try await body(ProposalStage(office: office, plan: plan))
        }
    }

    static func dailyPlan(_ office: Office, _ year: Int, by person: Person = .eastPlanner) async throws -> AnnualPlan.ID {
        var record = office.planRecord
        (record.year, record.name, record.items) = (year, "日常监督检查", [office.supervision])
        record.termEnd = CalendarDate(year: year, month: 12, day: 31)
        let made = record
        return try await office.act(person) { try PlanMaking(.daily, made).make(by: $0, at: $1, in: $2) }
    }

    @discardableResult
    func act<T: Sendable>(_ person: Person = .eastPlanner, _ body: @escaping @Sendable (ActContext) throws -> T) async throws -> T {
        try await town.database.write { [town] in try body(ActContext(town[person], at: town.now, protection: town.cipher, in: $0)) }
    }

    /// 生成建议, until it is made.
    func compute(by person: Person = .eastPlanner, perStep: Int = 20_000) async throws {
        let job = ProposalJob(perStep: perStep)
        try await act(person) { [plan] in try ProposalComputing(of: plan).make(in: $0, job: job) }
        let runner = JobRunner(database: town.database, kinds: [job], clock: town.clock) { Issue.record("\($0)") }
        while try await runner.runNext() {}
    }

    func setVolume(_ count: Int, year: Int = 2027) async throws -> TaskVolume.ID {
        try await act { try TaskVolumeSetting(TaskVolumeRecord(.daily, year: year, volume: count)).make(in: $0) }
    }

    func proposal(of person: Person = .eastPlanner) async throws -> PlanProposal {
        let agency = town[person].organization
        let found = try await town.database.read { [plan] in try PlanProposal.of(plan, at: agency, in: $0) }
        return try #require(found)
    }

    func inspections(_ change: (inout PlannedInspection.Filter) -> Void = { _ in }) async throws -> [PlannedInspection] {
        var filter = PlannedInspection.Filter()
        change(&filter)
        let (proposal, wanted) = (try await proposal().id, filter)
        return try await town.database.read { transaction in
            var (all, page) = ([PlannedInspection](), ListPage(size: 100))
            while true {
                let listed = try PlannedInspection.list(wanted, of: proposal, page: page, in: transaction)
                all += listed.rows
                guard listed.hasNext, let last = listed.lastSerial else { return all }
                page.place = .after(last)
            }
        }
    }

    func months() async throws -> [ProposalMonthSummary] {
        let id = try await proposal().id
        return try await town.database.read { try ProposalMonthSummary.all(of: id, in: $0) }
    }

    func counts() async throws -> (planned: Int, beyond: Int, leftOut: Int) {
        let months = try await months()
        return (months.reduce(0) { $0 + $1.planned }, months.reduce(0) { $0 + $1.beyond }, months.reduce(0) { $0 + $1.leftOut })
    }

    func progress(by person: Person = .eastPlanner) async throws -> PlanProgress {
        try await town.database.read { [town, plan] in
            try PlanProgress.of(AnnualPlan.load(plan, for: town[person], in: $0), for: town[person], today: town.now.beijingDate, in: $0)
        }
    }
}

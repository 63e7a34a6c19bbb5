import Authority
import Cryptography
import Importing
import Inspecting
import Library
import Paperwork
import Registry
import Storage
import Tasking
import Timekeeping
import Vault

/// Inspections of the demo at three stages: one task finished, one running, one just made. All of it happens by the
/// acts that people use, draws included, so the demo's records can be verified like any other.
struct DemoScenes: Sendable {
    let database: Database
    let protection: any FieldProtection
    let vault: FileVault
    let material: any DocumentMaterial
    let clock: Clock
    let receivers: [any ApprovedResultReceiving]
    let staff: [Role: Account.ID]
    /// The accounts of the two officers who log in to the demo.
    let officers: [Account.ID]

    private var now: Instant { clock.now() }

    /// - Returns: the object where a problem was found.
    func play() async throws -> TaskSubject? {
        try await setNumberRule()
        let plan = try await approvedPlan()
        let finished = try await task("食品经营单位双随机抽查（第一批）", from: plan, wanted: 3)
        try await publish(try await inspectAll(of: finished, problemAt: 1, review: true))
        let running = try await task("食品经营单位双随机抽查（第二批）", from: plan, wanted: 6)
        _ = try await inspectAll(of: running, problemAt: nil, review: false, atMost: 1)
        _ = try await makeTask("食品经营单位双随机抽查（第三批）", from: plan)
        return try await database.read { transaction in
            let visits = try TaskSubject.objects(of: finished, page: ListPage(size: 50), in: transaction).rows
            return visits.dropFirst().first?.subject
        }
    }

    func actor(_ role: Role, in transaction: Transaction) throws -> Actor {
        guard let account = staff[role] else { throw StorageError.broken("the demo has no \(role.rawValue)") }
        return try DemoLibraries.actor(account, in: transaction)
    }

    private func setNumberRule() async throws {
        let now = now
        try await database.write { transaction in
            let record = DocumentNumberRecord(
                kind: .inspectionRecord, regionWord: "青", agencyWord: "市监", documentWord: "检记", digits: 4)
            _ = try NumberRuleSetting(.new, record).make(by: try actor(.businessAdmin, in: transaction), at: now, in: transaction)
        }
    }

    private func approvedPlan() async throws -> AnnualPlan.ID {
        let (now, today) = (now, clock.today())
        return try await database.write { transaction in
            let planner = try actor(.planner, in: transaction)
            var record = PlanRecord(year: today.year, name: "\(today.year)年度食品经营单位双随机抽查计划")
            record.contentLevel = .general
            record.leadDomain = .marketRegulation
            record.ways = [.onSite]
            record.subjectDescription = "辖区内食品经营单位"
            record.inspectionRequirement = "两名以上执法人员到场，出示执法证件，全程记录。"
            record.termStart = CalendarDate(year: today.year, month: 1, day: 1)
            record.termEnd = CalendarDate(year: today.year, month: 12, day: 31)
            record.items = try DemoScenes.foodItem(for: planner, in: transaction)
            let plan = try PlanMaking(.doubleRandom, record).make(by: planner, at: now, in: transaction)
            try PlanSubmission(of: plan, to: staff[.planReviewer]).make(by: planner, at: now, in: transaction)
            try PlanReview(of: plan, .approve).make(by: try actor(.planReviewer, in: transaction), at: now, in: transaction)
            return plan
        }
    }

    private static func foodItem(for actor: Actor, in transaction: Transaction) throws -> Set<Item.ID> {
        let claimed = try ItemQueries.claimed(by: actor.organization, kind: .spotCheck, in: transaction).rows
        return Set(claimed.filter { $0.itemCode == DemoForm.all[0].spotCheckCode }.map(\.id))
    }

    private func makeTask(_ name: String, from plan: AnnualPlan.ID) async throws -> InspectionTask.ID {
        let (now, today) = (now, clock.today())
        let yearEnd = CalendarDate(year: today.year, month: 12, day: 31) ?? today
        return try await database.write { transaction in
            let planner = try actor(.planner, in: transaction)
            let record = TaskRecord(
                name: name, year: today.year, source: .planned, plan: plan, from: today, to: min(today.advanced(days: 30), yearEnd))
            let task = try TaskMaking(.doubleRandom, record, items: []).make(by: planner, at: now, in: transaction)
            try TaskConfirmation(of: task).make(by: planner, at: now, in: transaction)
            return task
        }
    }

    /// A task with its objects and officers drawn.
    private func task(_ name: String, from plan: AnnualPlan.ID, wanted: Int) async throws -> InspectionTask.ID {
        let task = try await makeTask(name, from: plan)
        let now = now
        let planner = try await database.write { transaction in
            let planner = try actor(.planner, in: transaction)
            var range = SubjectRange()
            range.name = "食品"
            try CategoryAddition(to: task, name: "食品经营", range: range).make(by: planner, at: now, in: transaction)
            let gone = ExclusionRule(statuses: Set(ExcludedStatus.allCases))
            try ExclusionSetting(of: task, to: gone).make(by: planner, at: now, in: transaction)
            try SamplingSetting(of: task, common: .count(wanted)).make(by: planner, at: now, in: transaction)
            return planner
        }
        let objects = try await SubjectDraw(of: task).make(by: planner, clock: clock, protection: protection, in: database)
        _ = try await DrawStopping(of: objects).make(by: planner, clock: clock, protection: protection, in: database)
        let (drawer, own) = try await database.read { transaction in
            let people = try officers.compactMap { try DemoLibraries.actor($0, in: transaction).officer }
            return (try actor(.planner, in: transaction), Set(people))
        }
        let teams = try await OfficerDraw(of: task, from: own, teamSize: 2)
            .make(by: drawer, clock: clock, protection: protection, in: database)
        _ = try await DrawStopping(of: teams).make(by: drawer, clock: clock, protection: protection, in: database)
        return task
    }
}

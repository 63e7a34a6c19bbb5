import Authority
import Drawing
import Importing
import Library
import Registry
import Storage
import TestKit
import Timekeeping

@testable import Tasking

/// A double-random task of the east county with objects of its library, at any step of the choosing.
struct DrawStage {
    let town: Town
    let task: InspectionTask.ID

    static func each(
        subjects: Int = 62, mode: InspectionMode = .doubleRandom, selection: SelectionMode = .random,
        _ body: (DrawStage) async throws -> Void
    ) async throws {
        try await Town.each(TaskingStore.migrations) { town in
            let planner = town[.eastPlanner], now = town.now, county = town[.eastCounty]
            let task = try await town.database.write { transaction in
                try SubjectRows.insert(subjects, of: county, at: now, in: transaction)
                return try DrawStage.makeTask(mode, selection, by: planner, at: now, in: transaction)
            }
            try await body(DrawStage(town: town, task: task))
        }
    }

    static func makeTask(
        _ mode: InspectionMode, _ selection: SelectionMode = .random, by planner: Actor, at now: Instant, in transaction: Transaction
    ) throws -> InspectionTask.ID {
        let today = now.beijingDate
        var record = TaskRecord(name: "食品双随机抽查", year: today.year, source: .adHoc, from: today, to: today.advanced(days: 30))
        record.subjectSelection = selection
        record.officerSelection = selection
        let id = InspectionTask.ID(at: now)
        try InspectionTask.insert(
            id, record, mode: mode, number: "测〔2026〕" + id.description, by: planner, at: now, in: transaction)
        let task = try InspectionTask.lock(id, in: transaction)
        try task.setStatus(.awaitingSubjects, at: now, in: transaction)
        return id
    }

    var planner: Actor { town[.eastPlanner] }

    func write<T: Sendable>(_ body: @escaping @Sendable (Transaction, Actor, Instant) throws -> T) async throws -> T {
        let (actor, now) = (planner, town.now)
        return try await town.database.write { try body($0, actor, now) }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await town.database.read(body)
    }

    func add(_ name: String = "全部", _ range: SubjectRange = SubjectRange(), by categorization: Categorization = .single) async throws {
        try await write { [task] in _ = try CategoryAddition(to: task, name: name, range: range, by: categorization).make(by: $1, at: $2, in: $0) }
    }

    @discardableResult
    func exclude(_ rule: ExclusionRule) async throws -> Int {
        try await write { [task] in try ExclusionSetting(of: task, to: rule).make(by: $1, at: $2, in: $0) }
    }

    func sample(_ common: Sampling?, _ lines: [SamplingCategory.ID: Sampling] = [:]) async throws {
        try await write { [task] in try SamplingSetting(of: task, common: common, lines: lines).make(by: $1, at: $2, in: $0) }
    }

    func categories() async throws -> [SamplingCategory] {
        try await read { [task] in try SamplingCategory.all(of: task, in: $0) }
    }

    func totals() async throws -> CandidateList.Totals {
        try await read { [task] in try CandidateList.totals(of: task, in: $0) }
    }

    /// Everything before the draw: all objects in one category, no exclusion, this ratio.
    func prepare(_ sampling: Sampling = .ratio(10)) async throws {
        try await add()
        try await exclude(.none)
        try await sample(sampling)
    }

    func begin() async throws -> DrawRecord.ID {
        try await SubjectDraw(of: task).make(by: planner, clock: town.clock, protection: town.cipher, in: town.database)
    }

    func stop(_ draw: DrawRecord.ID) async throws -> DrawStopping.Outcome {
        try await DrawStopping(of: draw).make(by: planner, clock: town.clock, protection: town.cipher, in: town.database)
    }

    func beginOfficers(_ draw: OfficerDraw) async throws -> DrawRecord.ID {
        try await draw.make(by: planner, clock: town.clock, protection: town.cipher, in: town.database)
    }

    func officers(_ count: Int, of agency: Agency = .eastCounty, leaders: Int = 0, until: CalendarDate? = nil) async throws -> [Identifier<OfficerMark>] {
        let organization = town[agency]
        let date = until ?? town.now.beijingDate.advanced(days: 365)
        let account = town[.eastOfficer].account
        return try await write { transaction, _, now in
            try OfficerRows.insert(
                count, of: organization, prefix: agency.rawValue, leaders: leaders, until: date, account: account, at: now, in: transaction)
        }
    }

    func record(_ draw: DrawRecord.ID) async throws -> DrawRecord { try await read { try DrawRecord.load(public: draw, in: $0) } }

    func folder(_ draw: DrawRecord.ID) async throws -> DrawFolder {
        let cipher = town.cipher
        return try await read { try DrawRecord.load(public: draw, in: $0).folder(protection: cipher, in: $0) }
    }

    func version() async throws -> Int {
        try await write { [task] transaction, _, _ in try InspectionTask.lock(task, in: transaction).version }
    }

    /// What 选派人员 shows of the agency's visits.
    func assignmentVersion() async throws -> Int {
        let agency = planner.organization
        return try await read { [task] in try AssignmentList.version(of: task, for: agency, in: $0) }
    }

    func status() async throws -> TaskStatus {
        try await write { [task] transaction, _, _ in try InspectionTask.lock(task, in: transaction).status }
    }

    func visits() async throws -> [TaskSubject] {
        let listed = try await read { [task] in try TaskSubject.objects(of: task, page: ListPage(size: 100), in: $0) }
        return listed.rows.map(\.subject)
    }
}

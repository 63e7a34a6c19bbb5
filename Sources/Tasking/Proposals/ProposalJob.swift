import Authority
import Importing
import Ledger
import Library
import Registry
import Storage
import Synchronization
import Timekeeping

/// An inspection that was placed.
struct ProposalLine: Sendable {
    let demand: ProposalDemand
    let month: Int
    let isBeyond: Bool
}

/// Computes the proposal of a year as a job (PLAN-25): takes away what is to be computed anew, reads the enterprises and places
/// their inspections, and writes them, some thousand rows a step. A county of some thousand enterprises is one step; what
/// was placed is kept in memory between steps, and whoever takes over the job begins afresh.
package struct ProposalJob: JobKind {
    package static let jobCode = "tasking.proposal"
    package let code = ProposalJob.jobCode
    package let label = "生成月度检查任务明细"
    /// Half a proposal is none.
    package let mayCancel = false

    private let perStep: Int
    private let kept = KeptLines()

    package init(perStep: Int = 20_000) { self.perStep = perStep }

    package func step(_ job: Job, _ context: JobContext) async throws -> JobStep {
        let order = try ProposalOrder.read(json: job.payload)
        let now = context.clock.now(), perStep = perStep
        if let written = Int(job.cursor), let lines = kept.lines(of: job.id) {
            return try await context.commit { try Self.write(lines, from: written, perStep, order, at: now, in: $0) }
        }
        let isClear = try await context.database.read { try order.isClear(in: $0) }
        guard isClear else {
            return try await context.commit { transaction in
                _ = try PlanProposal.load(order.proposal, in: transaction).clear(perStep, in: transaction)
                return .proceed(cursor: "", done: 0, total: nil, message: "正在清除上一次的建议")
            }
        }
        let lines = try await context.database.read { try order.lines(for: job, at: now, in: $0) }
        kept.keep(lines, of: job.id)
        return try await context.commit { try Self.write(lines, from: 0, perStep, order, at: now, in: $0) }
    }

    private static func write(
        _ lines: ProposalLines, from start: Int, _ perStep: Int, _ order: ProposalOrder, at now: Instant, in transaction: Transaction
    ) throws -> JobProgress {
        let proposal = try PlanProposal.load(order.proposal, in: transaction)
        let end = min(start + perStep, lines.all.count)
        try proposal.add(lines.all[start..<end], at: now, in: transaction)
        guard end == lines.all.count else {
            return .proceed(cursor: "\(end)", done: end, total: lines.all.count, message: "已写入\(end)次检查，共\(lines.all.count)次")
        }
        try proposal.setMade(enterprises: lines.enterprises, at: now, in: transaction)
        let plan = try AnnualPlan.lock(proposal.plan, in: transaction)
        let beyond = lines.all.count { $0.isBeyond }, planned = lines.all.count - beyond
        try proposal.record(
            ProposalFacts.made, plan, by: nil, at: now,
            values: ["enterprises": "\(lines.enterprises)", "planned": "\(planned)", "beyond": "\(beyond)"], in: transaction)
        return .finished(result: "", message: "\(lines.enterprises)户企业，安排\(planned)次，超出任务量\(beyond)次")
    }
}

/// What one process has placed and not yet written.
private final class KeptLines: Sendable {
    private let held = Mutex<(job: Job.ID, lines: ProposalLines)?>(nil)

    func lines(of job: Job.ID) -> ProposalLines? { held.withLock { $0?.job == job ? $0?.lines : nil } }
    func keep(_ lines: ProposalLines, of job: Job.ID) { held.withLock { $0 = (job, lines) } }
}

struct ProposalLines: Sendable {
    let enterprises: Int
    /// In the order in which they are written: the list shows the newest first, and is to begin with the first month.
    let all: [ProposalLine]
}

/// The payload of the job.
struct ProposalOrder: Codable, Sendable {
    let proposal: PlanProposal.ID
    let origin: String

    func isClear(in transaction: Transaction) throws -> Bool {
        try PlanProposal.load(proposal, in: transaction).isClear(in: transaction)
    }

    func lines(for job: Job, at now: Instant, in transaction: Transaction) throws -> ProposalLines {
        // the person as they stand now: who lost the right proposes nothing any more
        guard let account = job.createdBy, let actor = try Actor.acting(for: account, origin: origin, in: transaction), actor.may(.makePlans)
        else { throw NotFound() }
        let found = try PlanProposal.load(proposal, in: transaction)
        let plan = try AnnualPlan.load(found.plan, for: actor, in: transaction)
        return try found.compute(plan, ProposedEnterprise.all(scope: actor.scope, in: transaction), on: now.beijingDate, in: transaction)
    }
}

extension PlanProposal {
    func compute(
        _ plan: AnnualPlan, _ enterprises: [ProposedEnterprise], on today: CalendarDate, in transaction: Transaction
    ) throws -> ProposalLines {
        let frequencies = try InspectionFrequencyRecord.inUse(at: organization, in: transaction)
        let volume = try TaskVolume.of(organization, plan.family, year: plan.record.year, in: transaction)
        let officers = try volume.map { try OfficerVolume.all(of: $0.id, in: transaction) } ?? []
        let loads = try loads(plan, whole: false, in: transaction)
        let open = plan.openMonths(on: today)
        let months = open.map { ProposalMonth(number: $0, capacity: OfficerVolume.capacity(of: officers, in: $0), load: loads[$0] ?? 0) }
        let demands = ProposalDemand.all(of: enterprises, by: frequencies, settled: try settled(in: transaction), open: Set(open))
        let placement = ProposalPlacement(demands, months: months, left: volume.map { $0.record.volume - loads.values.reduce(0, +) })
        let lines = placement.places.map { ProposalLine(demand: placement.demands[$0.demand], month: $0.month, isBeyond: $0.isBeyond) }
        return ProposalLines(
            enterprises: enterprises.count,
            all: lines.enumerated().sorted { ($1.element.month, $1.offset) < ($0.element.month, $0.offset) }.map(\.element))
    }
}

extension ProposalDemand {
    /// What the frequencies ask of each enterprise. Of a plan that has fewer than twelve months left a part is asked, rounded
    /// up, and never more in the year than the frequency.
    static func all(
        of enterprises: [ProposedEnterprise], by frequencies: [InspectionFrequencyRecord], settled: [SubjectID: [Int]], open: Set<Int>
    ) -> [ProposalDemand] {
        enterprises.compactMap { enterprise in
            guard let found = enterprise.frequency(by: frequencies) else { return nil }
            let done = settled[enterprise.id] ?? []
            let share = (found.times * open.count + 11) / 12
            let asked = min(found.times, done.count { !open.contains($0) } + share)
            return ProposalDemand(
                enterprise: enterprise, category: found.category, frequency: found.times, wanted: asked - done.count, settled: Set(done))
        }
    }
}

import Authority
import Ledger
import Storage
import Timekeeping

/// 撤回导入: what an import has made leaves the library again, and what it changed becomes what it was, as long as nothing
/// was built on it. All of it is looked at before anything is taken back; the work is a job.
package struct ImportTakingBack: Sendable {
    package let job: Job.ID

    package init(of job: Job.ID) { self.job = job }

    package func make(
        kinds: ImportJob, job taking: ImportTakingBackJob, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Job.ID {
        let found = try Job.load(job, of: actor, in: transaction)
        guard found.kind == kinds.code else { throw NotFound() }
        let order = try ImportOrder.read(json: found.payload)
        let kind = try kinds.kind(order.kind)
        try actor.require(kind.permission)
        guard found.state.isFinal, kind.canBeTakenBack, let counts = try ImportTouch.counts(job, in: transaction) else {
            throw ImportRefused.nothingToTakeBack
        }
        let payload = TakingBackOrder(job: job.description, origin: actor.origin)
        return try Job.submit(
            taking, payload: try payload.json(), total: counts.created + counts.changed, by: actor, at: now, in: transaction)
    }
}

/// The payload of the job.
struct TakingBackOrder: Codable, Sendable {
    let job: String
    let origin: String
}

/// How far it is: all is looked at, then taken back.
struct TakingBackPlace: Codable, Sendable {
    var isLooking = true
    /// The one that was done last in this phase; they are done from the last to the first.
    var serial = Int64.max
    var done = 0
    var removed = 0
    var restored = 0
    /// What stands in the way: the first few by name.
    var faults: [String] = []
    var faultCount = 0

    static let named = 20

    mutating func add(_ fault: String) {
        faultCount += 1
        if faults.count < Self.named { faults.append(fault) }
    }

    var refusal: String {
        "不能撤回，没有改动任何记录：\(faultCount)条记录在导入之后已有变化——" + faults.joined(separator: "；")
            + (faultCount > faults.count ? "；等" : "")
    }

    var outcome: String {
        "已撤回：删除\(removed)条，恢复\(restored)条"
            + (faultCount == 0 ? "" : "；\(faultCount)条没有撤回——" + faults.joined(separator: "；"))
    }
}

package final class ImportTakingBackJob: JobKind {
    package let code = "registry.importTakingBack"
    package let label = "撤回导入"
    package let mayCancel = false

    private let imports: ImportJob
    private let uses: [any RecordUse]
    private let perStep: Int

    package init(imports: ImportJob, uses: [any RecordUse] = [], perStep: Int = 200) {
        (self.imports, self.uses, self.perStep) = (imports, uses, perStep)
    }

    package func step(_ job: Job, _ context: JobContext) async throws -> JobStep {
        let order = try TakingBackOrder.read(json: job.payload)
        let place = job.cursor.isEmpty ? TakingBackPlace() : try TakingBackPlace.read(json: job.cursor)
        guard let imported = Job.ID(order.job) else { throw NotFound() }
        let (now, perStep, imports, uses) = (context.clock.now(), perStep, imports, uses)
        return try await context.commit { transaction in
            guard let actor = try ImportJob.importer(of: job, origin: order.origin, in: transaction) else { throw ImportRefused.importerGone }
            let file = try ImportOrder.read(json: try Job.load(imported, scope: actor.scope, in: transaction).payload)
            let sheet = try imports.kind(file.kind)
            let desk = TakingBackDesk(actor: actor, now: now, protection: imports.protection, transaction: transaction)
            let taking = RecordTakingBack(sheet: sheet, uses: uses, desk: desk)
            // records that rest on each other are looked at together
            let most = sheet.checkedTogether ?? perStep
            let touches = try ImportTouch.list(imported, before: place.serial, most: most, protection: imports.protection, in: transaction)
            var next = place
            next.serial = touches.last?.serial ?? place.serial
            if place.isLooking {
                try taking.look(touches.map(\.touch), &next)
            } else {
                for (_, touch) in touches { try taking.take(touch, &next) }
            }
            next.done += touches.count
            guard touches.count < most else {
                return .proceed(
                    cursor: try next.json(), done: next.done, total: job.total, message: place.isLooking ? "正在核对能否撤回" : "正在撤回")
            }
            if place.isLooking {
                guard next.faultCount == 0 else { return .finished(result: next.refusal, message: next.refusal) }
                return .proceed(
                    cursor: try TakingBackPlace(isLooking: false).json(), done: 0, total: job.total, message: "正在撤回")
            }
            try ImportTouch.clear(imported, in: transaction)
            try imports.recordTakenBack(imported, next.outcome, by: actor, at: now, in: transaction)
            return .finished(result: next.outcome, message: next.outcome)
        }
    }
}

extension ImportJob {
    fileprivate func recordTakenBack(
        _ job: Job.ID, _ outcome: String, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let found = try Job.load(job, scope: actor.scope, in: transaction)
        let order = try ImportOrder.read(json: found.payload)
        try Fact(
            kind: ImportFacts.takenBack, actor: actor, at: now, organization: found.organization, noun: "job", record: job.bytes,
            values: ["label": try kind(order.kind).label, "file": order.name, "outcome": outcome]
        ).record(in: transaction)
    }
}

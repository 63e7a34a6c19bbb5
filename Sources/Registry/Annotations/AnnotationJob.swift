import Authority
import Foundation
import Importing
import Ledger
import Library
import Storage
import Timekeeping

/// 批量标注 of the whole result of a filter as a job (SUBJ-08). It goes along the key of the library, a few hundred objects
/// a step, each step one transaction with the place it came to: every object is either as it was or annotated, an
/// interrupted job goes on where it stopped, and a cancelled one says what it has done.
package struct AnnotationJob: JobKind {
    package static let jobCode = "registry.annotation"
    package let code = AnnotationJob.jobCode
    package let label = "批量标注"
    package let mayCancel = true

    private let protection: any FieldProtection
    private let perStep: Int

    package init(protection: any FieldProtection, perStep: Int = 200) { (self.protection, self.perStep) = (protection, perStep) }

    package func step(_ job: Job, _ context: JobContext) async throws -> JobStep {
        let order = try AnnotationOrder.read(json: job.payload)
        let place = try AnnotationPlace(job)
        let (protection, perStep, now) = (protection, perStep, context.clock.now())
        return try await context.commit { transaction in
            let actor = try Self.annotator(job, order, in: transaction)
            let rows = try SubjectList.next(perStep, after: place.last ?? order.newest + 1, order.filter, scope: actor.scope, in: transaction)
            var next = place
            if !rows.isEmpty {
                let report = try BulkAnnotation(of: rows.map(\.row.id), order.change)
                    .make(by: actor, at: now, protection: protection, in: transaction)
                try next.take(report, of: job.id, in: transaction)
                next.last = rows.last?.key
            }
            guard rows.count < perStep else {
                return .proceed(cursor: try next.json(), done: next.done + next.failed, total: job.total, message: next.words)
            }
            return .finished(result: try next.json(), message: next.words)
        }
    }

    /// The person as they stand now: who lost the right annotates nothing any more.
    private static func annotator(_ job: Job, _ order: AnnotationOrder, in transaction: Transaction) throws -> Actor {
        guard let account = job.createdBy, let actor = try Actor.acting(for: account, origin: order.origin, in: transaction),
            actor.may(.manageSubjects)
        else { throw AnnotationRefused.accountGone }
        return actor
    }
}

/// The order for one.
package struct AnnotationSubmission: Sendable {
    package let filter: SubjectList.Filter
    package let change: AnnotationChange

    package init(_ filter: SubjectList.Filter, _ change: AnnotationChange) { (self.filter, self.change) = (filter, change) }

    package func make(by actor: Actor, at now: Instant, job: AnnotationJob, in transaction: Transaction) throws -> Job.ID {
        try actor.require(.manageSubjects)
        guard !change.isEmpty else { throw AnnotationRefused.nothing }
        let listed = try SubjectList.load(filter, scope: actor.scope, page: ListPage(), in: transaction)
        guard let newest = listed.firstSerial else { throw AnnotationRefused.noSubjects }
        let order = AnnotationOrder(filter: filter, change: change, newest: newest, origin: actor.origin)
        return try Job.submit(job, payload: try order.json(), total: listed.total, by: actor, at: now, in: transaction)
    }
}

/// The payload of the job: what came into the library later is not annotated.
struct AnnotationOrder: Codable, Sendable {
    let filter: SubjectList.Filter
    let change: AnnotationChange
    let newest: Int64
    let origin: String
}

/// How far a job has come; its cursor, and in the end its result.
package struct AnnotationPlace: Codable, Sendable {
    var last: Int64?
    package fileprivate(set) var done = 0
    package fileprivate(set) var failed = 0

    package var words: String { "成功\(done)条，失败\(failed)条" }

    /// Nil when the job is of another kind.
    package static func of(_ job: Job) throws -> AnnotationPlace? { job.kind == AnnotationJob.jobCode ? try AnnotationPlace(job) : nil }

    fileprivate init(_ job: Job) throws {
        let text = job.result.isEmpty ? job.cursor : job.result
        if text.isEmpty { self.init() } else { self = try AnnotationPlace.read(json: text) }
    }

    private init() {}

    /// The reasons stand beside the job, numbered by the order of the objects.
    fileprivate mutating func take(_ report: BulkAnnotation.Report, of job: Job.ID, in transaction: Transaction) throws {
        let problems = report.failed.enumerated().map { index, failure in
            (row: failed + index + 1, problem: ImportProblem(failure.name, failure.reason))
        }
        try ImportProblem.insert(problems, job: job, in: transaction)
        done += report.done
        failed += report.failed.count
    }
}

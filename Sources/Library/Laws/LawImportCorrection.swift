import Authority
import Importing
import Ledger
import Storage
import Timekeeping

/// Somebody corrects what was read of some files, or of all, before they enter the library (LIB-03).
package struct LawImportCorrection: Sendable {
    package let job: Job.ID
    /// Empty for all that wait.
    package let files: Set<Int>
    package let correction: StatuteDraftCorrection

    package init(of job: Job.ID, files: Set<Int>, _ correction: StatuteDraftCorrection) {
        (self.job, self.files, self.correction) = (job, files, correction)
    }

    package static let corrected = FactKind(
        code: "registry.statute.draftsCorrected", sentence: "{actor}更正待导入的法律法规文件{count}个")

    /// - Returns: how many files were corrected.
    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Int {
        let found = try LawImportConfirmation.waiting(job, by: actor, in: transaction)
        let all = try StatuteFile.list(of: found.id, most: LawImportSubmission.most, in: transaction)
        let chosen = all.filter { $0.outcome == .waiting && (files.isEmpty || files.contains($0.number)) }
        for file in chosen { try file.note(correction.applied(to: file.draft ?? StatuteDraft()), in: transaction) }
        try Fact(
            kind: Self.corrected, actor: actor, at: now, organization: found.organization, noun: "job", record: found.id.bytes,
            values: ["count": "\(chosen.count)"]
        ).record(in: transaction)
        return chosen.count
    }
}

/// The person has seen what was read; the files enter the library.
package struct LawImportConfirmation: Sendable {
    package let job: Job.ID

    package init(of job: Job.ID) { self.job = job }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let found = try Self.waiting(job, by: actor, in: transaction)
        try Job.confirm(job, cursor: found.cursor, label: LawImportJob().label, by: actor, at: now, in: transaction)
    }

    static func waiting(_ job: Job.ID, by actor: Actor, in transaction: Transaction) throws -> Job {
        let found = try Job.load(job, of: actor, in: transaction)
        guard found.kind == LawImportJob().code else { throw NotFound() }
        try actor.require(.manageLaws)
        try JobStanding(found).admit(.confirm)
        return found
    }
}

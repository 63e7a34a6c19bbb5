import Authority
import Ledger
import Spreadsheets
import Storage
import Timekeeping
import Vault

/// A file is handed in for import. What is not our template is refused at once and as a whole (SUBJ-14).
package struct ImportSubmission: Sendable {
    package let file: KeptFile
    private let kind: any SheetImport
    private let job: ImportJob
    private let acceptsGood: Bool
    private let isAttended: Bool

    /// Keeps the file in the vault and looks whether it is the template of this kind.
    package static func prepare(
        _ bytes: [UInt8], named name: String, kind code: String, for job: ImportJob, isAttended: Bool = true
    ) async throws -> ImportSubmission {
        let kept: KeptFile
        do {
            kept = try await job.vault.take(bytes, named: name)
        } catch UploadRefused.type {
            // the reader knows better why: a password, the format of former years, a web page
            throw ImportRefused.unreadable(SheetReader.fault(of: bytes) ?? .unsupported)
        }
        return try await prepare(kept, kind: code, for: job, isAttended: isAttended)
    }

    package static func prepare(
        _ file: KeptFile, kind code: String, for job: ImportJob, acceptsGood: Bool = false, isAttended: Bool = false
    ) async throws -> ImportSubmission {
        let kind = try job.kind(code)
        try await ImportRefused.refusing {
            let stream = SheetStream(
                path: job.vault.path(of: file.hash), headings: kind.layout.columns.map(\.heading))
            defer { stream.close() }
            guard try await !stream.next(1).isEmpty else { throw ImportRefused.noRows }
        }
        return ImportSubmission(file: file, kind: kind, job: job, acceptsGood: acceptsGood, isAttended: isAttended)
    }

    /// The same file handed in again by the same person while its import is under way is that import.
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Job.ID {
        try actor.require(kind.permission)
        let order = ImportOrder(
            kind: kind.code, file: file.hash.hex, name: file.name, origin: actor.origin, acceptsGood: acceptsGood,
            isAttended: isAttended ? true : nil)
        if let unfinished = try ImportOrder.unfinished(try order.json(), of: actor, in: transaction) { return unfinished }
        _ = try StoredFile.record(file, of: actor.organization, by: actor.account, at: now, in: transaction)
        return try Job.submit(
            job, payload: try order.json(), lane: .init(bytes: file.size), by: actor, at: now, in: transaction)
    }
}

/// The person has seen what would change and what is wrong, and takes the good rows.
package struct ImportConfirmation: Sendable {
    package let job: Job.ID

    package init(of job: Job.ID) { self.job = job }

    package func make(kinds: ImportJob, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let found = try Job.load(job, of: actor, in: transaction)
        // other work asks nothing, and its order is none of an import
        guard found.kind == ImportJob.jobCode else { throw JobRefused.notAwaiting }
        try JobStanding(found).admit(.confirm)
        let order = try ImportOrder.read(json: found.payload)
        try actor.require(try kinds.kind(order.kind).permission)
        var state = try ImportState.read(json: found.cursor)
        state.phase = .applying
        try Job.confirm(
            job, cursor: try state.json(), label: kinds.label, by: actor, at: now, in: transaction)
    }
}

/// The import stops between two batches: each row is as it was, or as it shall be.
package struct ImportCancellation: Sendable {
    package let job: Job.ID

    package init(of job: Job.ID) { self.job = job }

    package func make(kinds: ImportJob, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let found = try Job.load(job, of: actor, in: transaction)
        let order = try ImportOrder.read(json: found.payload)
        let kind = try kinds.kind(order.kind)
        try actor.require(kind.permission)
        try Job.cancel(job, label: kinds.label, by: actor, at: now, in: transaction)
        let state = found.cursor.isEmpty ? ImportState() : try ImportState.read(json: found.cursor)
        try ImportFacts.cancelled(kind.label, order, state, found, actor, at: now, in: transaction)
    }
}

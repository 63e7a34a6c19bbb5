import Authority
import Cryptography
import Ledger
import Spreadsheets
import Storage
import Synchronization
import Timekeeping
import Vault

/// 导入 (SUBJ-13, OFCR-05, ITEM-24): checks the whole file and stores every problem, waits for a decision when there
/// are any, then applies the good rows in batches. Cursor and rows stand in one transaction, so that each row is
/// applied exactly once whenever the process dies; a cancelled import leaves each row as it was or as it shall be.
package final class ImportJob: JobKind {
    package static let jobCode = "registry.import"
    package let code = ImportJob.jobCode
    package let label = "导入"
    package let mayCancel = true

    package let kinds: [any SheetImport]
    let vault: FileVault
    package let protection: any FieldProtection
    /// The places in the files of the imports under way here, between two steps: one of each lane.
    private let places = Mutex<[Job.ID: ImportPlace]>([:])

    let checkedPerStep: Int
    /// Rows a commit: half a second of work.
    let appliedPerStep: Int
    /// So many new rows may change which index is the best.
    static let manyRows = 1000

    package init(
        kinds: [any SheetImport], vault: FileVault, protection: any FieldProtection, checkedPerStep: Int = 10_000,
        appliedPerStep: Int = 8_192
    ) {
        (self.kinds, self.vault, self.protection) = (kinds, vault, protection)
        (self.checkedPerStep, self.appliedPerStep) = (checkedPerStep, appliedPerStep)
    }

    /// - Throws: `NotFound` for an unknown code.
    package func kind(_ code: String) throws -> any SheetImport {
        guard let kind = kinds.first(where: { $0.code == code }) else { throw NotFound() }
        return kind
    }

    /// What is imported from which file; nil when the job is no import.
    package func title(of job: Job) throws -> String? {
        guard job.kind == code else { return nil }
        let order = try ImportOrder.read(json: job.payload)
        return label + (kinds.first { $0.code == order.kind }?.label ?? "") + "：" + order.name
    }

    /// Takes a file for import piece by piece.
    package func receive() throws -> FileWriting { try vault.begin() }

    package func step(_ job: Job, _ context: JobContext) async throws -> JobStep {
        let order = try ImportOrder.read(json: job.payload)
        let state = job.cursor.isEmpty ? ImportState() : try ImportState.read(json: job.cursor)
        guard let sheet = kinds.first(where: { $0.code == order.kind }) else { throw ImportRefused.unknownKind }
        return try await step(sheet, ImportRun(job: job, order: order, state: state, context: context))
    }

    private func step(_ sheet: some SheetImport, _ run: ImportRun) async throws -> JobStep {
        var place = try await takePlace(sheet, run)
        let step: JobStep
        do {
            let known = try await knowledge(sheet, run, place)
            place.known = known
            step = try await ImportRefused.refusing {
                switch run.state.phase {
                case .checking: try await check(sheet, run, &place, known)
                case .confirming, .applying, .ended: try await apply(sheet, run, &place, known)
                }
            }
        } catch {
            place.close()
            throw error
        }
        let kept = place
        let forgotten = places.withLock { places in
            places[kept.job] = kept
            return places.count > JobLane.allCases.count ? places.keys.first { $0 != kept.job }.flatMap { places.removeValue(forKey: $0) } : nil
        }
        forgotten?.close()
        return step
    }

    /// Where the last step stopped; after a restart or another's work the file is opened anew. Checking begins again
    /// from the first row then, because what was seen is gone.
    private func takePlace(_ sheet: some SheetImport, _ run: ImportRun) async throws -> ImportPlace {
        let held = places.withLock { $0.removeValue(forKey: run.job.id) }
        if let held, held.phase == run.state.phase, held.row == run.state.row { return held }
        held?.close()
        guard let hash = Digest(hex: run.order.file) else { throw ImportRefused.fileMissing }
        do { _ = try await vault.proven(hash) } catch is VaultFailure { throw ImportRefused.fileMissing }
        let isChecking = run.state.phase == .checking
        return ImportPlace(
            job: run.job.id, phase: run.state.phase, row: isChecking ? 0 : run.state.row,
            stream: SheetStream(
                path: vault.path(of: hash), headings: sheet.layout.columns.map(\.heading),
                after: isChecking ? 0 : run.state.row))
    }

    /// Who imports and for which agencies, read once a run; an account that was disabled imports no further row.
    private func knowledge(_ sheet: some SheetImport, _ run: ImportRun, _ place: ImportPlace) async throws -> ImportContext {
        if let known = place.known { return known }
        let (job, protection, today, origin) = (run.job, protection, run.context.clock.today(), run.order.origin)
        let permission = sheet.permission
        return try await run.context.database.read { transaction in
            guard let actor = try Self.importer(of: job, origin: origin, in: transaction) else { throw ImportRefused.importerGone }
            guard actor.may(permission) else { throw ImportRefused.importerMayNot }
            return try ImportContext.load(for: actor, today: today, protection: protection, in: transaction)
        }
    }

    /// The person as they stand now, or the operator of the command line.
    package static func importer(of job: Job, origin: String, in transaction: Transaction) throws -> Actor? {
        guard let account = job.createdBy, account != Actor.operatorAccount else {
            return try job.organization.flatMap { try Actor.operating($0, in: transaction) }
        }
        return try Actor.acting(for: account, origin: origin, in: transaction)
    }
}

/// One step's circumstances.
package struct ImportRun: Sendable {
    package let job: Job
    package let order: ImportOrder
    package let state: ImportState
    package let context: JobContext
}

/// An open place in a file.
package struct ImportPlace: Sendable {
    package let job: Job.ID
    var phase: ImportState.Phase
    package var row: Int
    let stream: SheetStream
    package var known: ImportContext?
    /// The next rows, read while the store still writes those before them.
    var ahead: Task<any Sendable, any Error>?
    /// Keys seen so far by a 64-bit hash, with their row: 16 bytes a row instead of the keys themselves. That two keys
    /// of a million share a hash has a chance of 1 : 37,000,000; then a good row is reported, and nothing is lost.
    package var seen: [Int: Int32] = [:]

    package func close() {
        ahead?.cancel()
        stream.close()
    }
}

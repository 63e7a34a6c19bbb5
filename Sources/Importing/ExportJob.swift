import Authority
import Foundation
import Ledger
import Spreadsheets
import Storage
import Synchronization
import Timekeeping
import Vault

/// Writes an export of any kind row by row, whatever its size; a process that takes it over begins anew.
package final class ExportJob: JobKind {
    package static let jobCode = "registry.export"
    package let code = ExportJob.jobCode
    package let label = "导出"
    package let mayCancel = true

    package static let freeLimit = 1_000
    package static let requested = FactKind(code: "registry.export.requested", sentence: "{actor}提交导出{label}，{format}格式")
    package static let exported = FactKind(code: "registry.export.exported", sentence: "{actor}导出{label}{count}条，文件“{file}”")

    private let kinds: [any SheetExport]
    private let vault: FileVault
    private let protection: any FieldProtection
    /// For the tests: fewer than the kinds ask for.
    private let recordsPerStep: Int?
    /// The export under way here, between two steps. A runner has one job at a time.
    private let places = Mutex<[Job.ID: ExportPlace]>([:])

    package init(
        kinds: [any SheetExport], vault: FileVault, protection: any FieldProtection, recordsPerStep: Int? = nil
    ) {
        (self.kinds, self.vault, self.protection, self.recordsPerStep) = (kinds, vault, protection, recordsPerStep)
    }

    /// What the export of a job is called.
    package func title(of job: Job) throws -> String? {
        guard job.kind == Self.jobCode else { return nil }
        return label + (try kind(try ExportOrder.read(json: job.payload)).label)
    }

    private func kind(_ order: ExportOrder) throws -> any SheetExport {
        guard let kind = kinds.first(where: { $0.code == order.kind }) else { throw StorageError.broken("unknown export: \(order.kind)") }
        return kind
    }

    package func step(_ job: Job, _ context: JobContext) async throws -> JobStep {
        let order = try ExportOrder.read(json: job.payload)
        let kind = try kind(order)
        let (held, cursor) = (places.withLock { $0.removeValue(forKey: job.id) }, job.cursor)
        var place = try held.flatMap { $0.cursor == cursor ? $0 : nil } ?? ExportPlace(job.id, order, kind.layout)
        let (after, count) = (place.last, recordsPerStep ?? kind.recordsPerStep)
        let (now, protection) = (context.clock.now(), protection)
        let (actor, piece) = try await context.database.read { transaction in
            let actor = try Self.exporter(job, order, kind, in: transaction)
            let exporter = Exporter(actor, at: now, protection: protection)
            return (actor, try kind.next(count, after: after, json: order.filter, for: exporter, in: transaction))
        }
        for row in piece.rows { try place.writer.append(row) }
        place.count += piece.records
        place.last = piece.last
        guard piece.last == nil else {
            place.cursor = "\(place.count)"
            let kept = place
            let step = try await context.commit { _ in
                .proceed(cursor: kept.cursor, done: kept.count, total: nil, message: "已写出\(kept.count)条")
            }
            places.withLock { places in
                if places.count >= JobLane.allCases.count { places = [:] }
                places[kept.job] = kept
            }
            return step
        }
        return try await end(place, order, kind.label, actor, job, context)
    }

    /// The mark of who took it out is the last row; then the file enters the vault.
    private func end(
        _ place: ExportPlace, _ order: ExportOrder, _ label: String, _ actor: Actor, _ job: Job, _ context: JobContext
    ) async throws -> JobStep {
        let now = context.clock.now()
        try place.writer.append(SheetMark.row(
            exporter: actor.name, agency: actor.organizationName, at: now.beijingText, count: place.count))
        try place.writer.finish()
        let file = try await keep(place.path, named: label + now.beijingDate.description + "." + order.format)
        let count = place.count
        return try await context.commit { transaction in
            let stored = try StoredFile.record(file, of: actor.organization, by: actor.account, at: now, in: transaction)
            try Fact(
                kind: Self.exported, actor: actor, at: now, organization: actor.organization, noun: "job",
                record: job.id.bytes, details: [FactDetail("文件 SHA-256", before: nil, after: file.hash.hex)],
                values: ["label": label, "count": "\(count)", "file": file.name]
            ).record(in: transaction)
            let result = ExportedFile(file: stored.id.description, name: file.name, count: count)
            return .finished(result: try result.json(), message: "已导出\(count)条")
        }
    }

    private func keep(_ path: String, named name: String) async throws -> KeptFile {
        try await WorkerPool.shared.run(.large) { [vault] in
            guard let handle = FileHandle(forReadingAtPath: path) else { throw SpreadsheetError.cannotWrite }
            defer { try? handle.close() }
            let writing = try vault.begin()
            while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { try writing.append(Array(piece)) }
            return try writing.finish(named: name)
        }
    }

    /// The person as they stand now: an account that was disabled takes nothing out any more.
    private static func exporter(
        _ job: Job, _ order: ExportOrder, _ kind: any SheetExport, in transaction: Transaction
    ) throws -> Actor {
        guard let account = job.createdBy, let actor = try Actor.acting(for: account, origin: order.origin, in: transaction),
            actor.may(kind.permission), (job.total.map { $0 <= freeLimit } ?? false) || actor.may(.exportInBulk)
        else { throw ExportRefused.accountGone }
        return actor
    }
}

/// An open file. Dropping it removes what was written.
private struct ExportPlace: @unchecked Sendable {
    let job: Job.ID
    let writer: any SheetWriter
    private let file: TemporaryFile
    var cursor = ""
    var last: Int64?
    var count = 0

    var path: String { file.path }

    init(_ job: Job.ID, _ order: ExportOrder, _ layout: SheetLayout) throws {
        self.job = job
        file = TemporaryFile()
        writer = try (SheetFormat(rawValue: order.format) ?? .xlsx).writer(path: file.path, layout: layout)
    }
}

import Authority
import Foundation
import Ledger
import Spreadsheets
import Storage
import Synchronization
import Timekeeping
import Vault

/// Writes an export row by row, whatever its size; a process that takes it over begins anew.
package final class ExportJob: JobKind {
    package static let jobCode = "registry.export"
    package let code = ExportJob.jobCode
    package let label = "导出监管对象"
    package let mayCancel = true

    private let vault: FileVault
    private let rowsPerStep: Int
    /// The export under way here, between two steps. A runner has one job at a time.
    private let place = Mutex<ExportPlace?>(nil)

    package init(vault: FileVault, rowsPerStep: Int = 5_000) { (self.vault, self.rowsPerStep) = (vault, rowsPerStep) }

    package func step(_ job: Job, _ context: JobContext) async throws -> JobStep {
        let order = try ExportOrder.read(json: job.payload)
        let (held, cursor) = (place.withLock { held in
            defer { held = nil }
            return held
        }, job.cursor)
        var place = try held.flatMap { $0.job == job.id && $0.cursor == cursor ? $0 : nil } ?? ExportPlace(job.id, order)
        let (after, count) = (place.last, rowsPerStep)
        let (actor, rows, licences) = try await context.database.read { transaction in
            let actor = try Self.exporter(job, order, in: transaction)
            let rows = try SubjectList.next(count, after: after, order.filter, scope: actor.scope, in: transaction)
            let licences = Dictionary(grouping: try Licence.all(of: rows.map(\.row.id), in: transaction), by: \.subject)
            return (actor, rows, licences)
        }
        for row in rows { try place.writer.append(SubjectSheet.cells(row.row, licences[row.row.id] ?? [])) }
        place.count += rows.count
        place.last = rows.last?.key ?? place.last
        guard rows.count < count else {
            place.cursor = "\(place.count)"
            let kept = place
            let step = try await context.commit { _ in
                .proceed(cursor: kept.cursor, done: kept.count, total: nil, message: "已写出\(kept.count)条")
            }
            self.place.withLock { $0 = kept }
            return step
        }
        return try await end(place, order, actor, job, context)
    }

    /// The mark of who took it out is the last row; then the file enters the vault.
    private func end(
        _ place: ExportPlace, _ order: ExportOrder, _ actor: Actor, _ job: Job, _ context: JobContext
    ) async throws -> JobStep {
        let now = context.clock.now()
        try place.writer.append(["导出人：\(actor.name)（\(actor.organizationName)），导出时间：\(now.beijingText)，共\(place.count)条"])
        try place.writer.finish()
        let file = try keep(place.path, named: "监管对象" + now.beijingDate.description + "." + order.format)
        let count = place.count
        return try await context.commit { transaction in
            let stored = try StoredFile.record(file, of: actor.organization, by: actor.account, at: now, in: transaction)
            try Fact(
                kind: SubjectExport.exported, actor: actor, at: now, organization: actor.organization, noun: "job",
                record: job.id.bytes, details: [FactDetail("文件 SHA-256", before: nil, after: file.hash.hex)],
                values: ["count": "\(count)", "file": file.name]
            ).record(in: transaction)
            let result = ExportedFile(file: stored.id.description, name: file.name, count: count)
            return .finished(result: try result.json(), message: "已导出\(count)条")
        }
    }

    private func keep(_ path: String, named name: String) throws -> KeptFile {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw SpreadsheetError.cannotWrite }
        defer { try? handle.close() }
        let writing = try vault.begin()
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { try writing.append(Array(piece)) }
        return try writing.finish(named: name)
    }

    /// The person as they stand now: an account that was disabled takes nothing out any more.
    private static func exporter(_ job: Job, _ order: ExportOrder, in transaction: Transaction) throws -> Actor {
        guard let account = job.createdBy, let actor = try Actor.acting(for: account, origin: order.origin, in: transaction),
            actor.may(.readSubjects), (job.total.map { $0 <= SubjectExport.freeLimit } ?? false) || actor.may(.exportInBulk)
        else { throw ExportRefused.accountGone }
        return actor
    }
}

/// An open file. Dropping it removes what was written.
private struct ExportPlace: @unchecked Sendable {
    let job: Job.ID
    let writer: any SheetWriter
    private let file: TemporaryPath
    var cursor = ""
    var last: Int64?
    var count = 0

    var path: String { file.path }

    init(_ job: Job.ID, _ order: ExportOrder) throws {
        self.job = job
        file = TemporaryPath()
        writer = try (SheetFormat(rawValue: order.format) ?? .xlsx).writer(path: file.path, layout: SubjectSheet.layout)
    }

    private final class TemporaryPath {
        let path = NSTemporaryDirectory() + "/mingcha-" + UUID().uuidString
        deinit { unlink(path) }
    }
}

/// The library as a table for reading, not for importing: numbers are masked (SUBJ-28).
enum SubjectSheet {
    private typealias Label = RegulatedSubject.Label

    static let layout = SheetLayout(
        name: "监管对象",
        columns: [
            SheetColumn("名称", width: 32), SheetColumn(Label.type), SheetColumn("编码", .code, width: 24), SheetColumn(Label.alias),
            SheetColumn(Label.entityKind), SheetColumn(Label.registrationStatus), SheetColumn(Label.legalRepresentative),
            SheetColumn(Label.phone, .code, width: 18), SheetColumn("地址", width: 40), SheetColumn(Label.jurisdiction, width: 28),
            SheetColumn(Label.riskLevel), SheetColumn(Label.publicCredit), SheetColumn(Label.status), SheetColumn("证照信息", width: 48),
        ])

    static func cells(_ row: SubjectList.Row, _ licences: [Licence]) -> [String] {
        let isOrganization = row.kind == .organization
        return [
            row.name, row.kind.label, row.code.isEmpty ? row.citizenIDMasked : row.code, row.alias,
            isOrganization ? row.entityKind.label : "", isOrganization ? row.registrationStatus.label : "", row.legalRepresentative,
            row.phoneMasked, row.address, row.jurisdictionName, row.riskLevel.label, row.publicCredit.label, row.status.label,
            licences.map { "\($0.record.kind) \($0.record.number)，有效期至\($0.record.untilWords)" }.joined(separator: "；"),
        ]
    }
}

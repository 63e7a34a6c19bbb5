import Authority
import Ledger
import Spreadsheets
import Storage
import Timekeeping

/// A list that is taken out as a table: what narrows it, what its columns are, how it is read to its end. Everything else
/// (asking for permission, writing, marking, keeping, recording) is the same for all; `SheetImport` is the way in.
package protocol SheetExport: Sendable {
    associatedtype Filter: Codable & Sendable

    /// In the payload of jobs: `subjects`.
    var code: String { get }
    /// What people call the records: 监管对象.
    var label: String { get }
    var permission: Permission { get }
    var layout: SheetLayout { get }
    /// Records read in one step; fewer where a record has many rows.
    var recordsPerStep: Int { get }

    /// How many records there are; nil where they are too many to be counted.
    func total(_ filter: Filter, for exporter: Exporter, in transaction: Transaction) throws -> Int?

    /// The next records behind `key`, as rows of the layout.
    func next(_ count: Int, after key: Int64?, _ filter: Filter, for exporter: Exporter, in transaction: Transaction) throws -> ExportPiece
}

extension SheetExport {
    package var recordsPerStep: Int { 5_000 }
}

/// A library of some thousand records, taken out as the pages of its list have them.
package protocol PagedExport: SheetExport {
    associatedtype Line: Sendable

    func page(_ filter: Filter, _ page: ListPage, for exporter: Exporter, in transaction: Transaction) throws -> Listed<Line>
    func rows(of line: Line, _ filter: Filter, for exporter: Exporter, in transaction: Transaction) throws -> [[String]]
}

extension PagedExport {
    package func total(_ filter: Filter, for exporter: Exporter, in transaction: Transaction) throws -> Int? {
        try page(filter, ListPage(), for: exporter, in: transaction).total
    }

    package func next(
        _ count: Int, after key: Int64?, _ filter: Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> ExportPiece {
        try ExportPiece(count, after: key) {
            try page(filter, $0, for: exporter, in: transaction)
        } rows: {
            try rows(of: $0, filter, for: exporter, in: transaction)
        }
    }
}

/// Who takes it out, and when.
package struct Exporter: Sendable {
    package let actor: Actor
    package let now: Instant
    package let protection: any FieldProtection

    package init(_ actor: Actor, at now: Instant, protection: any FieldProtection) {
        (self.actor, self.now, self.protection) = (actor, now, protection)
    }
}

/// What was read of a list in one go.
package struct ExportPiece: Sendable {
    package var rows: [[String]] = []
    package var records = 0
    /// Where the next piece begins; nil at the end.
    package var last: Int64?

    package init() {}

    package init<Row>(_ found: [(key: Int64, row: Row)], of count: Int, _ rows: (Row) throws -> [[String]]) rethrows {
        self.rows = try found.flatMap { try rows($0.row) }
        records = found.count
        last = found.count < count ? nil : found.last?.key
    }

    /// Reads a list by its pages, for libraries of some thousand records.
    package init<Row: Sendable>(
        _ count: Int, after key: Int64?, pages: (ListPage) throws -> Listed<Row>, rows: (Row) throws -> [[String]]
    ) throws {
        var place = key.map(ListPage.Place.after) ?? .first
        while records < count {
            let listed = try pages(ListPage(size: 100, place: place))
            self.rows += try listed.rows.flatMap(rows)
            records += listed.rows.count
            guard listed.hasNext, let serial = listed.lastSerial else { return }
            place = .after(serial)
            last = serial
        }
    }
}

extension SheetExport {
    /// The filter as the payload of the job holds it.
    package func next(
        _ count: Int, after key: Int64?, json: String, for exporter: Exporter, in transaction: Transaction
    ) throws -> ExportPiece {
        try next(count, after: key, try Filter.read(json: json), for: exporter, in: transaction)
    }
}

/// A list is taken out as a file. More than 1,000 records need 批量导出 (SEC-10); the file says who took it and when,
/// telephone and identity numbers stay masked, and the ledger keeps its digest.
package struct Export<Kind: SheetExport>: Sendable {
    package let kind: Kind
    package let filter: Kind.Filter
    package let format: SheetFormat

    package init(_ kind: Kind, _ filter: Kind.Filter, as format: SheetFormat) {
        (self.kind, self.filter, self.format) = (kind, filter, format)
    }

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, job: ExportJob, in transaction: Transaction
    ) throws -> Job.ID {
        try actor.require(kind.permission)
        let total = try kind.total(filter, for: Exporter(actor, at: now, protection: protection), in: transaction)
        if total == 0 { throw ExportRefused.nothing(kind.label) }
        if total.map({ $0 > ExportJob.freeLimit }) ?? true, !actor.may(.exportInBulk) { throw ExportRefused.tooMany }
        let order = ExportOrder(kind: kind.code, filter: try filter.json(), format: format.rawValue, origin: actor.origin)
        let id = try Job.submit(job, payload: try order.json(), total: total, by: actor, at: now, in: transaction)
        try Fact(
            kind: ExportJob.requested, actor: actor, at: now, organization: actor.organization, noun: "job", record: id.bytes,
            values: ["label": kind.label, "format": format.rawValue.uppercased()]
        ).record(in: transaction)
        return id
    }
}

package enum ExportRefused: Refusal, Equatable {
    case tooMany, nothing(String), accountGone
    /// ELEM-06: lists as of a past day are for reading.
    case pastDay

    package var code: String {
        switch self {
        case .tooMany: "registry.export.tooMany"
        case .nothing: "registry.export.nothing"
        case .accountGone: "registry.export.accountGone"
        case .pastDay: "registry.export.pastDay"
        }
    }

    package var message: String {
        switch self {
        case .tooMany: "导出超过\(ExportJob.freeLimit)条需要“批量导出”权限"
        case .nothing(let label): "没有符合条件的\(label)"
        case .accountGone: "导出人的账号已停用，或不再有权限"
        case .pastDay: "按日期查看的清单只供查看，不能导出"
        }
    }
}

/// The payload of an export's job.
struct ExportOrder: Codable, Sendable {
    let kind: String
    /// As JSON of the kind's filter.
    let filter: String
    let format: String
    let origin: String
}

/// What an export has made: the result of its job.
package struct ExportedFile: Codable, Sendable {
    /// Of the stored file.
    package let file: String
    package let name: String
    package let count: Int

    /// Nil when the job is no export, or has not ended well.
    package static func load(_ job: Job) throws -> ExportedFile? {
        guard job.kind == ExportJob.jobCode, job.state == .done else { return nil }
        return try ExportedFile.read(json: job.result)
    }
}

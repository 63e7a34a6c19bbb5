import Authority
import Ledger
import Spreadsheets
import Storage
import Timekeeping

/// A list of the library is taken out as a file. More than 1,000 records need 批量导出 (SEC-10); the file says who took it
/// and when, telephone and identity numbers stay masked, and the ledger keeps its digest.
package struct SubjectExport: Sendable {
    package static let freeLimit = 1_000

    package let filter: SubjectList.Filter
    package let format: SheetFormat

    package init(_ filter: SubjectList.Filter, as format: SheetFormat) { (self.filter, self.format) = (filter, format) }

    package static let requested = FactKind(code: "registry.subject.exportRequested", sentence: "{actor}提交导出监管对象，{format}格式")
    package static let exported = FactKind(
        code: "registry.subject.exported", sentence: "{actor}导出监管对象{count}条，文件“{file}”")

    package func make(by actor: Actor, at now: Instant, job: ExportJob, in transaction: Transaction) throws -> Job.ID {
        try actor.require(.readSubjects)
        let total = try SubjectList.load(filter, scope: actor.scope, page: ListPage(), in: transaction).total
        if total == 0 { throw ExportRefused.nothing }
        if total.map({ $0 > Self.freeLimit }) ?? true, !actor.may(.exportInBulk) { throw ExportRefused.tooMany }
        let order = ExportOrder(filter: filter, format: format.rawValue, origin: actor.origin)
        let id = try Job.submit(job, payload: try order.json(), total: total, by: actor, at: now, in: transaction)
        try Fact(
            kind: Self.requested, actor: actor, at: now, organization: actor.organization, noun: "job", record: id.bytes,
            values: ["format": format.rawValue.uppercased()]
        ).record(in: transaction)
        return id
    }
}

package enum ExportRefused: String, Refusal {
    case tooMany = "registry.export.tooMany"
    case nothing = "registry.export.nothing"
    case accountGone = "registry.export.accountGone"

    package var code: String { rawValue }

    package var message: String {
        switch self {
        case .tooMany: "导出超过\(SubjectExport.freeLimit)条需要“批量导出”权限"
        case .nothing: "没有符合条件的监管对象"
        case .accountGone: "导出人的账号已停用，或不再有权限"
        }
    }
}

/// The payload of an export's job.
struct ExportOrder: Codable, Sendable {
    let filter: SubjectList.Filter
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

extension SubjectClass: Codable {}
extension SubjectKind: Codable {}
extension SubjectStatus: Codable {}
extension EntityKind: Codable {}
extension RegistrationStatus: Codable {}
extension Grade: Codable {}
extension EnterpriseCategory: Codable {}
extension SafetyElement: Codable {}

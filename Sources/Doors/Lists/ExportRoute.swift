import Authority
import Importing
import Ledger
import Spreadsheets
import Storage

extension Route {
    /// 导出 of a list as it is filtered (SEC-10): a job, and its file for the person who asked for it. Its buttons stand
    /// beside 导入 (`Action.exports`).
    /// - Parameters:
    ///   - list: the address of the list.
    ///   - prepare: what is taken out of it, and what narrows it.
    package static func export<Kind: SheetExport>(
        _ list: String, _ access: Access, _ label: String, _ filters: [Field],
        _ prepare: @escaping @Sendable (Call) throws -> (kind: Kind, filter: Kind.Filter)
    ) -> Route {
        let format = Field("format", "文件格式", .choice(SheetFormat.allCases.map { .init($0.rawValue, $0.rawValue.uppercased()) }))
        return .act(
            list + "/exports", access, "导出符合筛选条件的\(label)，format 为 xlsx 或 csv；超过1000条须有批量导出权限", version: .notNeeded("只导出，不改变任何内容"),
            query: filters + [format]
        ) { call in
            guard PastDay.asked(call) == nil else { throw ExportRefused.pastDay }
            let asked = try prepare(call)
            let export = Export(asked.kind, asked.filter, as: call.query["format"].flatMap(SheetFormat.init(rawValue:)) ?? .xlsx)
            let (now, protection, job) = (call.clock.now(), call.platform.protection, try call.platform.service(ExportJob.self))
            let answer = try await call.act { transaction, actor in
                let id = try export.make(by: actor, at: now, protection: protection, job: job, in: transaction)
                return Done("正在导出", goTo: "/jobs/\(id)", id: id.description)
            }
            try call.platform.service(JobRunner.self).wake()
            return answer
        }
    }
}

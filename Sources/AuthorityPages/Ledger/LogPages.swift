import Authority
import Doors
import Ledger
import Markup
import Storage
import Timekeeping

/// 操作日志 (SEC-05): what happened, as far as the person may see it.
package enum LogPages {
    static let menu = [MenuEntry(.system, "操作日志", "/log", icon: "journal-text", .needs(.readLog))]

    static let routes: [Route] = [
        .read("/log", .needs(.readLog), "操作日志", query: filters + [Field("kind", "操作")], as: ListModel<LogRow>.self) { try await list($0) },
        .file("/log/{id}/proof", .needs(.readLog), "该条日志在账本中的存在证明，任何人可用 mingcha ledger proof 核对", types: [.text]) {
            try await proof($0)
        },
    ]

    private static let filters = [
        Field("person", "操作人", placeholder: "姓名全称"),
        Field("from", "开始日期", .date),
        Field("to", "结束日期", .date),
    ]

    private static func list(_ call: Call) async throws -> Page {
        let catalogue: FactCatalogue = try call.platform.service()
        let fields = filters + [
            Field("kind", "操作", .choice(catalogue.all.map { .init($0.code, catalogue.label(of: $0.code)) }))
        ]
        let reading = FormReading(call.query, fields)
        var filter = FactLog.Filter()
        filter.personName = reading.optional("person")
        (filter.from, filter.to) = (reading.date("from"), reading.date("to"))
        filter.kind = reading.optional("kind")
        let (chosen, page, scope) = (filter, call.listPage, try call.actor().scope)
        let listed = try await call.read { transaction in
            try FactLog.list(chosen, page, scope: scope, catalogue: catalogue, in: transaction).map(LogRow.init)
        }
        var screen = ListScreen<LogRow>("操作日志", path: "/log", columns: [
            Column("操作", .fill) { .lines($0.words, $0.details) },
            Column("操作人") { .text($0.person) },
            Column("时间", .time) { .text($0.at) },
            Column("来源", .wide) { .text($0.origin) },
            Column("证明", .small) { .link("下载", href: "/log/\($0.id)/proof") },
        ])
        screen.filters = fields
        screen.emptyText = "没有符合条件的操作记录"
        return screen.page(call, listed)
    }

    private static func proof(_ call: Call) async throws -> Answer {
        let (id, scope) = (try call.id(of: Fact.self), try call.actor().scope)
        let tree: LedgerTree = try call.platform.service(), keys: LedgerKeys = try call.platform.service()
        let fact = try await call.read { try FactLog.fact(id, scope: scope, in: $0) }
        let proof = try await tree.proof(of: fact, call.database, keys: keys)
        return .file(FileAnswer(
            .bytes(Array(proof.text.utf8)), type: "text/plain; charset=utf-8", downloadName: "存在证明-\(id).txt"))
    }
}

package struct LogRow: Codable, Sendable {
    package let id: String
    package let at: String
    package let person: String
    package let origin: String
    package let words: String
    /// Old and new values, in one line.
    package let details: String

    package init(_ line: FactLine) {
        id = line.id.description
        at = line.at.beijingText
        person = line.actorName
        origin = line.origin
        words = line.words
        details = line.details.words
    }
}

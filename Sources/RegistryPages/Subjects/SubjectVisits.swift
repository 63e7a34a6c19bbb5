import Authority
import Doors
import Inspecting
import Library
import Markup
import Storage
import Tasking

/// 入企检查台账 as pages show it (CALM-01, BEY-30).
package struct VisitLedgerModel: Codable, Sendable {
    struct Share: Codable, Sendable {
        let agency: String
        let mode: String
        let thisYear: Int
        let lastTwelveMonths: Int
        let pending: Int
    }

    struct Entry: Codable, Sendable {
        let agency: String
        let officers: String
        let mode: String
        let when: String
        let lasted: String
        /// Why: the task and its matters.
        let task: String
        let items: String
        /// What was asked for.
        let asked: String
        let status: String
    }

    package let thisYear: Int
    package let lastTwelveMonths: Int
    let words: String
    let shares: [Share]
    let entries: [Entry]

    package init(_ ledger: VisitLedger) {
        thisYear = ledger.total.thisYear
        lastTwelveMonths = ledger.total.lastTwelveMonths
        words = ledger.total.words
        shares = ledger.shares.map {
            Share(
                agency: $0.agencyName, mode: $0.mode.label, thisYear: $0.counts.thisYear,
                lastTwelveMonths: $0.counts.lastTwelveMonths, pending: $0.counts.pending)
        }
        entries = ledger.entries.map(Entry.init)
    }
}

extension VisitLedgerModel.Entry {
    fileprivate init(_ entry: VisitLedger.Entry) {
        agency = entry.agencyName
        officers = entry.officers.map { "\($0.name)（\($0.certificateNumber)）" }.joined(separator: "、")
        mode = entry.mode.label
        when = entry.startedAt.isEmpty ? "期限\(entry.from)至\(entry.to)" : entry.startedAt
        lasted = entry.minutes.map { $0 < 60 ? "\($0)分钟" : "\($0 / 60)小时\($0 % 60)分钟" } ?? ""
        task = entry.taskName
        items = entry.items.joined(separator: "、")
        let measures = entry.measures.reduce(into: [String]()) { all, kind in
            if !all.contains(kind.ordered) { all.append(kind.ordered) }
        }
        asked = measures.joined(separator: "、")
        status = entry.status.label
    }
}

extension HTML {
    package mutating func visitLedger(_ ledger: VisitLedgerModel) {
        card("入企检查台账", id: "visit-ledger") { html in
            html.div(.class("card-body")) { $0.p(.class("hint"), text: "各机构合计：\(ledger.words)。测试任务和已废除的任务不计。") }
            html.table("各机构入企次数", [
                Column("检查机构", .fill) { .text($0.agency) }, Column("检查方式", .small) { .text($0.mode) },
                Column("本年", .narrow) { .number($0.thisYear) }, Column("近12个月", .narrow) { .number($0.lastTwelveMonths) },
                Column("其中待查", .narrow) { .number($0.pending) },
            ], rows: ledger.shares, empty: "没有入企检查")
            if !ledger.entries.isEmpty {
                html.table("入企检查明细", [
                    Column("检查机构", .fill) { .lines($0.agency, $0.officers) }, Column("检查方式", .small) { .lines($0.mode, $0.status) },
                    Column("检查时间", .wide) { .lines($0.when, $0.lasted) }, Column("检查任务和事项", .wide) { .lines($0.task, $0.items) },
                    Column("要求", .wide) { .words($0.asked) },
                ], rows: ledger.entries, empty: "")
            }
        }
    }
}

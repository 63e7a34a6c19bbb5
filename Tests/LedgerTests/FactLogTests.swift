@testable import Authority
@testable import Ledger
import Storage
import Testing
import Timekeeping

@Suite("操作日志")
struct FactLogTests {
    private let catalogue = FactCatalogue([Fact.tested])

    private func list(_ filter: FactLog.Filter, _ scope: Scope, in database: Database) async throws -> [FactLine] {
        try await database.read { [catalogue] in
            try FactLog.list(filter, ListPage(size: 50), scope: scope, catalogue: catalogue, in: $0).rows
        }
    }

    @Test("日志按期间、种类、记录和机构筛选，机构之外的看不到（SEC-08）")
    func filtered() async throws {
        try await LedgerStore.each { database in
            let (own, foreign) = (Organization.ID(), Organization.ID())
            let record = Identifier<Fact>()
            try await database.write { transaction in
                try Fact.numbered(1, record: record.bytes, organization: own).record(in: transaction)
                try Fact.numbered(2, organization: own).record(in: transaction)
                try Fact.numbered(3, organization: foreign).record(in: transaction)
                try Fact.numbered(4).record(in: transaction)
            }
            let scope = Scope(organization: own, reach: .own)
            #expect(try await list(FactLog.Filter(), scope, in: database).map(\.words) == ["系统做了第2件事", "系统做了第1件事"])
            let everything = Scope(organization: own, reach: .everything)
            #expect(try await list(FactLog.Filter(), everything, in: database).count == 4)
            var filter = FactLog.Filter()
            filter.record = record.bytes
            #expect(try await list(filter, scope, in: database).map(\.words) == ["系统做了第1件事"])
            filter = FactLog.Filter()
            filter.to = LedgerStore.instant.beijingDate.advanced(days: -1)
            #expect(try await list(filter, everything, in: database).isEmpty)
            filter.to = LedgerStore.instant.beijingDate
            filter.from = filter.to
            #expect(try await list(filter, everything, in: database).count == 4)
            filter.kind = "ledger.test.other"
            #expect(try await list(filter, everything, in: database).isEmpty)
        }
    }

    @Test("一条记录的时间线由早到晚，带新旧值")
    func timeline() async throws {
        try await LedgerStore.each { database in
            let record = Identifier<Fact>()
            try await database.write { transaction in
                for number in 1...3 { try Fact.numbered(number, record: record.bytes).record(in: transaction) }
                try Fact.numbered(9, record: Identifier<Fact>().bytes).record(in: transaction)
            }
            let lines = try await database.read { [catalogue] in
                try FactTimeline.of("test", record, catalogue: catalogue, in: $0)
            }
            #expect(lines.map(\.words) == ["系统做了第1件事", "系统做了第2件事", "系统做了第3件事"])
            #expect(lines[0].details == [FactDetail("数量", before: "1", after: "2")])
            let other = try await database.read { [catalogue] in
                try FactTimeline.of("other", record, catalogue: catalogue, in: $0)
            }
            #expect(other.isEmpty)
        }
    }

    @Test("筛选项显示句子，未知的种类显示其代码")
    func labels() {
        #expect(catalogue.label(of: "ledger.test.happened") == "做了第件事")
        #expect(catalogue.label(of: "ledger.test.other") == "ledger.test.other")
    }

    @Test("OPS-03 日志按人员、种类、记录和期间筛选都有索引可用，两种数据库都不读完整个日志")
    func plans() async throws {
        let day = CalendarDate(dayNumber: 20_000)
        var filters = [FactLog.Filter](repeating: FactLog.Filter(), count: 5)
        filters[0].person = Account.ID()
        filters[1].personName = "甲"
        filters[2].kind = "ledger.job.cancelled"
        filters[3].record = Identifier<Fact>().bytes
        (filters[4].from, filters[4].to) = (day, day)
        let scope = Scope(organization: Organization.ID(), reach: .everything)
        for filter in filters {
            try await LedgerStore.each { database in
                let plan = try await database.read { transaction in
                    try LedgerStore.avoidFullScans(in: transaction)
                    return try transaction.plan(of: FactLog.query(filter, scope).statement(ListPage(), engine: transaction.engine))
                }
                let scans = plan.filter { $0.contains("SCAN t") || $0.contains("Seq Scan on fact") }
                #expect(scans == [], "\(plan.joined(separator: "\n"))")
            }
        }
    }
}

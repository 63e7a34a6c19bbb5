import Authority
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

@Suite("列表的索引")
struct SubjectPlanTests {
    /// Every set of filters that the page offers, with words of one, two and four characters, found and not found.
    static let subjectFilters: [SubjectList.Filter] = {
        let words = [nil, "机", "机械", "机械制造", "鼎鼎鼎鼎", InventedSubject.code(1)?.description]
        let changes: [(inout SubjectList.Filter) -> Void] = [
            { $0.codeTail = "0001" }, { $0.entityKind = .enterprise }, { $0.registrationStatus = .existing },
            { $0.riskLevel = .b }, { $0.publicCredit = .a },
        ]
        return words.flatMap { text in
            (0..<1 << changes.count).map { chosen in
                var filter = SubjectList.Filter()
                filter.text = text
                for (bit, change) in changes.enumerated() where chosen >> bit & 1 == 1 { change(&filter) }
                return filter
            }
        }
    }()

    @Test("OPS-03 监管对象列表：页面上筛选条件的每一种组合，三级机构的人查看，两种数据库都不扫描全表")
    func subjects() async throws {
        try await ImportDesk.each { desk in
            try await Self.invent(200, desk)
            var byAgency = SubjectList.Filter()
            byAgency.jurisdiction = desk.town[.eastBusiness].organization
            var (lifts, waiting) = (SubjectList.Filter(), SubjectList.Filter())
            (lifts.subjectClass, lifts.kind, waiting.status) = (.attached, .specialEquipment, .incomplete)
            // without any filter the list is read along its key
            let filters = Self.subjectFilters.filter { !$0.isEmpty } + [byAgency, lifts, waiting]
            try await desk.town.database.write { transaction in
                for person in [Person.provinceBusiness, .cityBusiness, .eastPlanner] {
                    for filter in filters {
                        try Self.check(desk, in: transaction) {
                            _ = try SubjectList.load(filter, scope: desk.town[person].scope, page: ListPage(), in: transaction)
                        }
                    }
                }
            }
        }
    }

    @Test("SUBJ-04 每一种筛选组合查到的，恰是逐个核对符合条件的；合计也相等")
    func sameAsOneByOne() async throws {
        try await ImportDesk.each { desk in
            try await Self.invent(300, desk)
            try await desk.town.database.write { transaction in
                let everybody = desk.town[.provinceBusiness].scope
                let all = try SubjectList.load(.init(), scope: everybody, page: ListPage(size: 100), in: transaction)
                // some changed since, and not yet settled into the sets
                for row in all.rows.prefix(7) { try Self.close(row.id, desk, in: transaction) }
                for person in [Person.provinceBusiness, .cityBusiness, .eastPlanner] {
                    let scope = desk.town[person].scope
                    let seen = try Self.pages(.init(), scope, in: transaction)
                    for filter in Self.subjectFilters {
                        let found = try Self.pages(filter, scope, in: transaction)
                        let isSame = found.rows.map(\.id) == seen.rows.filter(filter.meets).map(\.id)
                        #expect(isSame, "\(filter)")
                        #expect(found.total == found.rows.count, "\(filter)")
                    }
                }
            }
        }
    }

    @Test("OPS-03 执法人员列表：筛选条件的每一种组合都有索引可用，两种数据库都不扫描全表")
    func officers() async throws {
        let changes: [(inout OfficerList.Filter) -> Void] = [
            { $0.text = "执法" }, { $0.certificateNumber = "虚构000001" }, { $0.qualification = .delegated }, { $0.status = .withdrawn },
            { $0.isLeader = true }, { $0.expired = .init(true, on: TestClock.start.beijingDate) },
        ]
        let filters = (1..<1 << changes.count).map { chosen in
            var filter = OfficerList.Filter()
            for (bit, change) in changes.enumerated() where chosen >> bit & 1 == 1 { change(&filter) }
            return filter
        }
        try await ImportDesk.each { desk in
            try await desk.town.database.write { transaction in
                for person in [Person.provinceBusiness, .eastPlanner] {
                    for filter in filters {
                        try Self.check(desk, in: transaction) {
                            _ = try OfficerList.load(filter, scope: desk.town[person].scope, page: ListPage(), in: transaction)
                        }
                    }
                }
            }
        }
    }

    @Test("OPS-03 导入时成批按编码查已有对象：先用编码的索引，不从机构读起，统计信息更新后也一样")
    func known() async throws {
        try await ImportDesk.each { desk in
            try await Self.invent(1200, desk)
            // few beside the rows there are: most rows of a table are read at once, whatever they are asked by
            let codes = (1...40).compactMap { InventedSubject.code($0)?.description }
            let steps = try await desk.town.database.write { transaction in
                let statements = try transaction.traced {
                    _ = try RegulatedSubject.byCode(codes, protection: desk.town.cipher, in: transaction)
                }
                try ImportDesk.avoidFullScans(in: transaction)
                return try statements.flatMap { try transaction.plan(of: $0) }
            }
            #expect(steps.contains { $0.contains("regulated_subject_code") }, "\(steps)")
            #expect(!steps.contains { $0.hasPrefix("SCAN") || $0.contains("Seq Scan on regulated_subject") }, "\(steps)")
        }
    }

    @Test("整表扫描会被这里的检查发现")
    func scanIsSeen() async throws {
        try await ImportDesk.each { desk in
            try await desk.town.database.write { transaction in
                let scans = try Self.scans(in: transaction) {
                    _ = try transaction.all("SELECT t.name FROM regulated_subject t WHERE t.alias = 'x'") { try $0.next(String.self) }
                }
                #expect(!scans.isEmpty)
            }
        }
    }

    private static func invent(_ count: Int, _ desk: ImportDesk) async throws {
        _ = try await LibrarySynthesis(subjects: count).run(
            in: desk.town.database, by: desk.town[.provinceBusiness], clock: desk.town.clock, protection: desk.town.cipher)
    }

    private static func close(_ id: RegulatedSubject.ID, _ desk: ImportDesk, in transaction: Transaction) throws {
        let actor = desk.town[.provinceBusiness]
        let found = try RegulatedSubject.find(id, scope: actor.scope, protection: desk.town.cipher, in: transaction)
        let former = try #require(found)
        var record = former.record
        (record.registrationStatus, record.name) = (.closed, "机械" + record.name)
        try SubjectChange(of: id, version: former.version, to: record)
            .make(by: actor, at: desk.town.now, protection: desk.town.cipher, in: transaction)
    }

    /// All pages, one after the other.
    private static func pages(
        _ filter: SubjectList.Filter, _ scope: Scope, in transaction: Transaction
    ) throws -> (rows: [SubjectList.Row], total: Int?) {
        var listed = try SubjectList.load(filter, scope: scope, page: ListPage(size: 100), in: transaction)
        let total = listed.total
        var rows = listed.rows
        while listed.hasNext, let last = listed.lastSerial {
            listed = try SubjectList.load(filter, scope: scope, page: ListPage(size: 100, place: .after(last)), in: transaction)
            rows += listed.rows
        }
        return (rows, total)
    }

    private static func check(_ desk: ImportDesk, in transaction: Transaction, _ body: () throws -> Void) throws {
        let scans = try scans(in: transaction, body)
        #expect(scans == [])
    }

    /// Steps that read a large table whole.
    private static func scans(in transaction: Transaction, _ body: () throws -> Void) throws -> [String] {
        let statements = try transaction.traced(body)
        try ImportDesk.avoidFullScans(in: transaction)
        let large = ["t", "x", "regulated_subject", "enforcement_officer"].flatMap { [$0, $0 + "_search", $0 + "_search_posting"] }
        return try statements.flatMap { statement in
            try transaction.plan(of: statement).filter { step in
                large.contains { step == "SCAN \($0)" || step.contains("Seq Scan on \($0) ") }
            }.map { "\($0) in \(statement)" }
        }
    }
}

extension SubjectList.Filter {
    /// The same asked of one row, without any index. Words stand in the name, or in the address that all share.
    fileprivate func meets(_ row: SubjectList.Row) -> Bool {
        (text.map { row.name.contains($0) || row.code == $0 } ?? true)
            && (codeTail.map { row.code.hasSuffix($0) } ?? true)
            && (entityKind.map { row.entityKind == $0 } ?? true)
            && (registrationStatus.map { row.registrationStatus == $0 } ?? true)
            && (riskLevel.map { row.riskLevel == $0 } ?? true)
            && (publicCredit.map { row.publicCredit == $0 } ?? true)
    }
}

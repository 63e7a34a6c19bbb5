import Authority
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Registry

@Suite("列表的索引")
struct SubjectPlanTests {
    @Test("OPS-03 监管对象列表的每个筛选条件都有索引可用，两种数据库都不扫描全表")
    func subjects() async throws {
        var filters: [SubjectList.Filter] = []
        func add(_ set: (inout SubjectList.Filter) -> Void) {
            var filter = SubjectList.Filter()
            set(&filter)
            filters.append(filter)
        }
        add { $0.text = "机械" }
        add { $0.codeTail = "0001" }
        add { $0.codeTail = ImportDesk.code(1) }
        add { $0.entityKind = .farmerCooperative }
        add { $0.registrationStatus = .revoked }
        add { $0.riskLevel = .d }
        add { $0.publicCredit = .d }
        let all = filters
        try await ImportDesk.each { desk in
            var byAgency = SubjectList.Filter()
            byAgency.jurisdiction = desk.town[.eastCounty]
            for filter in all + [byAgency] {
                try await Self.check(SubjectList.query(filter, scope: desk.town[.provinceBusiness].scope), desk)
                try await Self.check(SubjectList.query(filter, scope: desk.town[.eastPlanner].scope), desk)
            }
        }
    }

    @Test("OPS-03 执法人员列表的每个筛选条件都有索引可用，两种数据库都不扫描全表")
    func officers() async throws {
        var filters: [OfficerList.Filter] = []
        func add(_ set: (inout OfficerList.Filter) -> Void) {
            var filter = OfficerList.Filter()
            set(&filter)
            filters.append(filter)
        }
        add { $0.text = "甘" }
        add { $0.certificateNumber = "A001" }
        add { $0.qualification = .delegated }
        add { $0.status = .withdrawn }
        add { $0.isLeader = true }
        add { $0.expired = (true, TestClock.start.beijingDate) }
        // those that have not ended are nearly all, and read in the order of the list
        let all = filters
        try await ImportDesk.each { desk in
            for filter in all {
                try await Self.check(OfficerList.query(filter, scope: desk.town[.provinceBusiness].scope), desk)
                try await Self.check(OfficerList.query(filter, scope: desk.town[.eastPlanner].scope), desk)
            }
        }
    }

    private static func check(_ query: ListQuery, _ desk: ImportDesk) async throws {
        let plan = try await desk.town.database.read { transaction in
            try ImportDesk.avoidFullScans(in: transaction)
            return try transaction.plan(of: query.statement(ListPage(), engine: transaction.engine))
        }
        let scans = plan.filter { step in
            step == "SCAN t" || step.contains("Seq Scan on regulated_subject") || step.contains("Seq Scan on enforcement_officer")
        }
        #expect(scans == [], "\(plan.joined(separator: "\n"))")
    }
}

import Ledger
import Storage
import TestKit
import Testing
import Timekeeping
import Vault

@testable import Authority
@testable import Importing
@testable import Library
@testable import Registry

@Suite("证照信息")
struct LicenceTests {
    @Test("ELEM-04 证照登记、修改、删除都留在对象的档案里并记入日志；同一证照不能登记两次，空项和颠倒的有效期被拒绝")
    func kept() async throws {
        try await ImportDesk.each { desk in
            let subject = try await desk.register(try SubjectTests.record(1, desk))
            let record = LicenceRecord(
                kind: "食品经营许可证", number: "JY-0001", issuer: "白石县市场监督管理局", validFrom: Self.day(-10), validUntil: Self.day(400))
            let id = try await desk.add(record, to: subject)
            await #expect(throws: LicenceRefused.known) { try await desk.add(record, to: subject) }
            await #expect(throws: LicenceRefused.missing(MissingField("证照编号"))) {
                try await desk.add(LicenceRecord(kind: "营业执照", number: " "), to: subject)
            }
            await #expect(throws: LicenceRefused.endsBeforeItBegins) {
                try await desk.add(LicenceRecord(kind: "a", number: "1", validFrom: Self.day(1), validUntil: Self.day(0)), to: subject)
            }
            var longer = record
            longer.validUntil = nil
            try await desk.change(id, version: 1, to: longer)
            await #expect(throws: StorageError.overtaken) { try await desk.change(id, version: 1, to: record) }
            #expect(try await desk.licences(of: subject).map(\.record) == [longer])
            try await desk.remove(id, version: 2)
            #expect(try await desk.licences(of: subject).isEmpty)
            for kind in ["added", "changed", "removed"] { #expect(try await desk.facts("registry.licence." + kind) == 1) }
        }
    }

    @Test("ELEM-04、SEC-05 操作日志写明证照的每个字段：登记时的值、修改前后的值、删除前的值")
    func logged() async throws {
        try await ImportDesk.each { desk in
            let subject = try await desk.register(try SubjectTests.record(1, desk))
            let record = LicenceRecord(
                kind: "食品经营许可证", number: "JY-0001", issuer: "白石县市场监督管理局", validFrom: Self.day(-10), validUntil: Self.day(400))
            let id = try await desk.add(record, to: subject)
            var changed = record
            (changed.issuer, changed.validUntil) = ("", nil)
            try await desk.change(id, version: 1, to: changed)
            try await desk.remove(id, version: 2)
            let details = try await desk.details(of: subject)
            let all = ["证照类型", "证照编号", "发证机关", "有效期自", "有效期至"]
            #expect(details[0].map(\.label) == all && details[0].allSatisfy { $0.before == nil && $0.after != nil })
            #expect(details[1] == [
                FactDetail("发证机关", before: "白石县市场监督管理局", after: nil),
                FactDetail("有效期至", before: Self.day(400).description, after: "长期"),
            ])
            #expect(details[2].map(\.label) == all.filter { $0 != "发证机关" } && details[2].allSatisfy { $0.before != nil && $0.after == nil })
        }
    }

    @Test("ELEM-04 证照按表格导入：新的登记，已有的更新，相同的不变；没有的对象、颠倒的有效期、写错的日期被拒绝并说明")
    func imported() async throws {
        try await ImportDesk.each { desk in
            let record = try SubjectTests.record(1, desk)
            let subject = try await desk.register(record)
            let code = try #require(record.code).description
            func hand(in rows: [[String]]) async throws -> ImportReport {
                try await desk.importAll(try desk.file(LicenceImport(), rows), "licences")
            }
            #expect(LicenceImport().layout.columns.map(\.heading) == ["对象编码", "证照类型", "证照编号", "发证机关", "有效期自", "有效期至"])
            let first = try await hand(in: [
                [code, "营业执照", "1", "白石县市场监督管理局", "2026年1月1日", ""], [code, "许可证", "2", "", "2026-02-01", "2026-01-01"],
                ["91330100MA00000000", "许可证", "3", "", "", ""], [code, "许可证", "", "", "去年", ""],
            ])
            #expect(first.state.created == 1)
            let licence = LicenceRecord(
                kind: "营业执照", number: "1", issuer: "白石县市场监督管理局", validFrom: CalendarDate(year: 2026, month: 1, day: 1))
            #expect(try await desk.licences(of: subject).map(\.record) == [licence])
            #expect(try await hand(in: [[code, "营业执照", "1", "白石县市场监督管理局", "2026-01-01", "长期"]]).state.unchanged == 1)
            #expect(try await hand(in: [[code, "营业执照", "1", "", "2026-01-01", "2030-01-01"]]).state.changed == 1)
            #expect(try await desk.licences(of: subject).map(\.record.issuer) == [""])
        }
    }

    @Test("ELEM-04 证照的导出有每个字段和状态；范围以外的对象不存在")
    func exported() async throws {
        try await ImportDesk.each { desk in
            let subject = try await desk.register(try SubjectTests.record(1, desk))
            try await desk.add(LicenceRecord(kind: "营业执照", number: "1", issuer: "甲局"), to: subject)
            let (export, town) = (LicenceExport(), desk.town)
            let row = try await town.database.read { transaction in
                let exporter = Exporter(town[.eastBusiness], at: town.now, protection: town.cipher)
                return try export.next(10, after: nil, .init(of: subject), for: exporter, in: transaction).rows.first
            }
            #expect(export.layout.columns.map(\.heading) == ["对象编码", "名称", "证照类型", "证照编号", "发证机关", "有效期自", "有效期至", "状态"])
            #expect(row?.suffix(6) == ["营业执照", "1", "甲局", "", "长期", "有效"])
            await #expect(throws: NotFound.self) {
                _ = try await town.database.read { transaction in
                    let stranger = Exporter(town[.westBusiness], at: town.now, protection: town.cipher)
                    return try export.next(10, after: nil, .init(of: subject), for: stranger, in: transaction).rows
                }
            }
        }
    }

    @Test("ELEM-04、SEC-08 证照只由管辖机构的业务管理员维护，外机构的不存在")
    func scoped() async throws {
        try await ImportDesk.each { desk in
            let subject = try await desk.register(try SubjectTests.record(1, desk))
            let record = LicenceRecord(kind: "营业执照", number: "1")
            await #expect(throws: PermissionDenied.self) { try await desk.add(record, to: subject, by: .eastOfficer) }
            await #expect(throws: NotFound.self) { try await desk.add(record, to: subject, by: .westBusiness) }
            let id = try await desk.add(record, to: subject)
            await #expect(throws: NotFound.self) { try await desk.remove(id, version: 1, by: .westBusiness) }
            #expect(try await desk.licences(of: subject).count == 1)
        }
    }

    @Test(
        "ELEM-04 证照的状态按当天计算：到期前30天为即将到期，次日起为已过期，没有截止日期为有效",
        arguments: [(31, Licence.Standing.valid), (30, .expiring), (0, .expiring), (-1, .expired)])
    func standing(days: Int, expected: Licence.Standing) async throws {
        try await ImportDesk.each { desk in
            let subject = try await desk.register(try SubjectTests.record(1, desk))
            let today = desk.town.now.beijingDate
            try await desk.add(LicenceRecord(kind: "许可证", number: "1", validUntil: today.advanced(days: days)), to: subject)
            try await desk.add(LicenceRecord(kind: "营业执照", number: "2"), to: subject)
            try await desk.add(LicenceRecord(kind: "备案", number: "3", validFrom: today.advanced(days: 1)), to: subject)
            #expect(try await desk.licences(of: subject).map { $0.standing(on: today) } == [expected, .valid, .future])
        }
    }

    private static func day(_ days: Int) -> CalendarDate { TestClock.start.beijingDate.advanced(days: days) }
}

extension ImportDesk {
    @discardableResult
    fileprivate func add(
        _ record: LicenceRecord, to subject: RegulatedSubject.ID, by person: Person = .eastBusiness
    ) async throws -> Licence.ID {
        try await town.database.write { [town] in
            try LicenceAddition(to: subject, record).make(in: ActContext(town[person], at: town.now, protection: town.cipher, in: $0))
        }
    }

    fileprivate func change(_ id: Licence.ID, version: Int, to record: LicenceRecord) async throws {
        try await town.database.write { [town] in
            try LicenceChange(of: id, version: version, to: record)
                .make(in: ActContext(town[.eastBusiness], at: town.now, protection: town.cipher, in: $0))
        }
    }

    fileprivate func remove(_ id: Licence.ID, version: Int, by person: Person = .eastBusiness) async throws {
        try await town.database.write { [town] in
            try LicenceRemoval(of: id, version: version).make(in: ActContext(town[person], at: town.now, protection: town.cipher, in: $0))
        }
    }

    fileprivate func details(of subject: RegulatedSubject.ID) async throws -> [[FactDetail]] {
        try await town.database.read { transaction in
            try FactTimeline.of("RegulatedSubject", subject, catalogue: FactCatalogue(LicenceFacts.all), in: transaction)
                .filter { $0.kind.hasPrefix("registry.licence.") }.map(\.details)
        }
    }

    func licences(of subject: RegulatedSubject.ID) async throws -> [Licence] {
        try await town.database.read { try Licence.all(of: subject, in: $0) }
    }
}

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
            try LicenceAddition(to: subject, record).make(by: town[person], at: town.now, protection: town.cipher, in: $0)
        }
    }

    fileprivate func change(_ id: Licence.ID, version: Int, to record: LicenceRecord) async throws {
        try await town.database.write { [town] in
            try LicenceChange(of: id, version: version, to: record)
                .make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: $0)
        }
    }

    fileprivate func remove(_ id: Licence.ID, version: Int, by person: Person = .eastBusiness) async throws {
        try await town.database.write { [town] in
            try LicenceRemoval(of: id, version: version).make(by: town[person], at: town.now, protection: town.cipher, in: $0)
        }
    }

    fileprivate func licences(of subject: RegulatedSubject.ID) async throws -> [Licence] {
        try await town.database.read { try Licence.all(of: subject, in: $0) }
    }
}

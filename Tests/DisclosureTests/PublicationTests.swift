import Importing
import Ledger
import Library
import Registry
import Storage
import Tasking
import TestKit
import Testing
import Vault

@testable import Authority
@testable import Disclosure

@Suite("检查结果公示（PUB）")
struct PublicationTests {
    private static let migrations = AuthorityMigrations.all + LedgerMigrations.all + VaultMigrations.all
        + ImportingMigrations.all + LibraryMigrations.all + RegistryMigrations.all + TaskingMigrations.all + DisclosureMigrations.all

    private static func record(name: String = "白石县喆丰粮油贸易有限责任公司", kind: SubjectKind? = .organization) -> PublishableRecord {
        PublishableRecord(
            taskName: "2026年粉尘防爆双随机抽查", taskNumber: "白石应急〔2026〕0003号", agencyName: Agency.eastCounty.name,
            subjectName: name, subjectCode: "91990121MA5CXK7P3Q", subjectKind: kind, itemNames: ["粉尘防爆", "消防通道"],
            result: "发现问题", isProblem: true, inspectedOn: TestClock.start.beijingDate)
    }

    /// An approved result of the east county.
    private func approve(_ record: PublishableRecord = record(), in town: Town) async throws -> PublishableResult.ID {
        let (id, agency, now) = (PublishableResult.ID(at: town.now), town[.eastCounty], town.now)
        try await town.database.write {
            try PublishableResult.receive(record, inspection: id, of: agency, at: now, in: $0)
        }
        return id
    }

    private func publish(_ id: PublishableResult.ID, by person: Person = .eastBusiness, in town: Town) async throws {
        let (actor, now) = (town[person], town.now)
        _ = try await town.database.write { try Publishing(of: id).make(by: actor, at: now, in: $0) }
    }

    private func withdraw(
        _ id: PublishableResult.ID, _ reason: String, by person: Person = .eastBusiness, in town: Town
    ) async throws {
        let (actor, now) = (town[person], town.now)
        try await town.database.write { try PublicationWithdrawal(of: id, reason: reason).make(by: actor, at: now, in: $0) }
    }

    private func found(_ text: String? = nil, in town: Town, _ change: (inout Publication.Filter) -> Void = { _ in }) async throws -> [Publication] {
        var filter = Publication.Filter()
        filter.text = text
        change(&filter)
        let chosen = filter
        return try await town.database.read { try Publication.open(chosen, page: ListPage(), in: $0).rows }
    }

    @Test("E.17 待公示、已公示、已撤销之间的全部路径")
    func lifeCycle() {
        #expect(PublicationStatus.allCases.map { $0.next(after: .publish) } == [.published, nil, .published])
        #expect(PublicationStatus.allCases.map { $0.next(after: .withdraw) } == [nil, .withdrawn, nil])
    }

    @Test("PUB-01、SEC-08 不存在的、外机构的、下级机构的检查结果都不能公示，对其一律是未找到")
    func notOwn() async throws {
        try await Town.each(Self.migrations) { town in
            await #expect(throws: NotFound.self) { try await publish(PublishableResult.ID(at: town.now), in: town) }
            let id = try await approve(in: town)
            for person in [Person.westBusiness, .cityBusiness, .provinceBusiness] {
                await #expect(throws: NotFound.self) { try await publish(id, by: person, in: town) }
            }
            await #expect(throws: PermissionDenied.self) { try await publish(id, by: .eastReviewer, in: town) }
        }
    }

    @Test("PUB-01、PUB-05 审核通过的结果默认不公开，公示后公众按名称、代码、机构和日期查到")
    func publishing() async throws {
        try await Town.each(Self.migrations) { town in
            let id = try await approve(in: town)
            #expect(try await found(in: town).isEmpty)
            try await publish(id, in: town)
            await #expect(throws: PublicationRefused.alreadyPublished) { try await publish(id, in: town) }
            for text in ["喆丰粮油", "91990121MA5CXK7P3Q", "白石县应急管理局", "粉尘防爆"] {
                #expect(try await found(text, in: town).map(\.subjectName) == ["白石县喆丰粮油贸易有限责任公司"])
            }
            #expect(try await found("青禾", in: town).isEmpty)
            #expect(try await found(in: town) { $0.agency = Agency.eastCounty.name }.count == 1)
            #expect(try await found(in: town) { $0.agency = Agency.westCounty.name }.isEmpty)
            #expect(try await found(in: town) { $0.from = TestClock.start.beijingDate }.count == 1)
            #expect(try await found(in: town) { $0.to = TestClock.start.beijingDate.advanced(days: -1) }.isEmpty)
        }
    }

    @Test("PUB-06 一个检查对象的全部公示只有它自己的")
    func ofOneSubject() async throws {
        try await Town.each(Self.migrations) { town in
            try await publish(try await approve(in: town), in: town)
            try await publish(try await approve(in: town), in: town)
            #expect(try await found(in: town) { $0.subjectCode = "91990121MA5CXK7P3Q" }.count == 2)
            #expect(try await found(in: town) { $0.subjectCode = "91990121MA5CXK7P3" }.isEmpty)
        }
    }

    @Test("PUB-03 自然人只公示姓氏，不公示证件号码", arguments: [("温书岚", "温某"), ("欧阳书岚", "欧阳某"), ("司岚", "司某")])
    func persons(name: String, shown: String) async throws {
        try await Town.each(Self.migrations) { town in
            // 特定人员 is an attached object and a person; where the kind is not known any more, nothing more is told
            for kind in [SubjectKind.person, .specialPerson, nil] {
                try await publish(try await approve(Self.record(name: name, kind: kind), in: town), in: town)
            }
            let publications = try await found(in: town)
            #expect(publications.map(\.subjectName) == [shown, shown, shown])
            #expect(publications.map(\.subjectCode) == ["", "", ""])
            #expect(try await found(name, in: town).isEmpty)
        }
    }

    @Test("PUB-04 撤销须说明理由；撤销后公众查不到，历史保留，可以再次公示")
    func withdrawal() async throws {
        try await Town.each(Self.migrations) { town in
            let id = try await approve(in: town)
            await #expect(throws: PublicationRefused.notPublished) { try await withdraw(id, "有误", in: town) }
            try await publish(id, in: town)
            let publication = try #require(try await found(in: town).first).id
            await #expect(throws: PublicationRefused.reasonMissing) { try await withdraw(id, " ", in: town) }
            await #expect(throws: PermissionDenied.self) { try await withdraw(id, "有误", by: .eastOfficer, in: town) }
            await #expect(throws: NotFound.self) { try await withdraw(id, "有误", by: .outsiderBusiness, in: town) }
            try await withdraw(id, "检查结果有误", in: town)
            #expect(try await found(in: town).isEmpty)
            await #expect(throws: NotFound.self) {
                try await town.database.read { _ = try Publication.open(publication, in: $0) }
            }
            try await publish(id, in: town)
            let history = try await town.database.read { try Publication.history(of: id, in: $0) }
            #expect(history.map(\.status) == [.published, .withdrawn])
            #expect(history.last?.withdrawReason == "检查结果有误")
            let kinds = try await town.database.read { transaction in
                try transaction.all("SELECT kind FROM fact WHERE noun = 'Publication' ORDER BY serial") { try $0.next(String.self) }
            }
            #expect(kinds == ["disclosure.publication.made", "disclosure.publication.withdrawn", "disclosure.publication.made"])
        }
    }

    @Test("PUB-07、SEC-08 待公示清单列出本机构审核通过而未公示的结果和已过天数")
    func due() async throws {
        try await Town.each(Self.migrations) { town in
            let id = try await approve(in: town)
            town.time.advance(days: 12)
            func due(_ person: Person) async throws -> [PublishableResult] {
                let scope = town[person].scope
                return try await town.database.read {
                    try PublishableResult.list(.unpublished, text: nil, scope: scope, page: ListPage(), in: $0).rows
                }
            }
            #expect(try await due(.eastBusiness).map(\.id) == [id])
            #expect(try await due(.eastBusiness).first?.daysWaiting(at: town.now) == 12)
            #expect(try await due(.westBusiness).isEmpty)
            await #expect(throws: NotFound.self) {
                try await town.database.read { _ = try PublishableResult.load(id, scope: town[.westBusiness].scope, in: $0) }
            }
            try await publish(id, in: town)
            #expect(try await due(.eastBusiness).isEmpty)
        }
    }

    @Test("PUB-02 同一结果再次送来，不改变已有的记录")
    func receivedTwice() async throws {
        try await Town.each(Self.migrations) { town in
            let id = try await approve(in: town)
            try await publish(id, in: town)
            let (agency, now) = (town[.eastCounty], town.now)
            try await town.database.write {
                try PublishableResult.receive(Self.record(name: "另一名称"), inspection: id, of: agency, at: now, in: $0)
            }
            let result = try await town.database.read { try PublishableResult.load(id, scope: town[.eastBusiness].scope, in: $0) }
            #expect(result.status == .published)
            #expect(result.record == Self.record())
        }
    }
}

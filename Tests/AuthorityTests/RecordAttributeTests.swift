import Storage
import TestKit
import Testing
import Timekeeping
import Vault

@testable import Authority

/// A record with a field of every kind, in a table of its own.
private struct TrialRecord: DeclaredRecord {
    var title = ""
    var notes = ""
    var year = 2026
    var count: Int?
    var until: CalendarDate?
    var isKey = false
    var level: AgencyLevel?
    var status = Organization.Status.enabled
    var domains: Set<EnforcementDomain> = []
    var creditCode: UnifiedSocialCreditCode?
    var phone = ""
    var agencies: Set<Organization.ID> = []

    static let blank = TrialRecord()
    static let attributes: Attributes<TrialRecord> = [
        RecordAttribute("title", "title", "名称", \.title, .text(20), required: true),
        RecordAttribute("notes", "notes", "说明", \.notes, .longText(200)),
        RecordAttribute("year", "year", "年度", \.year, .number(2000...2100), required: true),
        RecordAttribute("count", "amount", "数量", \.count, .number(0...99)),
        RecordAttribute("until", "valid_until", "有效期至", \.until, .date(empty: "长期")),
        RecordAttribute("isKey", "is_key", "是否重点", \.isKey, .flag),
        RecordAttribute("level", "level", "级别", \.level, .choice()),
        RecordAttribute("status", "status", "状态", \.status, .choice(.enabled)),
        RecordAttribute("domains", "domains", "领域", \.domains, .choices(), required: true),
        RecordAttribute("creditCode", "credit_code", "统一社会信用代码", \.creditCode, .creditCode),
        RecordAttribute("phone", sealed: SealedColumn("trial", "phone_sealed", of: "trial.phone"), "联系电话", \.phone, .telephone),
        RecordAttribute("agencies", "机构", \.agencies, .many()),
    ]

    static let table = Migration(
        "test.trial",
        """
        CREATE TABLE trial (
            id UUID NOT NULL, title TEXT NOT NULL, notes TEXT NOT NULL, year BIGINT NOT NULL, amount BIGINT, valid_until TEXT,
            is_key BIGINT NOT NULL, level TEXT, status TEXT NOT NULL, domains TEXT NOT NULL, credit_code TEXT NOT NULL,
            phone_sealed BYTES)
        """)

    static var filled: TrialRecord {
        var record = TrialRecord()
        (record.title, record.notes, record.year, record.count) = ("甲", "一\n二", 2027, 12)
        (record.until, record.isKey, record.level) = (CalendarDate(year: 2027, month: 3, day: 1), true, .county)
        (record.status, record.domains) = (.disabled, [.marketRegulation, .emergency])
        (record.creditCode, record.phone) = (UnifiedSocialCreditCode(completing: "91330100MA000000A"), "19900000001")
        return record
    }
}

@Suite("字段的声明")
struct RecordAttributeTests {
    private typealias ID = Identifier<TrialRecord>

    @Test("SEC-06 每种字段写入、修改后读出不变；个人信息在库中是密文，没有密钥不能读写，换到别的记录打不开")
    func stored() async throws {
        try await TestStore.each(TestStore.basis + [TrialRecord.table]) { database in
            let (cipher, id, other) = (try FieldCipher(), ID(), ID())
            let seal = RecordSeal(cipher, of: id)
            try await database.write { transaction in
                let record = TrialRecord.filled
                try transaction.execute("INSERT INTO trial (id, \(TrialRecord.columnNames)) VALUES (\(id), \(record.values(seal)))")
                let kept: [UInt8]? = try transaction.value("SELECT phone_sealed FROM trial")
                let bytes = try #require(kept)
                #expect(!String(decoding: bytes, as: UTF8.self).contains(record.phone))
                #expect(try Self.read(seal, transaction) == record)
                #expect(throws: (any Error).self) { try Self.read(RecordSeal(cipher, of: other), transaction) }
                #expect(throws: StorageError.self) { try Self.read(nil, transaction) }
                #expect(throws: StorageError.self) { _ = try record.values() }
                let blank = TrialRecord.blank
                try transaction.execute("UPDATE trial SET \(blank.assignments(seal)) WHERE id = \(id)")
                #expect(try Self.read(seal, transaction) == blank)
                let none: [UInt8]?? = try transaction.value("SELECT phone_sealed FROM trial", as: [UInt8]?.self)
                #expect(none == .some(nil))
            }
        }
    }

    private static func read(_ seal: RecordSeal?, _ transaction: Transaction) throws -> TrialRecord? {
        try transaction.first("SELECT \(TrialRecord.columns) FROM trial t") { try TrialRecord(row: &$0, seal) }
    }

    @Test("SEC-05、SEC-06 前后值说全每个改动的字段；个人信息只说掩码，掩码相同的改动也说")
    func changes() {
        var changed = TrialRecord.filled
        let agency = Organization.ID()
        (changed.phone, changed.until, changed.agencies) = ("19911110001", nil, [agency])
        changed.domains.remove(.emergency)
        #expect(TrialRecord.changes(from: .filled, to: changed, names: [agency.description: "云岭县"]) == [
            FactDetail("有效期至", before: "2027-03-01", after: "长期"), FactDetail("领域", before: "应急、市场监管", after: "市场监管"),
            FactDetail("联系电话", before: "199****0001", after: "199****0001"), FactDetail("机构", before: nil, after: "云岭县"),
        ])
        #expect(TrialRecord.changes(from: .filled, to: .filled).isEmpty)
        #expect(TrialRecord.changes(from: nil, to: .filled).map(\.label) == TrialRecord.attributes.all.dropLast().map(\.label))
        #expect(TrialRecord.changes(from: .filled, to: nil).allSatisfy { $0.before != nil && $0.after == nil })
    }

    @Test("填写的代码成为值；不是值的说明原因；以掩码交回的个人信息不变")
    func typed() throws {
        var record = TrialRecord.filled
        func set(_ name: String, _ codes: [String]) throws { try #require(TrialRecord.attributes.all.first { $0.name == name }).set(&record, to: codes) }
        try set("phone", ["199****0001"])
        #expect(record.phone == "19900000001")
        try set("phone", [])
        try set("level", [])
        try set("status", [])
        try set("domains", ["fire"])
        #expect(record.phone.isEmpty && record.level == nil && record.status == .enabled && record.domains == [.fire])
        #expect(throws: AttributeFault.unknown) { try set("level", ["none"]) }
        #expect(throws: AttributeFault.unknown) { try set("domains", ["fire", "none"]) }
        #expect(throws: AttributeFault.unknown) { try set("agencies", ["1"]) }
        #expect(throws: AttributeFault.missing) { try set("year", []) }
        #expect(throws: AttributeFault.malformed(UnifiedSocialCreditCode.formatMessage)) { try set("creditCode", ["9133"]) }
        #expect(throws: AttributeFault.malformed(Telephone.formatMessage)) { try set("phone", ["12"]) }
        record.title = " "
        #expect(throws: MissingField("名称")) { try record.requireFilled() }
        record.title = "甲"
        record.domains = []
        #expect(throws: MissingField("领域")) { try record.requireFilled() }
    }
}

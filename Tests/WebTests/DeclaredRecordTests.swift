import Authority
import Foundation
@testable import mingcha
import Registry
import Storage
import Tasking
import TestKit
import Testing
@testable import Doors

/// What holds of every declared record, whoever declares it.
@Suite("字段只说一次")
struct DeclaredRecordTests {
    /// Those of the libraries are known by their exports; the others are named here.
    private static let all: [any DeclaredRecord.Type] = DeclaredLibraries.all.map { $0 as any DeclaredRecord.Type } + [
        LicenceRecord.self, DepartmentRecord.self, PlanRecord.self, EnforcementEquipmentRecord.self, TaskVolumeRecord.self,
    ]

    /// Fields that are spelled in a way of their own.
    private static let spelled = [
        "regionRatios": "东城区 10%", "creditCode": UnifiedSocialCreditCode(completing: "91330100MA000000A")?.description ?? "",
    ]

    private static let telephone = "19900000001"

    @Test("每个声明字段的记录都在此核对")
    func listed() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        var declared: Set<String> = []
        let files = FileManager.default.enumerator(at: root.appending(path: "Sources"), includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /(?:struct|extension) (\w+): (?:\w+, )*DeclaredRecord\b/) { declared.insert(String(match.1)) }
        }
        let known = Set(Self.all.map { "\($0)" })
        #expect(declared.subtracting(known).sorted() == [], "没有登记：库写进 Assembly.areas，其他名词写进这里的 all")
        #expect(known.isSubset(of: declared))
    }

    @Test("记录的每个属性都有声明，名称与属性相同，不重复")
    func complete() {
        func check<Record: DeclaredRecord>(_: Record.Type) {
            let properties = Mirror(reflecting: Record.blank).children.compactMap(\.label)
            #expect(Set(Record.attributes.all.map(\.name)) == Set(properties), "\(Record.self)")
            #expect(Record.attributes.all.count == properties.count && Set(Record.attributes.all.map(\.label)).count == properties.count)
        }
        for record in Self.all { check(record) }
    }

    @Test("每个字段都到表单、接口、导出、模板和日志；读入的值原样读出")
    func reached() throws {
        func check<Record: DeclaredRecord>(_: Record.Type) throws {
            let filled = try Self.filled(Record.self)
            let names = Record.attributes.all.map(\.name), labels = Record.attributes.all.map(\.label)
            #expect(Record.fields.map(\.name) == names && Record.fields.map(\.label) == labels)
            let json = try JSONText.encode(RecordValues(filled))
            let object = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
            #expect(Set(object.keys) == Set(names))
            let read: RecordValues<Record> = try JSONText.decode(json)
            #expect(read.lines().map { $0.value } == RecordValues(filled).lines().map { $0.value })
            #expect(Record.sheetColumns.map(\.heading) == labels && filled.cells().allSatisfy { !$0.isEmpty })
            #expect(Set(Record.templateColumns.map(\.heading)).isSubset(of: labels))
            #expect(Record.changes(from: nil, to: filled).map(\.label) == labels)
            var reading = FormReading(Values(of: filled), Record.fields)
            // what a form shows masked comes back masked, and stays what it was
            var known = Record.blank
            for attribute in Record.attributes.all where attribute.isPersonal { try attribute.set(&known, to: [Self.telephone]) }
            #expect(reading.record(known) == filled && reading.problems.isEmpty, "\(Record.self) \(reading.problems.byField)")
            let described = Schema.of(RecordValues<Record>.self)
            guard case .object(let properties) = described else { throw NotFound() }
            #expect(Set(properties.map(\.name)) == Set(names))
        }
        for record in Self.all { try check(record) }
    }

    private static func filled<Record: DeclaredRecord>(_: Record.Type) throws -> Record {
        var record = Record.blank
        for attribute in Record.attributes.all {
            let code: String =
                switch attribute.shape {
                case .text, .longText, .lines, .code: attribute.isPersonal ? telephone : spelled[attribute.name] ?? attribute.label
                case .number(let range): "\(range.lowerBound + 1)"
                case .date: "2026-05-0\(Record.attributes.all.firstIndex { $0.name == attribute.name }.map { $0 % 9 + 1 } ?? 1)"
                case .flag: "1"
                case .choice(let choices), .choices(let choices): try #require(choices.last).code
                case .references: Identifier<Record>().description
                }
            try attribute.set(&record, to: [code])
        }
        return record
    }

    @Test("SEC-06 个人信息的列是密文并登记在换钥清单；像个人信息的字段都声明为个人信息，或说明为何不是")
    func personal() {
        func check<Record: DeclaredRecord>(_: Record.Type) {
            let sealed = Record.attributes.sealed.map(\.name)
            #expect(Record.attributes.all.count(where: \.isPersonal) == sealed.count, "\(Record.self)")
            #expect(sealed.allSatisfy { $0.hasSuffix("_sealed") } && Set(sealed).isSubset(of: SealedFields.all.map(\.name)))
            #expect(Record.attributes.all.filter { $0.label.contains(/电话|手机|身份证|银行账号/) && !$0.isPersonal }.map(\.label) == [])
        }
        for record in Self.all { check(record) }
    }

    @Test("SEC-06 有个人信息的库有查看完整信息的办理和日志；没有个人信息的库没有")
    func viewed() {
        func check<Record: EntryRecord>(_: Record.Type) {
            let holds = Record.attributes.all.contains(where: \.isPersonal)
            #expect(holds == (Record.library.facts.viewed != nil), "\(Record.self)")
            #expect(holds == Assembly.routes.contains { $0.path == Record.place + "/full-view" }, "\(Record.self)")
        }
        for record in DeclaredLibraries.all { check(record) }
    }

    @Test("库的新增和修改表单问到每个字段，没有一个字段因为没写进表单的部分而填不了")
    func asked() {
        func check<Record: EntryRecord>(_: Record.Type) {
            for path in [Record.home, Record.place] {
                let asked = Set(Assembly.routes.filter { $0.method == .post && $0.path == path }.flatMap(\.form).map(\.name))
                let forgotten = Record.attributes.all.filter { !asked.contains($0.name) }.map(\.label)
                #expect(forgotten == [], "\(Record.self)：\(path) 的 parts 里没有这些字段")
            }
        }
        for record in DeclaredLibraries.all { check(record) }
    }
}

import Foundation
import Probing
import Testing

@testable import Web
@testable import mingcha

@Suite("执法数据标准")
struct DataStandardTests {
    private let standard = DataStandard(routes: Assembly.routes, imports: Assembly.imports, codes: Assembly.codes)

    /// Stored, and never told: what kind of file the vault found, and behind what a job waits.
    private static let untold: Set = ["FileType", "JobLane"]

    @Test("STD-04 每个存入数据库的代码类型都在标准里，标准里没有别的")
    func complete() throws {
        let stored = try Self.storedEnums().subtracting(Self.untold)
        #expect(stored.count > 60)
        let published = Set(Assembly.codes.map { $0.identifier.split(separator: ".").last.map(String.init) ?? "" })
        #expect(stored.subtracting(published).sorted() == [], "请登记到 Sources/Web/Standard/CodeLists.swift")
        #expect(Set(Assembly.codes.map(\.identifier)).count == Assembly.codes.count)
        for list in standard.codeLists {
            #expect(!list.codes.isEmpty && Set(list.codes.map(\.code)).count == list.codes.count, "\(list.identifier)")
            #expect(list.name.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(list.identifier)")
        }
    }

    @Test("STD-04 没有登记的代码类型会被发现")
    func sample() {
        let text = "package enum A: String, CaseIterable, SQLConvertible {\n    enum Kind: String, SQLConvertible {\npackage enum B: String, Sendable {\n"
        #expect(Self.enums(in: text) == ["A", "Kind"])
    }

    @Test("STD-04 每个接口表单字段、每个导入模板的列都在标准里，带名称、类型、长度和必填；引用的代码表都有")
    func fields() throws {
        let lists = Set(standard.codeLists.map(\.identifier))
        for field in (standard.entities + standard.templates).flatMap(\.fields) where !field.codeList.isEmpty {
            #expect(lists.contains(field.codeList), "\(field.identifier)")
        }
        for kind in Assembly.imports {
            let template = try #require(standard.templates.first { $0.identifier == kind.code })
            #expect(template.fields.map(\.label) == kind.layout.columns.map(\.heading))
            #expect(template.fields.map(\.isRequired) == kind.layout.columns.map(\.isRequired))
        }
        let subjects = try #require(standard.entities.first { $0.identifier == "subjects" })
        #expect(subjects.name == "监管对象")
        let name = try #require(subjects.fields.first { $0.identifier == "name" })
        // of organisations 200, of what is attached to them more
        #expect(name.length == "300" && name.use == "读取、填写")
        #expect(subjects.fields.contains { $0.identifier == "jurisdiction" && $0.isRequired && $0.type == "引用" })
        #expect(subjects.fields.contains { $0.codeList == "RegistrationStatus" })
    }

    @Test("STD-04 不登录可以看到和下载数据标准：页面、JSON、XLSX、CSV内容相同")
    func published() async throws {
        let count = standard.rows.count
        try await DemoServer.run { server in
            let replies = try await server.ask(
                ["/public/data-standard", "/api/v1/public/data-standard", "/public/data-standard/file.csv", "/public/data-standard/file.xlsx"]
                    .map { HTTPQuestion("GET", $0) })
            #expect(replies.map(\.status) == [200, 200, 200, 200])
            let told = try JSONDecoder().decode(DataStandard.self, from: Data(replies[1].body))
            #expect(told.rows.count == count)
            #expect(replies[2].text.split(whereSeparator: \.isNewline).count >= count + 1)
            #expect(replies[3].body.starts(with: Array("PK".utf8)))
        }
    }

    private static func storedEnums() throws -> Set<String> {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized
        let walk = try #require(FileManager.default.enumerator(atPath: sources.path()))
        var found: Set<String> = []
        for case let name as String in walk where name.hasSuffix(".swift") && !name.hasPrefix("Storage/") {
            found.formUnion(enums(in: try String(contentsOf: sources.appending(path: name), encoding: .utf8)))
        }
        return found
    }

    private static func enums(in text: String) -> Set<String> {
        Set(text.matches(of: /enum (\w+): String[^{\n]*\bSQLConvertible\b/).map { String($0.1) })
    }
}

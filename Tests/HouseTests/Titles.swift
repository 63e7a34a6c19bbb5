import Testing

/// A test says in Chinese what holds, so that its report can be read by those who know the field.
enum Titles {
    static func faults(in files: [SourceFile]) -> [Fault] {
        files.flatMap { file in
            file.text.matches(of: /@(Test|Suite)\b(\(\s*"((?:[^"\\]|\\.)*)")?/).compactMap { match in
                let title = match.3.map(String.init) ?? ""
                guard !title.contains(/\p{Han}/) else { return nil }
                let line = file.text[..<match.range.lowerBound].count { $0 == "\n" } + 1
                return Fault(path: file.path, line: line, message: "@\(match.1) 要有一句中文")
            }
        }
    }
}

@Suite("测试的标题")
struct TitlesTests {
    @Test("每个测试和测试组都有一句中文")
    func tree() throws {
        let files = try SourceTree.files(in: ["Tests"]).filter { !$0.path.hasPrefix("Tests/HouseTests/") }
        #expect(Titles.faults(in: files) == [])
    }

    @Test("没有中文标题的测试会被发现")
    func sample() {
        let text = "@Test func a() {}\n@Test(\"only English\")\nfunc b() {}\n@Test(\n    \"ORG-01 机构树\",\n@Suite struct C {}\n"
        #expect(Titles.faults(in: [SourceFile(path: "Tests/A.swift", text: text)]).map(\.line) == [1, 2, 6])
    }
}

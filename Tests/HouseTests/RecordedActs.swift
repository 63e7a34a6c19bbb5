import Testing

/// Every act leaves a fact in its own transaction (SEC-05). Acts are the functions `make(… in transaction)` and `make(in act)` of the
/// targets of the domain; the pages make them and write no table of the domain by themselves, so that there is no
/// second door.
enum RecordedActs {
    /// What a page may write without an act: answers kept for their key, what was refused or is asked about, and the
    /// accounts shown on the login page.
    static let tablesOfPages: Set<String> = ["idempotency_key", "kept_page", "demo_account"]

    static func faults(in files: [SourceFile]) -> [Fault] {
        files.flatMap { isOfPages($0.path) ? writes(in: $0) : acts(in: $0) }
    }

    private static func isOfPages(_ path: String) -> Bool {
        let target = path.split(separator: "/").dropFirst().first ?? ""
        return ["Doors", "Web", "mingcha"].contains(target) || target.hasSuffix("Pages")
    }

    private static func acts(in file: SourceFile) -> [Fault] {
        // without word boundaries: for Unicode there is none inside “fact.record”
        let records = file.code.contains { $0.text.contains(/Fact\(|record\(|act\.(add|change)\(|\.(make|move|assign)\(/) }
        guard !records, let act = file.text.firstMatch(of: /func make\([^{]*\bin (?:transaction: Transaction|\w+: ActContext)/) else { return [] }
        let line = file.text[..<act.range.lowerBound].count { $0 == "\n" } + 1
        return [Fault(path: file.path, line: line, message: "办理后没有记入日志")]
    }

    private static func writes(in file: SourceFile) -> [Fault] {
        file.code.flatMap { line in
            line.text.matches(of: /\b(?:INSERT INTO|DELETE FROM|UPDATE) ([a-z_]+)/).compactMap { match in
                tablesOfPages.contains(String(match.1))
                    ? nil : Fault(path: file.path, line: line.number, message: "页面不直接改 \(match.1)")
            }
        }
    }
}

@Suite("办理留痕")
struct RecordedActsTests {
    @Test("SEC-05 每个办理都在自己的事务里记入日志，页面不绕过办理改数据")
    func tree() throws {
        let faults = RecordedActs.faults(in: try SourceTree.files(in: ["Sources"]))
        #expect(faults == [])
    }

    @Test("不留痕的办理和绕过办理的写入会被发现")
    func sample() {
        let act = "struct A {\n    func make(by actor: Actor, in transaction: Transaction) throws {\n        try insert(in: transaction)"
        let files = [
            SourceFile(path: "Sources/Tasking/A.swift", text: act + "\n    }\n}\n"),
            SourceFile(path: "Sources/Tasking/B.swift", text: act + "\n        try Fact(kind: done).record(in: transaction)\n    }\n}\n"),
            SourceFile(path: "Sources/TaskingPages/A+SQL.swift", text: "let a: SQL = \"UPDATE plan SET year = 1\"\n"),
        ]
        #expect(RecordedActs.faults(in: files).map(\.description) == [
            "Sources/Tasking/A.swift:2: 办理后没有记入日志", "Sources/TaskingPages/A+SQL.swift:1: 页面不直接改 plan",
        ])
    }
}

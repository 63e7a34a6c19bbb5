import Testing

/// What the product never calls is not built: a declaration for other targets that nothing else in Sources names is called
/// by tests alone, or by nobody.
enum Uncalled {
    /// Called by the compiler, for string literals with places for values.
    private static let literal: Set = ["StringLiteralType", "appendLiteral", "appendInterpolation"]

    /// What is there for the tests and the benchmarks, each with its reason.
    static let tools = [
        "eachRow": "for steps of later migrations that change rows in Swift; tried on a filled store by the tests",
        "noting": "the statements of a page, for the tests of index use",
        "PostgreSQLDatabase": "a database of its own, for the tests and the reliability run of backups",
    ]

    static func faults(in files: [SourceFile], tools: [String: String] = [:]) -> [Fault] {
        let word = /[A-Za-z_]\w*/
        let declaration = /^\s*(?:@\w+\s+)*package\s+(?:(?:private|fileprivate|internal)\(set\)\s+)?(?:(?:static|mutating|final|nonisolated|indirect)\s+)*(?:func|var|let|struct|class|enum|actor|protocol|typealias)\s+`?(\w+)/
        var uses: [Substring: Int] = [:], declared: [(name: Substring, path: String, line: Int)] = []
        for file in files {
            for line in file.code {
                for match in line.text.matches(of: word) { uses[match.output, default: 0] += 1 }
                guard line.text.contains("package "), let match = line.text.firstMatch(of: declaration) else { continue }
                uses[match.1, default: 0] -= 1
                // what the tests stand on is there for them
                if !file.path.hasPrefix("Sources/TestKit/") { declared.append((match.1, file.path, line.number)) }
            }
        }
        let uncalled = declared.filter { uses[$0.name, default: 0] <= 0 && !literal.contains(String($0.name)) }
        return uncalled.filter { tools[String($0.name)] == nil }.map {
            Fault(path: $0.path, line: $0.line, message: "“\($0.name)”在 Sources 中没有别处提到：接上、收窄或删除")
        }
    }
}

@Suite("没有人用的声明")
struct UncalledTests {
    @Test("每个供其他目标用的声明，Sources 中都有别处提到")
    func tree() throws {
        let faults = Uncalled.faults(in: try SourceTree.files(in: ["Sources"]), tools: Uncalled.tools)
        #expect(faults == [])
    }

    @Test("只有测试用的、没有人用的声明会被发现，注释里提到的不算，写明理由的除外")
    func sample() {
        let owner = SourceFile(path: "Sources/A/A.swift", text: """
            package struct Used {
                package init() {}
                package static func idle() {}  // idle
                package private(set) var count = 0
                package mutating func count(_ by: Int) { count += by }
            }
            package func rest() {}
            """)
        let user = SourceFile(path: "Sources/B/B.swift", text: "let used = Used()\n")
        #expect(Uncalled.faults(in: [owner, user]).map(\.line) == [3, 7])
        #expect(Uncalled.faults(in: [owner, user], tools: ["idle": "for tests"]).map(\.line) == [7])
    }
}

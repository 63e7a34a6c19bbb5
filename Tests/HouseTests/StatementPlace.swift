import Testing

/// SQL stands in `*+SQL.swift`, in `Migrations/` and in Storage, so that it can be read in one place
/// and a run-time string never becomes SQL.
enum StatementPlace {
    static func allows(_ path: String) -> Bool {
        path.hasSuffix("+SQL.swift") || path.contains("/Migrations/") || path.hasPrefix("Sources/Storage/")
    }

    static func faults(in files: [SourceFile]) -> [Fault] {
        let statement = /\b(SELECT|INSERT INTO|DELETE FROM|UPDATE [a-z_]+ SET|(CREATE|ALTER|DROP) (TABLE|INDEX|UNIQUE INDEX|VIEW))\b/
        return files.filter { !allows($0.path) }.flatMap { file in
            file.code.filter { $0.text.contains(statement) }.map {
                Fault(path: file.path, line: $0.number, message: "SQL只写在 *+SQL.swift、Migrations/ 和 Storage 里")
            }
        }
    }
}

@Suite("SQL 的位置")
struct StatementPlaceTests {
    @Test("SQL 只在 *+SQL.swift、Migrations/ 和 Storage 里")
    func tree() throws {
        let faults = StatementPlace.faults(in: try SourceTree.files(in: ["Sources"]))
        #expect(faults == [])
    }

    @Test("LIKE 只写在 Storage/LikePattern.swift 里，键入的 % 和 _ 因此只是字符")
    func patterns() throws {
        let faults = try SourceTree.files(in: ["Sources"]).filter { $0.path != "Sources/Storage/LikePattern.swift" }
            .flatMap { file in file.code.filter { $0.text.contains(/\bLIKE\b/) }.map { "\(file.path):\($0.number)" } }
        #expect(faults == [])
    }

    @Test("写在别处的 SQL 会被发现")
    func sample() {
        let text = "let a = 1\nlet b: SQL = \"SELECT id FROM plan\"\nlet c = \"UPDATE plan SET year = 1\" // SELECT x\n"
        let elsewhere = SourceFile(path: "Sources/Tasking/Plan.swift", text: text)
        let inPlace = SourceFile(path: "Sources/Tasking/Plan+SQL.swift", text: text)
        #expect(StatementPlace.faults(in: [elsewhere, inPlace]).map(\.line) == [2, 3])
    }

    @Test("注释里的 SQL 词不算")
    func comment() {
        let file = SourceFile(path: "Sources/Tasking/Plan.swift", text: "/// A SELECT here is only talk.\n")
        #expect(StatementPlace.faults(in: [file]) == [])
    }
}

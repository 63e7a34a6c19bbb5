import Testing

/// Code that a court relies on neither crashes on the unexpected nor leaves work for later.
enum Shortcuts {
    static func faults(in files: [SourceFile]) -> [Fault] {
        files.flatMap { file in
            zip(file.text.split(separator: "\n", omittingEmptySubsequences: false), file.code).compactMap { whole, code in
                let words = whole.matches(of: /\b(TODO|FIXME|XXX)\b|敬请期待|尚未实现|暂未开放|开发中/).map { String($0.0) }
                let crashes = code.text.matches(of: /\btry!|\bas!|\bfatalError\(|\bunimplemented\b/).map { String($0.0) }
                let unwraps = file.path.hasSuffix(".swift")
                    ? code.text.replacing(/"(?:[^"\\]|\\.)*"/, with: "\"\"").matches(of: /[\w)\]]!(?![=\w])/).map { String($0.0) } : []
                return (words + crashes + unwraps).first.map { Fault(path: file.path, line: code.number, message: "不用“\($0)”") }
            }
        }
    }
}

@Suite("捷径")
struct ShortcutsTests {
    @Test("产品代码里没有 try!、as!、强制解包和留待以后的话")
    func tree() throws {
        let faults = Shortcuts.faults(in: try SourceTree.files(in: ["Sources", "Benchmarks"], endings: [".swift", ".js", ".mjs", ".css"]))
        #expect(faults == [])
    }

    @Test("捷径会被发现", arguments: ["let a = try! b()", "let a = b as! C", "// TODO later", "// FIXME", "fatalError(\"x\")", "let a = b[0]!", "f(c!)", "html.text(\"敬请期待\")"])
    func sample(line: String) {
        let file = SourceFile(path: "Sources/Web/A.swift", text: "let ok = try b() as? C; if !ok, a != b { say(\"done!\") }\n\(line)\n")
        #expect(Shortcuts.faults(in: [file]).map(\.line) == [2])
    }
}

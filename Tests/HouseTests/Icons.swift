import Testing

/// An icon that the lock does not name is missing from the sprite, and its place on the page stays empty.
enum Icons {
    static func names(in lock: String) -> Set<String> {
        Set(lock.matches(of: /icons\.svg#([a-z0-9-]+)/).map { String($0.1) })
    }

    static func faults(in files: [SourceFile], known: Set<String>) -> [Fault] {
        let use = /(?:icon\(|icon: |\/assets\/icons\.svg#)"?([a-z0-9-]+)["\\]/
        return files.flatMap { file in
            file.code.flatMap { line in
                line.text.matches(of: use).map { String($0.1) }.filter { !known.contains($0) }.map {
                    Fault(path: file.path, line: line.number, message: "assets.lock 里没有图标“\($0)”，运行 bin/assets --add \($0)")
                }
            }
        }
    }
}

@Suite("图标")
struct IconsTests {
    @Test("页面用到的图标都在 assets.lock 里")
    func tree() throws {
        let files = try SourceTree.files(in: ["Sources"], endings: [".swift", ".js", ".html"])
        let faults = Icons.faults(in: files, known: Icons.names(in: try SourceTree.file("assets.lock").text))
        #expect(faults == [])
    }

    @Test("没有登记的图标会被发现")
    func sample() {
        let text = "html.icon(\"bell\")\nhtml.icon(\"unicorn\")\nEntry(icon: \"dragon\")\n<use href=\"/assets/icons.svg#bell\"/>\n\"#/assets/icons.svg#griffin\"\n"
        let faults = Icons.faults(in: [SourceFile(path: "Sources/Web/A.swift", text: text)], known: ["bell"])
        #expect(faults.map(\.line) == [2, 3, 5])
    }
}

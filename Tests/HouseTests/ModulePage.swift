import Testing

/// docs/modules.md names every target of the product and what it may import, as Package.swift does.
enum ModulePage {
    static let path = "docs/modules.md"

    /// A target has a heading `### Name` and, below it, a line `Imports: A, B` (or `Imports: nothing`).
    static func declared(in page: String) -> [String: Set<String>] {
        page.split(separator: "\n### ").dropFirst().reduce(into: [:]) { result, section in
            let lines = section.split(separator: "\n")
            guard let name = lines.first, let imports = lines.first(where: { $0.hasPrefix("Imports: ") }) else { return }
            let names = imports.dropFirst("Imports: ".count).split(separator: ", ").map(String.init)
            result[String(name)] = names == ["nothing"] ? [] : Set(names)
        }
    }

    static func faults(in page: String, of manifest: Manifest) -> [Fault] {
        let declared = declared(in: page)
        let targets = manifest.uses.filter { !$0.key.hasSuffix("Tests") && $0.key.wholeMatch(of: /C[A-Z]\w*/) == nil }
        let missing = targets.filter { declared[$0.key] != $0.value }.keys.sorted().map {
            Fault(path: path, line: nil, message: "\($0)：应为 Imports: \(manifest.uses[$0, default: []].sorted().joined(separator: ", "))")
        }
        let extra = declared.keys.filter { targets[$0] == nil }.sorted().map {
            Fault(path: path, line: nil, message: "没有目标“\($0)”")
        }
        return missing + extra
    }
}

@Suite("模块说明")
struct ModulePageTests {
    @Test("docs/modules.md 与 Package.swift 一致")
    func tree() throws {
        let faults = ModulePage.faults(in: try SourceTree.file(ModulePage.path).text, of: try Manifest.current())
        #expect(faults == [])
    }

    @Test("缺少、多余和不同的模块会被发现")
    func sample() {
        let manifest = Manifest("module(\"A\"), module(\"B\", uses: [\"A\"]), tests(\"ATests\", uses: [\"A\"]), module(\"D\")")
        let page = "# Modules\n\n### A\n\nDuty.\n\nImports: nothing\n\n### B\n\nImports: C\n\n### E\n\nImports: A\n"
        #expect(ModulePage.faults(in: page, of: manifest).map(\.message) == ["B：应为 Imports: A", "D：应为 Imports: ", "没有目标“E”"])
    }
}

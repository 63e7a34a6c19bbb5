import Testing

/// A target imports what it declares and nothing else: the compiler lets an import of a target that
/// happens to be built pass, and then the walls of docs/modules.md are only drawn.
enum Imports {
    static let platform: Set<String> = ["Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization", "Testing"]
    /// Modules that come with Hummingbird and are part of its interface.
    static let companions: [String: Set<String>] = [
        "Hummingbird": ["HummingbirdCore", "HTTPTypes", "NIOCore", "NIOPosix", "NIOHTTPTypes", "NIOEmbedded"],
        "HummingbirdCore": ["HTTPTypes", "NIOCore", "NIOPosix"],
    ]

    static func faults(in files: [SourceFile], of manifest: Manifest) -> [Fault] {
        files.flatMap { file -> [Fault] in
            let target = String(file.path.split(separator: "/")[1])
            guard let declared = manifest.uses[target] else {
                return [Fault(path: file.path, line: nil, message: "Package.swift 里没有目标“\(target)”")]
            }
            let allowed = declared.union(platform).union(declared.flatMap { companions[$0, default: []] })
            return file.code.compactMap { line in
                guard let match = line.text.firstMatch(of: /^\s*(?:@\w+ )?(?:(?:public|package|internal|private|fileprivate) )?import (?:\w+ )?(\w+)/),
                    !allowed.contains(String(match.1))
                else { return nil }
                return Fault(path: file.path, line: line.number, message: "\(target) 没有声明使用 \(match.1)")
            }
        }
    }
}

@Suite("引用")
struct ImportsTests {
    @Test("每个目标只引用它声明的模块")
    func tree() throws {
        let files = try SourceTree.files(in: ["Sources", "Tests", "Benchmarks"])
        let faults = Imports.faults(in: files, of: try Manifest.current())
        #expect(faults == [])
    }

    @Test("没有声明的引用会被发现")
    func sample() {
        let manifest = Manifest(
            """
            let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
            module("Drawing", uses: ["Cryptography"]), module("Web", uses: [
                "Drawing", hummingbird,
            ]),
            """)
        let drawing = SourceFile(path: "Sources/Drawing/A.swift", text: "import Cryptography\nimport Foundation\nimport Storage\n")
        let web = SourceFile(path: "Sources/Web/A.swift", text: "import Hummingbird\nimport NIOCore\nimport Drawing\n")
        let stray = SourceFile(path: "Sources/Stray/A.swift", text: "\n")
        #expect(Imports.faults(in: [drawing, web], of: manifest).map(\.line) == [3])
        #expect(Imports.faults(in: [stray], of: manifest).count == 1)
    }
}

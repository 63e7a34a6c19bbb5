import Testing

/// Names say what a thing is; Appendix I of the requirements is their source.
enum Names {
    /// Names of a heap of things that have nothing in common.
    static let empty: Set<String> = [
        "Util", "Utils", "Utilities", "Common", "Helper", "Helpers", "Core", "Shared", "Service", "Services", "Manager", "Misc",
    ]
    /// Words that the glossary has another word for.
    static let foreign = [
        "Organisation": "Organization", "Inspector": "EnforcementOfficer", "Checklist": "CheckForm",
        "Company": "OrganizationSubject", "Punishment": "Penalty",
    ]

    static func faults(in files: [SourceFile]) -> [Fault] {
        files.flatMap { faultsOfPath($0) + faultsOfTypes(in: $0) }
    }

    private static func faultsOfPath(_ file: SourceFile) -> [Fault] {
        file.path.split(separator: "/")
            .map { $0.replacing(/\.swift$/, with: "") }
            .filter { empty.contains(String($0)) }
            .map { Fault(path: file.path, line: nil, message: "“\($0)”不说明是什么") }
    }

    private static func faultsOfTypes(in file: SourceFile) -> [Fault] {
        let declaration = /\b(?:struct|class|enum|actor|protocol|typealias)\s+([A-Z]\w*)/
        return file.code.flatMap { line in
            line.text.matches(of: declaration).compactMap { match in
                complaint(about: String(match.1)).map { Fault(path: file.path, line: line.number, message: $0) }
            }
        }
    }

    private static func complaint(about type: String) -> String? {
        if type == "Task" { return "“Task”遮住并发的 Task，用 InspectionTask" }
        if empty.contains(type) || type.hasSuffix("Manager") || type.hasSuffix("Helper") { return "“\(type)”不说明是什么" }
        return foreign.first { type.contains($0.key) }.map { "“\(type)”：词汇表里是 \($0.value)" }
    }
}

@Suite("名称")
struct NamesTests {
    @Test("没有空洞的名称，也没有词汇表以外的说法")
    func tree() throws {
        let files = try SourceTree.files(in: ["Sources", "Tests", "Benchmarks"]).filter { !$0.path.hasSuffix("HouseTests/Names.swift") }
        #expect(Names.faults(in: files) == [])
    }

    @Test(
        "不好的名称会被发现",
        arguments: [
            ("Sources/Web/Helpers/Date.swift", "struct A {}"), ("Sources/Web/Utils.swift", "struct A {}"),
            ("Sources/Web/A.swift", "struct Task {}"), ("Sources/Web/A.swift", "final class PlanManager {}"),
            ("Sources/Web/A.swift", "enum Service {}"), ("Sources/Web/A.swift", "struct InspectorCard {}"),
        ])
    func sample(path: String, text: String) {
        #expect(Names.faults(in: [SourceFile(path: path, text: text)]).count == 1)
    }

    @Test("InspectionTask 和并发的 Task { } 没有问题")
    func good() {
        let file = SourceFile(path: "Sources/Tasking/InspectionTask.swift", text: "struct InspectionTask {}\nTask { }\n")
        #expect(Names.faults(in: [file]) == [])
    }
}

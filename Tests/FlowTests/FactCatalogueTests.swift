import Foundation
import Ledger
import Testing

@testable import mingcha

@Suite("日志的种类")
struct FactCatalogueTests {
    @Test("源代码里声明的每一种日志都登记在产品的目录中，名称各不相同，筛选时都有中文名称")
    func complete() throws {
        let declared = try Self.declaredCodes()
        #expect(declared.count > 80)
        let known = Set(Assembly.facts.all.map(\.code))
        #expect(declared.subtracting(known).sorted() == [], "这些种类没有登记在 XFacts.kinds")
        #expect(known.subtracting(declared).sorted() == [])
        for kind in Assembly.facts.all {
            let label = Assembly.facts.label(of: kind.code)
            #expect(label.unicodeScalars.contains { $0.value >= 0x4E00 } && !label.contains("{"), "\(kind.code): \(label)")
        }
    }

    @Test("没有登记的种类会被发现")
    func sample() {
        let text = "static let a = FactKind(\n    code: \"x.y.made\", sentence: \"{actor}\")\nstatic let b = FactKind(code: \"x.y.gone\", sentence: \"\")"
        #expect(Self.codes(in: text) == ["x.y.made", "x.y.gone"])
    }

    private static func declaredCodes() throws -> Set<String> {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let walk = try #require(FileManager.default.enumerator(atPath: sources.path()))
        var found: Set<String> = []
        for case let name as String in walk where name.hasSuffix(".swift") {
            found.formUnion(codes(in: try String(contentsOf: sources.appending(path: name), encoding: .utf8)))
        }
        return found
    }

    private static func codes(in text: String) -> [String] {
        text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("///") }.joined(separator: "\n")
            .matches(of: /FactKind\(\s*code: "([^"]+)"/).map { String($0.1) }
    }
}

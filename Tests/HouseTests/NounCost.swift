import Testing

/// What a library noun costs (docs/adding-a-noun.md): the lines of its own files, and those that name it elsewhere.
enum NounCost {
    static let limit = (lines: 250, files: 8)

    struct Cost: Equatable {
        var lines = 0
        var files = 0
    }

    /// - Parameters:
    ///   - file: how the names of its own files begin.
    ///   - word: how its names in the code begin.
    static func of(file start: String, word: String, in files: [SourceFile]) -> Cost {
        let names = [word, word.prefix(1).lowercased() + word.dropFirst()]
        return files.reduce(into: Cost()) { cost, file in
            let isOwn = file.path.split(separator: "/").last?.hasPrefix(start) ?? false
            let lines = isOwn ? file.lineCount : file.code.count { line in names.contains { line.text.contains($0) } }
            guard lines > 0 else { return }
            cost.lines += lines
            cost.files += 1
        }
    }
}

@Suite("一个名词的代价")
struct NounCostTests {
    @Test("检验机构至多250行、8个文件，连同别处提到它的行；演示数据除外")
    func testingBody() throws {
        let product = try SourceTree.files(in: ["Sources"]).filter { !$0.path.contains("/Demo/") }
        let cost = NounCost.of(file: "TestingBod", word: "TestingBod", in: product)
        #expect(cost.files >= 4 && cost.lines <= NounCost.limit.lines && cost.files <= NounCost.limit.files, "\(cost)")
    }

    @Test("自己的文件整个计算，别处只计提到它的行，注释不算")
    func sample() {
        let own = SourceFile(path: "Sources/A/Thing+SQL.swift", text: "a\nb\n")
        let other = SourceFile(path: "Sources/B/Areas.swift", text: "// thingBox\n.thingBox,\nlet a = ThingBox()\nlet b = 1\n")
        let cost = NounCost.of(file: "Thing", word: "ThingBo", in: [own, other, SourceFile(path: "Sources/C.swift", text: "let c = 1\n")])
        #expect(cost == NounCost.Cost(lines: own.lineCount + 2, files: 2))
    }
}

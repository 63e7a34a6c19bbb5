import Foundation
import Testing

@testable import Authority
@testable import Doors
@testable import Importing
@testable import Ledger
@testable import mingcha

/// What the sources declare and no area names is not part of the product, and nobody would miss it.
@Suite("产品的组成")
struct AssemblyTests {
    /// What is looked for in the sources: a name in the first group.
    enum Part: CaseIterable {
        case facts, reads, acts, menu, imports, exports, migrations

        func names(in text: String) -> [String] {
            let code = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("///") }.joined(separator: "\n")
            let matches = switch self {
            case .facts: code.matches(of: /FactKind\(\s*code: "([^"]+)"/)
            case .reads: code.matches(of: /\.(?:read|options|file|json|get)\(\s*"(\/[^"]*)"/)
            case .acts: code.matches(of: /\.(?:act|exchange)\(\s*"(\/[^"]*)"/)
            case .menu: code.matches(of: /MenuEntry\(\s*\.\w+, "[^"]+", "([^"]+)"/)
            case .imports: code.matches(of: /\bstruct (\w+): [^{\n]*\b\w*SheetImport\b/)
            case .exports: code.matches(of: /\bstruct (\w+): [^{\n]*\b(?:Sheet|Paged)Export\b/)
            case .migrations: code.matches(of: /\bMigration\(\s*"([^"]+)"/)
            }
            return matches.map { String($0.1) }
        }

        /// What the product has of it.
        var registered: Set<String> {
            switch self {
            case .facts: Set(Assembly.facts.all.map(\.code))
            case .reads: Set(Assembly.routes.filter { $0.method == .get }.map(\.path))
            case .acts: Set(Assembly.routes.filter { $0.method != .get }.map(\.path))
            case .menu: Set(Assembly.menu.map(\.path))
            case .imports: Set(Assembly.imports.map { "\(type(of: $0))" })
            case .exports: Set(Assembly.exports.map { "\(type(of: $0))" })
            case .migrations: Set(Assembly.migrations.map(\.id))
            }
        }

        /// What an assembly of today must have at least, so that the search itself can't fail in silence.
        var fewest: Int {
            switch self {
            case .facts, .reads, .acts: 100
            case .menu: 30
            case .imports, .exports: 9
            case .migrations: 60
            }
        }
    }

    @Test("源代码里声明的每种日志、每个路由、菜单项、导入、导出和数据表变更，都由一个领域登记在产品中", arguments: Part.allCases)
    func complete(_ part: Part) throws {
        let declared = Set(try Self.sources().flatMap { part.names(in: $0) }).subtracting(Self.ofTheServer)
        #expect(declared.count >= part.fewest)
        #expect(declared.subtracting(part.registered).sorted() == [], "没有登记：在它的 Area 中写明，或在 Assembly.areas 中加上它的领域")
    }

    @Test("谁能打开的页面，都在谁看得到的菜单中有位置", arguments: Role.allCases)
    func placed(_ role: Role) {
        let actor = Actor(
            account: Account.ID(), name: role.label, organization: Organization.ID(), organizationName: "",
            permissions: role.permissions, scope: Scope(organization: Organization.ID(), reach: .own), officer: nil, origin: "")
        let pages = Assembly.routes.filter { $0.method == .get && $0.format != .apiOnly && $0.answer != nil && $0.access.admits(actor) }
        // outside the menu: what is one's own or everybody's, parts of pages, and imports, which lie below their own list
        let elsewhere = /\/(search|password|messages|jobs|public|check|login|enterprise|options|imports)\b.*/
        let astray = pages.filter { page in
            let isPlaced = Assembly.menu.groups(for: actor, path: page.path).contains { $0.entries.contains(where: \.isCurrent) }
            return !isPlaced && page.path.wholeMatch(of: elsewhere) == nil
        }
        #expect(astray.map(\.path) == [])
    }

    /// What the server opens by itself, whatever the product is made of.
    private static let ofTheServer: Set = [
        "/healthz", "/readyz", "/metrics", "/api/v1/openapi.json", "/again/{token}", "/enterprise/again/{token}",
    ]

    @Test("每种日志在筛选时都有中文名称")
    func labels() {
        for kind in Assembly.facts.all {
            let label = Assembly.facts.label(of: kind.code)
            #expect(label.unicodeScalars.contains { $0.value >= 0x4E00 } && !label.contains("{"), "\(kind.code): \(label)")
        }
    }

    @Test("没有登记的会被发现，注释里的不算")
    func sample() {
        let text = """
            /// `FactKind(code: "x.y.note")`
            static let a = FactKind(
                code: "x.y.made", sentence: "{actor}")
            package struct ThingImport: SheetImport {
            static let menu = [MenuEntry(.work, "事物", "/things", icon: "bell", .signedIn)]
                .read("/things", .signedIn, "事物", as: Things.self) { _ in }
                .act(
                    "/things/{id}", .signedIn
            Migration("x.things", "CREATE")
            """
        let found = Part.allCases.map { $0.names(in: text) }
        #expect(found == [["x.y.made"], ["/things"], ["/things/{id}"], ["/things"], ["ThingImport"], [], ["x.things"]])
        for part in Part.allCases where part != .exports { #expect(!Set(part.names(in: text)).isSubset(of: part.registered)) }
    }

    private static func sources() throws -> [String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let walk = try #require(FileManager.default.enumerator(atPath: folder.path()))
        var texts: [String] = []
        for case let name as String in walk where name.hasSuffix(".swift") {
            texts.append(try String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
        return texts
    }
}

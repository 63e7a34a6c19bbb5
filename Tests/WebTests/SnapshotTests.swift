import Foundation
import Probing
import Storage
import Testing

@testable import Doors
@testable import mingcha

/// Architecture, section 7: each page has a stored snapshot. `bin/snapshots` renews them; what changed is read as a diff.
@Suite("页面存档", .serialized)
struct SnapshotTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Snapshots").standardized
    private static var isRenewing: Bool { ProcessInfo.processInfo.environment["MINGCHA_SNAPSHOTS"] == "renew" }

    /// What people look at; a picker's options and files are no pages.
    private static let routes = Assembly.routes
        .filter { $0.method == .get && $0.format != .apiOnly && $0.answer != nil && !$0.path.hasPrefix("/options/") }
        .sorted { $0.path < $1.path }

    @Test("每个页面的标题、字段、表头、操作和链接与存档一致；有意的改动运行 bin/snapshots 更新，并复核差异", arguments: EngineKind.allCases)
    func pages(_ engine: EngineKind) async throws {
        try await DemoServer.run(on: engine) { server in
            let samples = try await Samples.settle(in: server)
            var files: [String: [String]] = [:]
            for route in Self.routes {
                guard let page = try await samples.page(route) else {
                    Issue.record("\(route.path)：没有人能打开，请在 Samples 中写明样例")
                    continue
                }
                let file = route.path.split(separator: "/").first.map(String.init) ?? "home"
                files[file, default: []] += ["", "=== " + route.path] + PageSkeleton(page).lines
            }
            #expect(files.count > 30)
            try Self.compare(files, engine)
        }
    }

    private static func compare(_ files: [String: [String]], _ engine: EngineKind) throws {
        let stored = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".txt") })
        for (name, lines) in files {
            let place = folder.appending(path: name + ".txt"), text = lines.dropFirst().joined(separator: "\n") + "\n"
            if isRenewing, engine == .sqlite { try text.write(to: place, atomically: true, encoding: .utf8) }
            let former = (try? String(contentsOf: place, encoding: .utf8)) ?? ""
            guard former != text else { continue }
            let changes = text.split(separator: "\n").difference(from: former.split(separator: "\n")).map { change -> String in
                switch change {
                case .insert(_, let line, _): "+ \(line)"
                case .remove(_, let line, _): "- \(line)"
                }
            }
            Issue.record("\(name)：\(engine)\n\(changes.prefix(30).joined(separator: "\n"))")
        }
        let gone = stored.subtracting(files.keys.map { $0 + ".txt" })
        if isRenewing { for name in gone { try FileManager.default.removeItem(at: folder.appending(path: name)) } } else { #expect(gone == []) }
    }

    @Test("存档记下字段、必填、表头、操作和链接，不记编号和数目；改了其中一样就不同")
    func skeleton() {
        let page = """
            <main><h1>事项 12</h1><form method="post" action="/items/01900000-0000-7000-8000-000000000000"><input type="hidden" name="_csrf" value="x">
            <label for="f-name">名称<span>*</span></label><input id="f-name" name="name" type="text" required>
            <select name="kind"><option value="1">一</option><option>二</option></select><button>保存</button></form>
            <table><caption>清单</caption><thead><tr><th>名称</th><th>数</th></tr></thead><tbody><tr><td><a href="/items/01900000-0000-7000-8000-000000000001">甲</a>
            </td></tr><tr><td><a href="/items/01900000-0000-7000-8000-000000000002">乙</a></td></tr></tbody></table><a href="/items?page=2">下一页</a></main>
            """
        let lines = PageSkeleton(page).lines
        #expect(lines == [
            "# 事项 0", "办理 /items/{id}", "  字段 name text 名称* 必填", "  字段 kind 选择：一/二", "  【保存】", "表 清单", "  列 名称｜数",
            "  每行 → /items/{id}", "→ 下一页 /items?page=0",
        ])
        #expect(PageSkeleton(page.replacing(" required", with: "")).lines != lines && PageSkeleton(page.replacing("保存", with: "提交")).lines != lines)
        #expect(PageSkeleton(page.replacing("乙", with: "丙").replacing("事项 12", with: "事项 13")).lines == lines)
    }
}

extension Samples {
    /// The page as somebody sees it who may: the keeper if possible.
    func page(_ route: Route) async throws -> String? {
        guard let path = path(of: route) else { return nil }
        let people = ([keeper] + server.people).filter { route.access.admits($0.actor) }.map { $0.visitor.get(path) }
        let enterprises = server.enterprises.filter { route.access.admits($0.kind) }.map { $0.visitor.get(path) }
        let anybody = route.access == .everyone ? [HTTPQuestion("GET", path)] : []
        for question in anybody + people + enterprises {
            let reply = try await server.ask([question])[0]
            if reply.status == 200, reply["content-type"]?.hasPrefix("text/html") == true { return reply.text }
        }
        return nil
    }
}

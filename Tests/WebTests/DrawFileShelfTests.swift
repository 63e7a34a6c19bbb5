import Drawing
import Foundation
import Probing
import Spreadsheets
import Tasking
import Testing

@testable import AuthorityPages
@testable import RegistryPages
@testable import TaskingPages

@Suite("抽取文件的下载", .serialized)
struct DrawFileShelfTests {
    @Test("同一个文件只放一份，先放的供大家读；放满后最早的让位；放着的不见了就重新放")
    func laid() throws {
        let shelf = DrawFileShelf()
        func place(_ file: DrawFile = .manifest) -> DrawFileShelf.Place { .init(draw: DrawRecord.ID(), file: file) }
        func file() throws -> TemporaryFile { try TemporaryFile(holding: [1]) }
        let (first, known, late) = (place(), try file(), try file())
        #expect(shelf[first] == nil)
        #expect(shelf.lay(known, at: first) === known && shelf[first] === known)
        #expect(shelf.lay(late, at: first) === known)
        try FileManager.default.removeItem(atPath: known.path)
        let again = try file()
        #expect(shelf[first] == nil)
        #expect(shelf.lay(again, at: first) === again && shelf[first] === again)
        for _ in 0..<DrawFileShelf.most { _ = try shelf.lay(file(), at: place(.result)) }
        #expect(shelf[first] == nil)
    }

    @Test("抽取文件每次下载都是存储的内容，公开的页面不能无限次取用")
    func downloads() async throws {
        try await DemoServer.run { server in
            let draw = try await server.database.read { try KeptFacts.latest("draw", in: $0) }
            let person = server.resident("周启明").visitor
            let stored = try await server.database.read { transaction in
                try DrawRecord.load(public: DrawRecord.ID(draw) ?? DrawRecord.ID(), in: transaction).stored(.manifest, in: transaction)
            }
            let replies = try await server.ask(Array(repeating: person.get("/draws/\(draw)/files/manifest.txt"), count: 3))
            #expect(replies.map(\.status) == [200, 200, 200])
            #expect(replies.allSatisfy { $0.body == stored })
            let many = try await server.ask(Array(repeating: HTTPQuestion("GET", "/public/draws/\(draw)/files/params.txt"), count: 61), visitor: 9)
            #expect(many.first?.status == 200 && many.last?.status == 429)
        }
    }
}

import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOEmbedded
import Probing
import Synchronization
import TestKit
import Testing

@testable import Doors
@testable import mingcha
@testable import Web

/// How answers travel: tags, packing, addresses that never change.
@Suite("传输", .serialized)
struct DeliveryTests {
    /// Counts as the connection does what has got to its thread.
    private struct Recording: ResponseBodyWriter {
        let loop: NIOAsyncTestingEventLoop
        let arrived: Arrivals

        func write(_ buffer: ByteBuffer) async throws {
            arrived.seen.withLock { $0.append(arrived.count.withLock { $0 }) }
            loop.execute { [arrived] in arrived.count.withLock { $0 += 1 } }
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    private final class Arrivals: Sendable {
        let count = Mutex(0)
        /// How many pieces had arrived when each was handed on.
        let seen = Mutex<[Int]>([])
    }

    @Test("大文件分段送出：前一段到了连接上，才读下一段，连接忙的时候不堆在内存里")
    func pieceByPiece() async throws {
        try await TestStore.withFolder { folder in
            let path = folder + "/large"
            try Data(repeating: 7, count: 1 << 20).write(to: URL(filePath: path))
            let (loop, arrivals) = (NIOAsyncTestingEventLoop(), Arrivals())
            let body = FileDelivery.body(of: try await FileDelivery.opened(path), on: loop)
            let sending = Task { try await body.write(Recording(loop: loop, arrived: arrivals)) }
            let pumping = Task {
                while !Task.isCancelled {
                    await loop.run()
                    await Task.yield()
                }
            }
            try await sending.value
            pumping.cancel()
            await pumping.value
            let seen = arrivals.seen.withLock { $0 }
            #expect(seen.count > 8 && seen == Array(seen.indices))
            await loop.shutdownGracefully()
        }
    }

    @Test("样式与脚本的地址含版本哈希，长期缓存；旧地址仍可用；支持gzip和brotli，未变化时304")
    func assets() async throws {
        try await DemoServer.run { server in
            let page = try await server.ask([HTTPQuestion("GET", "/login")])[0].text
            let sheet = try #require(page.firstMatch(of: /href="(\/assets\/[0-9a-f]{16}\/all\.css)"/)?.1).description
            let script = try #require(page.firstMatch(of: /src="(\/assets\/[0-9a-f]{16}\/app\/main\.js)"/)?.1).description
            let replies = try await server.ask([
                HTTPQuestion("GET", sheet), HTTPQuestion("GET", sheet, headers: [("Accept-Encoding", "deflate, gzip")]),
                HTTPQuestion("GET", sheet, headers: [("Accept-Encoding", "gzip;q=0")]),
                HTTPQuestion("GET", script), HTTPQuestion("GET", "/assets/all.css"),
                HTTPQuestion("GET", "/assets/0000000000000000/all.css"), HTTPQuestion("GET", "/assets/../field/app.js"),
            ])
            #expect(replies.prefix(6).map(\.status) == Array(repeating: 200, count: 6))
            #expect(replies[6].status == 404)
            for reply in replies.prefix(4) { #expect(reply["cache-control"] == "public, max-age=31536000, immutable") }
            #expect(replies[4]["cache-control"] == "no-cache" && replies[5]["cache-control"] == "no-cache")
            #expect(replies[1]["content-encoding"] == "gzip" && replies[1].body.count * 3 < replies[0].body.count)
            #expect(replies[0]["content-encoding"] == nil && replies[2]["content-encoding"] == nil)
            #expect(replies[1]["vary"] == "Accept-Encoding")
            let tag = try #require(replies[1]["etag"])
            let again = try await server.ask([
                HTTPQuestion("GET", "/assets/all.css", headers: [("If-None-Match", tag)]),
                HTTPQuestion("GET", "/assets/all.css", headers: [("If-None-Match", "\"x\", W/" + tag)]),
                HTTPQuestion("GET", "/assets/all.css", headers: [("If-None-Match", "\"x\"")]),
            ])
            #expect(again.map(\.status) == [304, 304, 200])
        }
    }

    @Test("STD-04 数据标准和接口说明只生成一次，带标签，未变化时304；数据标准按章阅读，目录里的每一章都打得开")
    func fixed() async throws {
        try await DemoServer.run { server in
            let paths = ["/api/v1/openapi.json", "/public/data-standard", "/api/v1/public/data-standard", "/public/data-standard/file.csv"]
            let replies = try await server.ask(paths.map { HTTPQuestion("GET", $0) })
            #expect(replies.map(\.status) == [200, 200, 200, 200])
            let again = try await server.ask(zip(paths, replies).map { path, reply in
                HTTPQuestion("GET", path, headers: [("If-None-Match", reply["etag"] ?? "")])
            })
            #expect(again.map(\.status) == [304, 304, 304, 304])
            #expect(again.allSatisfy { $0.body.isEmpty })
            let chapters = replies[1].text.matches(of: /href="(\/public\/data-standard\/[a-z]+\/[^"]+)"/).map { String($0.1) }
            let standard = DataStandard(routes: Assembly.routes, imports: Assembly.imports, codes: Assembly.codes)
            #expect(chapters.count == standard.entities.count + standard.templates.count + standard.codeLists.count)
            let pages = try await server.ask(chapters.map { HTTPQuestion("GET", $0) })
            #expect(pages.allSatisfy { $0.status == 200 })
            #expect(try await server.ask([HTTPQuestion("GET", "/public/data-standard/codes/nothing")])[0].status == 404)
            // whoever is logged in gets the page with their own frame
            let inside = try await server.ask([server.neighbour.visitor.get("/public/data-standard")])[0]
            #expect(inside.text.contains("工作台") && inside["etag"] == nil)
        }
    }

    @Test("SEC-04 页面压缩发送；页面里的表单令牌每次不同，每一个都有效，别人的无效")
    func tokens() async throws {
        try await DemoServer.run { server in
            let visitor = server.neighbour.visitor
            func ask(_ token: String) -> HTTPQuestion {
                HTTPQuestion("POST", "/api/v1/messages/reading", headers: [("Cookie", visitor.cookie), ("X-CSRF-Token", token)])
            }
            let packed = try await server.ask([HTTPQuestion("GET", "/", headers: [("Cookie", visitor.cookie), ("Accept-Encoding", "gzip")])])[0]
            #expect(packed["content-encoding"] == "gzip" && packed.body.starts(with: [0x1F, 0x8B]))
            let pages = try await server.ask([visitor.get("/"), visitor.get("/")])
            let tokens = try pages.map { try #require($0.text.firstMatch(of: /<meta name="csrf" content="([^"]+)"/)?.1).description }
            #expect(tokens[0] != tokens[1])
            #expect(FormToken.unmasked(tokens[0]) == FormToken.unmasked(tokens[1]))
            let wrong = FormToken.masked(String(repeating: "0", count: 64))
            let replies = try await server.ask([ask(tokens[0]), ask(tokens[1]), ask(wrong), ask("")])
            #expect(replies.prefix(2).allSatisfy { $0.problemCode != "web.call.forged" })
            #expect(replies.suffix(2).allSatisfy { $0.status == 403 && $0.problemCode == "web.call.forged" })
        }
    }

    @Test("现场端的离线清单列出固定地址，每个都取得到")
    func worker() async throws {
        try await DemoServer.run { server in
            let script = try await server.ask([HTTPQuestion("GET", "/field/sw.js")])[0]
            let files = script.text.matches(of: /"(\/field\/[a-z]+\.[a-z]+)"/).map { String($0.1) }
            #expect(files.count > 20)
            let replies = try await server.ask(files.map { HTTPQuestion("GET", $0) })
            #expect(replies.allSatisfy { $0.status == 200 && $0["etag"] != nil })
            let port = server.port
            let head = try await onThread {
                let connection = try RawConnection(port: port)
                connection.send("HEAD /field/app.js HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                return connection.readToEnd().text.lowercased()
            }
            let place = try #require(files.firstIndex(of: "/field/app.js"))
            let length = try #require(replies[place]["content-length"])
            #expect(head.hasPrefix("http/1.1 200") && head.contains("content-length: \(length)\r\n") && head.hasSuffix("\r\n\r\n"))
        }
    }

    @Test("下载分片发出，长度和内容不变；文件在发送中被移走也能发完")
    func pieces() async throws {
        let path = NSTemporaryDirectory() + "/mingcha-piece-" + UUID().uuidString
        let content = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try content.write(to: URL(filePath: path))
        let file = try await FileDelivery.opened(path)
        try FileManager.default.removeItem(atPath: path)
        var got: [UInt8] = []
        while got.count < file.size { got += try file.read(from: got.count, upTo: 65_536).readableBytesView }
        #expect(Data(got) == content)
        #expect(throws: (any Error).self) { try file.read(from: file.size, upTo: 1) }
    }
}

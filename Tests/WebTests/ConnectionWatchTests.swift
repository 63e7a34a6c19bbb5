import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing
@testable import Doors

/// What comes in and goes out on one connection, piece by piece in an order that a network rarely gives.
@Suite("连接上的先后")
struct ConnectionWatchTests {
    private static let asking = HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/healthz")
    private static let sending = HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/tasks")

    /// What goes out is bytes, as behind the encoder.
    private final class Packing: ChannelOutboundHandler {
        typealias OutboundIn = HTTPResponsePart
        typealias OutboundOut = ByteBuffer

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            guard case .body(let bytes) = unwrapOutboundIn(data) else { return promise?.succeed() ?? () }
            context.write(wrapOutboundOut(bytes), promise: promise)
        }
    }

    /// An answer that is written, of which nothing was taken.
    private static func write(_ channel: EmbeddedChannel) throws {
        try channel.pipeline.syncOperations.addHandler(Packing(), position: .first)
        channel.write(HTTPResponsePart.body(ByteBuffer(string: "还没有取走的内容")), promise: nil)
    }

    @Test("应答已经写出、读者还没有取完，这时要断开连接：取完才断开")
    func unreadAnswer() async throws {
        try await onConnection { channel in
            try Self.write(channel)
            channel.close(promise: channel.eventLoop.makePromise())
            channel.embeddedEventLoop.advanceTime(by: .seconds(3))
            #expect(channel.isActive)
            channel.flush()
            channel.embeddedEventLoop.advanceTime(by: .seconds(3))
            #expect(!channel.isActive)
            #expect(try channel.readOutbound(as: ByteBuffer.self) == ByteBuffer(string: "还没有取走的内容"))
        }
    }

    @Test("因闲置要断开、读者还没有取完的连接：取完后再闲置才断开", arguments: [TimeAmount.zero, .hours(1)])
    func unreadIdle(idle: TimeAmount) async throws {
        try await onConnection(idle: idle) { channel in
            try Self.write(channel)
            channel.close(promise: nil)
            channel.embeddedEventLoop.advanceTime(by: .seconds(3))
            #expect(channel.isActive)
            channel.flush()
            channel.embeddedEventLoop.advanceTime(by: .seconds(3))
            #expect(channel.isActive == (idle > .zero))
        }
    }

    @Test("因闲置要断开、读者还没有取完的连接上又来了请求：照常办理，不断开")
    func askedAgain() async throws {
        try await onConnection(idle: .zero) { channel in
            try Self.write(channel)
            channel.close(promise: nil)
            try channel.writeInbound(HTTPRequestPart.head(Self.asking))
            try channel.writeInbound(HTTPRequestPart.end(nil))
            channel.flush()
            channel.embeddedEventLoop.advanceTime(by: .seconds(3))
            #expect(channel.isActive)
            #expect(try Self.handedOn(channel) == 2)
        }
    }

    @Test("没有待取的内容时，断开连接不再等待")
    func nothingUnread() async throws {
        try await onConnection { channel in
            try channel.pipeline.syncOperations.addHandler(Packing(), position: .first)
            channel.close(promise: nil)
            #expect(!channel.isActive)
        }
    }

    private func onConnection(
        idle: TimeAmount = EdgeLimits().idle, _ body: @escaping @Sendable (EmbeddedChannel) throws -> Void
    ) async throws {
        try await DemoServer.run { server in
            var limits = EdgeLimits()
            limits.idle = idle
            let edge = Edge(platform: server.platform, routes: [], limits: limits, metrics: Metrics())
            // a channel that belongs to one thread
            try Self.connected(edge, body)
        }
    }

    private static func connected(_ edge: Edge, _ body: (EmbeddedChannel) throws -> Void) throws {
        let channel = EmbeddedChannel(handler: ConnectionWatch(edge))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try body(channel)
        _ = try? channel.finish()
    }

    /// How many pieces of requests were handed on.
    private static func handedOn(_ channel: EmbeddedChannel) throws -> Int {
        var count = 0
        while try channel.readInbound(as: HTTPRequestPart.self) != nil { count += 1 }
        return count
    }

    private static func saysClose(_ channel: EmbeddedChannel) throws -> Bool {
        guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else { return false }
        return head.headerFields[.connection] == "close"
    }

    @Test("应答的内容已经到达而结尾尚未写出时，下一请求已经送来：连接不断开，下一请求照常办理")
    func nextBeforeEnd() async throws {
        try await onConnection { channel in
            try channel.writeInbound(HTTPRequestPart.head(Self.asking))
            try channel.writeInbound(HTTPRequestPart.end(nil))
            try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
            try channel.writeOutbound(HTTPResponsePart.body(ByteBuffer(string: "ok")))
            try channel.writeInbound(HTTPRequestPart.head(Self.sending))
            try channel.writeOutbound(HTTPResponsePart.end(nil))
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a=1")))
            try channel.writeInbound(HTTPRequestPart.end(nil))
            #expect(try Self.handedOn(channel) == 5)
            #expect(try !Self.saysClose(channel))
        }
    }

    @Test("预先送来的下一请求还没有送完：前一应答不断开连接")
    func laterBody() async throws {
        try await onConnection { channel in
            try channel.writeInbound(HTTPRequestPart.head(Self.asking))
            try channel.writeInbound(HTTPRequestPart.end(nil))
            try channel.writeInbound(HTTPRequestPart.head(Self.sending))
            try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
            try channel.writeOutbound(HTTPResponsePart.end(nil))
            try channel.writeInbound(HTTPRequestPart.end(nil))
            #expect(try Self.handedOn(channel) == 4)
            #expect(try !Self.saysClose(channel))
        }
    }

    @Test("没有等内容送完就应答的，说明连接到此为止，此后不再接受请求")
    func earlyAnswer() async throws {
        try await onConnection { channel in
            try channel.writeInbound(HTTPRequestPart.head(Self.sending))
            try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .contentTooLarge)))
            try channel.writeInbound(HTTPRequestPart.end(nil))
            try channel.writeOutbound(HTTPResponsePart.end(nil))
            try channel.writeInbound(HTTPRequestPart.head(Self.asking))
            #expect(try Self.handedOn(channel) == 2)
            #expect(try Self.saysClose(channel))
        }
    }

    @Test("一个人占用的提交额度不超过一半，给别人留出余地；归还后又可以用")
    func shares() {
        let budget = BodyBudget(1000, leastShare: 100)
        #expect(budget.take(400, for: "甲") && budget.take(100, for: "甲"))
        #expect(!budget.take(1, for: "甲"))
        #expect(budget.take(500, for: "乙"))
        #expect(!budget.take(1, for: "丙"))
        budget.giveBack(500, of: "甲")
        #expect(budget.take(300, for: "丙") && budget.take(200, for: "甲"))
        // one body of the largest kind always fits
        #expect(BodyBudget(1000, leastShare: 900).take(900, for: "甲"))
    }
}

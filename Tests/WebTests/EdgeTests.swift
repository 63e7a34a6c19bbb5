import Foundation
import NIOCore
import Probing
import Synchronization
import Testing

@testable import Doors

/// What the connection itself keeps to, before any route is asked.
@Suite("连接", .serialized)
struct EdgeTests {
    private func raw(_ server: DemoServer, _ words: String..., visitor: UInt32 = 0) async throws -> (text: String, closed: Bool) {
        let port = server.port
        return try await onThread {
            let connection = try RawConnection(port: port, visitor: visitor)
            for text in words { connection.send(text) }
            return connection.readToEnd()
        }
    }

    @Test("分块格式错误、中途断开、声明过大的提交：应答4xx或断开，从不500，此后照常服务")
    func broken() async throws {
        try await DemoServer.run { server in
            let head = "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            let chunks = try await raw(server, head + "Transfer-Encoding: chunked\r\n\r\n", "ZZ\r\nabc\r\n")
            #expect(chunks.text.hasPrefix("HTTP/1.1 400") && chunks.closed)
            let huge = try await raw(server, head + "Content-Length: 1073741824\r\n\r\n", "account=")
            #expect(huge.text.hasPrefix("HTTP/1.1 413") && huge.closed)
            #expect(huge.text.lowercased().contains("connection: close"))
            let port = server.port
            try await onThread {
                let connection = try RawConnection(port: port)
                connection.send(head + "Content-Length: 100\r\n\r\naccount=")
                connection.finishSending()
                #expect(!connection.readToEnd().text.hasPrefix("HTTP/1.1 5"))
                for _ in 0..<5 { try RawConnection(port: port).send(head + "Content-Length: 100\r\n\r\naccount=") }
            }
            let replies = try await server.ask([HTTPQuestion("GET", "/healthz"), HTTPQuestion("GET", "/metrics")])
            #expect(replies.map(\.status) == [200, 200])
            #expect(!replies[1].text.contains("status=\"5"), "\(replies[1].text)")
        }
    }

    @Test("一个连接预先发来的请求超过上限：只应答上限以内的，然后断开")
    func pipelining() async throws {
        try await DemoServer.run { server in
            let many = String(repeating: "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", count: 60)
            let answer = try await raw(server, many)
            let count = answer.text.components(separatedBy: "HTTP/1.1 200").count - 1
            #expect(count == EdgeLimits().pipelined && answer.closed)
        }
    }

    @Test("一个地址的连接数有上限，超过的得到503和Retry-After；别的地址不受影响，断开后又可以连接")
    func connections() async throws {
        var limits = EdgeLimits()
        limits.connectionsPerOrigin = 2
        try await DemoServer.run(limits: limits) { server in
            let port = server.port
            try await onThread {
                let kept = try (0..<2).map { _ in
                    let connection = HTTPConnection(port: port, visitor: 9)
                    let reply = try connection.ask(HTTPQuestion("GET", "/healthz"))
                    #expect(reply.status == 200)
                    return connection
                }
                let refused = try RawConnection(port: port, visitor: 9).readToEnd()
                #expect(refused.text.hasPrefix("HTTP/1.1 503") && refused.text.lowercased().contains("retry-after") && refused.closed)
                #expect(try HTTPConnection(port: port, visitor: 10).ask(HTTPQuestion("GET", "/healthz")).status == 200)
                kept.forEach { $0.close() }
                while try RawConnection(port: port, visitor: 9).isRefused {}
            }
        }
    }

    @Test("提交的内容在应答之前一直占用额度，正在办理的也算：额度用完的得到503，办完即归还")
    func bodies() async throws {
        var limits = EdgeLimits()
        limits.bodies = 300_000
        try await DemoServer.run(limits: limits) { server in
            let (held, released) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            let person = server.neighbour.visitor
            func padded(_ json: String, _ bytes: Int) -> HTTPQuestion {
                person.post("/api/v1/areas", json: "{" + String(repeating: " ", count: bytes) + json + "}")
            }
            // what is waiting for the writer is being worked on; what lacks a name is refused without it
            let (waiting, quick) = (padded("\"name\":\"城北片区\"", 200_000), padded("", 150_000))
            let writer = Task {
                try await server.database.write { _ in
                    held.signal()
                    released.wait()
                }
            }
            // whatever happens here: who waits for the writer is let go
            defer { released.signal() }
            try await onThread { held.wait() }
            // until it has its place beside what is tried below
            async let answer = {
                var (status, tries) = (503, 0)
                while status == 503, tries < 5_000 { (status, tries) = (try await server.ask([waiting])[0].status, tries + 1) }
                return status
            }()
            var tries = 0
            while try await server.ask([quick])[0].status != 503, tries < 5_000 { tries += 1 }
            let whileWaiting = try await server.ask(Array(repeating: quick, count: 3))
            #expect(whileWaiting.map(\.status) == [503, 503, 503])
            released.signal()
            try await writer.value
            let status = try await answer
            #expect(status == 200)
            #expect(try await server.ask([quick]).map(\.status) == [422])
        }
    }

    @Test("一个字节一个字节送来的请求头和内容：照样读完、应答")
    func drops() async throws {
        try await DemoServer.run { server in
            let head = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
            let read = try await raw(server, pieces: head)
            #expect(read.text.hasPrefix("HTTP/1.1 200") && read.closed)
            let body = "account=19900000001&password=wrong"
            let form = "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Connection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
            let refused = try await raw(server, form, pieces: body)
            #expect(refused.text.hasPrefix("HTTP/1.1 422") && refused.closed)
        }
    }

    private func raw(_ server: DemoServer, _ start: String = "", pieces: String) async throws -> (text: String, closed: Bool) {
        let port = server.port
        return try await onThread {
            let connection = try RawConnection(port: port)
            connection.send(start)
            for byte in pieces.utf8 {
                connection.send([byte])
                sched_yield()
            }
            return connection.readToEnd()
        }
    }

    @Test("预先要了很多又迟迟不读的：每份应答在读时都完整")
    func lateReader() async throws {
        try await DemoServer.run { server in
            let port = server.port
            let path = "/api/v1/public/data-standard"
            let one = try await server.ask([HTTPQuestion("GET", path)])[0]
            let text = try await onThread {
                let connection = try RawConnection(port: port, window: 4096)
                connection.send(String(repeating: "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", count: 7))
                connection.send("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                return connection.readToEnd().text
            }
            #expect(text.components(separatedBy: one.text).count - 1 == 8)
        }
    }

    @Test("连续几次只读到几个字节的，下一次读才推迟；整段的请求头、成段的内容从不推迟")
    func sips() {
        var drops = Sips()
        let early = (0..<Sips.most).map { _ in drops.end() }
        #expect(!early.contains(true))
        drops.got(Sips.small - 1)
        let isLate = drops.end()
        #expect(isLate)
        drops.got(Sips.small)
        let isBody = drops.end()
        #expect(!isBody)
        for _ in 0..<Sips.most { _ = drops.end() }
        drops.gotHead()
        let isHead = drops.end()
        #expect(!isHead)
    }

    @Test("提交和读取都有最低速度：给足宽限，此后太慢的才断开")
    func pace() {
        let limits = EdgeLimits()
        let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
        var body = BodyPace(start: start)
        #expect(!body.isTooSlow(at: start + limits.grace, limits))
        #expect(body.isTooSlow(at: start + limits.grace + .milliseconds(1), limits))
        body.bytes = limits.slowest * 60
        #expect(!body.isTooSlow(at: start + limits.grace + .seconds(60), limits))
        #expect(body.isTooSlow(at: start + limits.grace + .seconds(61), limits))
        var reading = ReadingPace(start: start, sent: 0)
        let least = Int(limits.grace.nanoseconds / 1_000_000_000) * limits.slowest
        let isSlowAtOnce = reading.isTooSlow(sent: 0, at: start + .seconds(1), limits)
        #expect(!isSlowAtOnce)
        let isSlowInTime = reading.isTooSlow(sent: least, at: start + limits.grace, limits)
        #expect(!isSlowInTime)
        let isSlowLater = reading.isTooSlow(sent: least * 2 - 1, at: start + limits.grace + limits.grace, limits)
        #expect(isSlowLater)
    }
}

extension RawConnection {
    /// Whether the answer to the connection as such is a refusal; asks when it isn't.
    fileprivate var isRefused: Bool {
        send("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        return !readToEnd().text.hasPrefix("HTTP/1.1 200")
    }
}

/// Who gets a turn when more is asked than can be done.
@Suite("过载")
struct AdmissionTests {
    private final class Course: Sendable {
        let lanes = Mutex<[String]>([])
        func note(_ lane: String) { lanes.withLock { $0.append(lane) } }
    }

    @Test("轮不到的等候，交还一个位置就轮到下一个；现场提交先于其他")
    func order() async throws {
        let admission = Admission(running: 1, longestWait: .seconds(3600))
        try await admission.enter(.ordinary)
        let course = Course()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await admission.enter(.ordinary)
                course.note("ordinary")
                admission.leave()
            }
            while admission.waiting < 1 { await Task.yield() }
            group.addTask {
                try await admission.enter(.submission)
                course.note("submission")
                admission.leave()
            }
            while admission.waiting < 2 { await Task.yield() }
            admission.leave()
            try await group.waitForAll()
        }
        #expect(course.lanes.withLock { $0 } == ["submission", "ordinary"])
    }

    @Test("等得太久的普通请求被拒绝，现场提交继续等候并轮到")
    func late() async throws {
        let admission = Admission(running: 1, longestWait: .milliseconds(1))
        try await admission.enter(.ordinary)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await admission.enter(.submission)
                admission.leave()
                return true
            }
            while admission.waiting < 1 { await Task.yield() }
            await #expect(throws: Admission.Full.self) { try await admission.enter(.ordinary) }
            admission.leave()
            let isAdmitted = try await group.next()
            #expect(isAdmitted == true)
        }
        #expect(admission.waiting == 0)
    }

    @Test("位置占满时记下繁忙，不占满时不算；未到时间又来的据此处理")
    func busyLately() async throws {
        let admission = Admission(running: 1, longestWait: .seconds(60))
        #expect(!admission.isBusy && !admission.wasBusyLately)
        try await admission.enter(.ordinary)
        #expect(admission.isBusy && admission.wasBusyLately)
        admission.leave()
        #expect(!admission.isBusy)
    }

    @Test("提交内容到达之前位置已交还；再次轮到时不会被拒绝")
    func turns() async throws {
        let admission = Admission(running: 1, longestWait: .milliseconds(1))
        var first = Turn(admission, .ordinary)
        try await first.take()
        first.giveBack()
        var second = Turn(admission, .ordinary)
        try await second.take()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [first] in
                var first = first
                try await first.take()
                first.giveBack()
            }
            while admission.waiting < 1 { await Task.yield() }
            second.giveBack()
            try await group.waitForAll()
        }
        var free = Turn(admission, .free)
        try await free.take()
        #expect(admission.waiting == 0)
    }

    @Test("已确认的登录才算现场提交，编造的不算")
    func logins() {
        let known = KnownLogins()
        known.note("mobile.a")
        #expect(known.holds("mobile.a") && !known.holds("mobile.b") && !known.holds(nil))
    }
}

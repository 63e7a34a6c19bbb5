import Foundation
import Probing
import Storage
import Synchronization

/// R10: visitors who send heads and bodies a byte at a time, who read nothing of what they asked for, who send a gigabyte.
/// The others are served as ever.
struct SlowRun: Sendable {
    let installation: Installation
    /// Of all kinds together.
    var slow = 2_000
    /// Who send a body of a gigabyte, one after the other.
    var huge = 8
    /// How long it goes on; nil: each asks a few times only, for a run that proves statuses and no figures.
    var span: Duration? = .seconds(45)
    var times = 20

    func report() async throws -> SlowReport {
        let server = try await onThread { try RunningServer(installation, options: ["--demo"]) }
        defer { server.program.stop() }
        return try await onThread {
            raiseOpenFiles()
            let visitor = try Visitor(account: DemoStore.Account.county.rawValue, password: DemoStore.password, on: HTTPConnection(port: server.port))
            let page = visitor.get("/subjects")
            var report = SlowReport(slow: slow)
            // The machine's pace drifts within minutes, so quiet and attack take turns.
            let turns = span == nil ? 1 : 4
            for turn in 1...turns {
                report.before.add(crowd(server, share: 2 * turns).ask { _ in page })
                if turn == 1 { report.memoryBefore = ProcessFigures.proportionalMegabytes(server.program.process) ?? 0 }
                report = attack(server, page, share: turns, report)
            }
            report.memoryPeak = ProcessFigures.peakMegabytes(server.program.process) ?? 0
            report.after = crowd(server, share: 9).ask { _ in page }
            report.stillOpen = openConnections(server.port)
            return report
        }
    }

    /// All of them at once, while some people read a page.
    private func attack(_ server: RunningServer, _ page: HTTPQuestion, share: Int, _ report: SlowReport) -> SlowReport {
        let ended = Mutex(false)
        let found = Mutex(report)
        runThreads(3) { part in
            switch part {
            case 0:
                let answers = crowd(server, share: share).ask { _ in page }
                ended.withLock { $0 = true }
                found.withLock { $0.meanwhile.add(answers) }
            case 1:
                let kept = dawdle(server.port, until: { ended.withLock { $0 } })
                found.withLock { $0.opened = kept }
                noteTime(found)
            default:
                for _ in 0..<(huge / share) {
                    let status = sendGigabyte(to: server.port)
                    found.withLock { $0.noteHuge(status) }
                }
                noteTime(found)
            }
        }
        return found.withLock { $0 }
    }

    /// What the calling thread has used of the machine that the server runs on.
    private func noteTime(_ found: borrowing Mutex<SlowReport>) {
        let seconds = ProcessFigures.threadSeconds()
        found.withLock { $0.attackers += seconds }
    }

    private func crowd(_ server: RunningServer, share: Int) -> Crowd {
        Crowd(port: server.port, people: 8, times: span == nil ? times : nil, span: (span ?? .zero) / share)
    }

    /// A third each: heads, bodies, readers; from several addresses, as such visitors come.
    private func dawdle(_ port: UInt16, until ended: () -> Bool) -> Int {
        var all: [(connection: RawConnection, byte: String)] = []
        for number in 0..<slow {
            guard let connection = try? RawConnection(port: port, visitor: UInt32(20 + number % 8), window: 4096) else { continue }
            let host = "HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            switch number % 3 {
            case 0:
                connection.send("GET /login \(host)X-Slow: ")
                all.append((connection, "a"))
            case 1:
                connection.send("POST /login \(host)Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\n")
                all.append((connection, "a"))
            default:
                connection.send(String(repeating: "GET /api/v1/public/data-standard \(host)\r\n", count: 12))
                all.append((connection, ""))
            }
        }
        while !ended() {
            for one in all where !one.byte.isEmpty { one.connection.send(one.byte) }
            usleep(500_000)
        }
        return all.count
    }

    private func sendGigabyte(to port: UInt16) -> Int? {
        guard let connection = try? RawConnection(port: port, visitor: 40) else { return nil }
        connection.send("POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 1073741824\r\n\r\n")
        let piece = [UInt8](repeating: 0x61, count: 1 << 20)
        for _ in 0..<1024 where !connection.send(piece) { break }
        return connection.readToEnd().text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }

    /// As the server counts them.
    private func openConnections(_ port: UInt16) -> Int {
        let text = (try? HTTPConnection(port: port).ask(HTTPQuestion("GET", "/metrics")))?.text ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("mingcha_connections ") }
        return line?.split(separator: " ").last.flatMap { Int($0) } ?? -1
    }
}

/// What a run with slow visitors found.
struct SlowReport: Sendable {
    let slow: Int
    /// Of the slow ones, those that the system could open at all.
    var opened = 0
    var before = Crowd.Answers()
    var meanwhile = Crowd.Answers()
    var after = Crowd.Answers()
    /// Connections at the end, as the server counts them.
    var stillOpen = 0
    var hugeRefused = 0
    var hugeAccepted = 0
    /// CPU seconds that the slow ones and the gigabytes cost on their own side: they sit on other machines than the server,
    /// here they take its cores away.
    var attackers = 0.0
    var memoryBefore = 0.0
    var memoryPeak = 0.0

    init(slow: Int) { self.slow = slow }

    /// A connection that was closed while we sent is refused as well.
    mutating func noteHuge(_ status: Int?) { if status == nil || status == 413 { hugeRefused += 1 } else { hugeAccepted += 1 } }

    /// Of statuses and counts alone, whatever the machine.
    var isOrderly: Bool {
        [before, meanwhile, after].allSatisfy { !$0.done.isEmpty && $0.other.isEmpty && $0.lost == 0 && $0.refused.isEmpty }
            && opened > 0 && hugeAccepted == 0
    }

    var passes: Bool {
        isOrderly && p99(meanwhile) <= 2 * max(p99(before), 5) && p99(after) <= 2 * max(p99(before), 5)
            && ratio >= 0.9 && memoryPeak <= 2 * memoryBefore && stillOpen < 50
    }

    /// Pages meanwhile beside those of the quiet turns, on the part of the cores that the attackers' own work left.
    private var ratio: Double {
        let usual = before.perSecond
        let cores = Double(ProcessInfo.processInfo.activeProcessorCount)
        let left = 1 - attackers / (cores * max(meanwhile.seconds, .ulpOfOne))
        return usual > 0 && left > 0 ? meanwhile.perSecond / (usual * left) : 0
    }

    private func p99(_ answers: Crowd.Answers) -> Double { Crowd.Answers.percentile(0.99, of: answers.done) }

    var line: String {
        """
        {"name":"R10","what":"慢速连接、不读取、1GB提交","slow":\(slow),"opened":\(opened),"stillOpen":\(stillOpen),\
        "before":\(before.perSecond),"meanwhile":\(meanwhile.perSecond),"after":\(after.perSecond),\
        "attackers":\(attackers),"ratio":\(ratio),"beforeP99":\(p99(before)),"meanwhileP99":\(p99(meanwhile)),\
        "afterP99":\(p99(after)),"lost":\(meanwhile.lost),"other":\(meanwhile.other.values.reduce(0, +)),\
        "hugeRefused":\(hugeRefused),"hugeAccepted":\(hugeAccepted),"memoryBefore":\(memoryBefore),"memoryPeak":\(memoryPeak),\
        "passes":\(passes)}
        """
    }
}

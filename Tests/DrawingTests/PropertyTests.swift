import Cryptography
import Testing

@testable import Drawing

@Suite("draw1 的性质")
struct PropertyTests {
    static func rows(_ count: Int, strata: Int = 3) -> [DrawManifest.Row] {
        (0..<count).map { .init(stratum: "S\($0 % strata)", objectID: "ID\($0)", weight: $0 % 4 + 1) }
    }

    static func order(_ rows: [DrawManifest.Row], seed text: String = "x") throws -> [String] {
        let reveal = try DrawReveal(
            nonceA: Digest.sha256("A").hex, nonceS: Digest.sha256("S").hex, beaconValue: text)
        let seed = DrawSeed(parameterBytes: [], reveal: reveal, algorithm: .sha256)
        let manifest = try DrawManifest(rows: rows)
        return DrawOrder(of: manifest, seed: seed).order.map { manifest.objectID($0).text }
    }

    @Test("打乱输入名单的次序不改变任何结果")
    func permutation() throws {
        var sample = Sample()
        sample.objects = PropertyTests.rows(100)
        sample.quotas = (0..<3).map { .init(stratum: "S\($0)", count: 5 + $0) }
        sample.addOfficers(30)
        sample.teamSize = 2
        sample.recusals = sample.objects.map { .init(certificateNumber: "1003", objectID: $0.objectID) }
        let folder = try sample.folder()
        for _ in 0..<5 {
            sample.objects.shuffle()
            sample.officers.shuffle()
            sample.recusals.shuffle()
            sample.quotas.shuffle()
            let other = try sample.folder()
            #expect(other == folder)
            #expect(try Draw.run(other) == Draw.run(folder))
        }
    }

    @Test("种子相同时，去掉一些对象不改变其余对象的先后")
    func subsets() throws {
        let rows = PropertyTests.rows(300)
        let whole = try PropertyTests.order(rows)
        for step in 2..<6 {
            let part = rows.enumerated().filter { $0.offset % step != 0 }.map(\.element)
            let ids = Set(part.map(\.objectID))
            #expect(try PropertyTests.order(part) == whole.filter(ids.contains))
        }
    }

    @Test("删去未抽中的对象会改变名单摘要，必须重新抽取")
    func deletion() throws {
        var sample = Sample()
        sample.add(stratum: "A", count: 20, quota: 3)
        var folder = try sample.folder()
        folder.result = try Draw.run(folder)
        let loser = try #require(try sample.result().reserve.last).objectID
        let shorter = try folder.replacing("A|\(loser)|1\n", with: "", in: .manifest)
        guard case .different(let difference) = DrawVerification.check(shorter) else {
            Issue.record("没有发现")
            return
        }
        #expect(difference.file == .parameters)
        #expect(difference.line == 8)
    }

    @Test("签取各张中最小的一张，次序就是签的次序")
    func ticketsByDefinition() throws {
        var sample = Sample()
        sample.objects = PropertyTests.rows(40)
        sample.objects.append(.init(stratum: "S0", objectID: "HEAVY", weight: 100))
        sample.quotas = (0..<3).map { .init(stratum: "S\($0)", count: 2) }
        for algorithm in DigestAlgorithm.allCases {
            sample.algorithm = algorithm
            let result = try sample.result()
            let all = result.selected.map { ($0.objectID, $0.ticket) } + result.reserve.map { ($0.objectID, $0.ticket) }
            #expect(all.count == 41)
            for (id, ticket) in all {
                let weight = try #require(sample.objects.first { $0.objectID == id }).weight
                let tickets = (1...weight).map { Digest.of("draw1|ticket|\(result.seed)|\(id)|\($0)", by: algorithm).hex }
                #expect(tickets.min() == ticket.hex)
            }
            #expect(result.selected.map(\.ticket.hex) == result.selected.map(\.ticket.hex).sorted())
            #expect(result.reserve.map(\.ticket.hex) == result.reserve.map(\.ticket.hex).sorted())
        }
    }

    @Test("同层对象抽中的机会相等（χ² 检验，固定种子）")
    func fairness() throws {
        let (count, quota, rounds) = (10, 3, 2000)
        let rows = (0..<count).map { DrawManifest.Row(stratum: "A", objectID: "ID\($0)") }
        var drawn: [String: Int] = [:]
        for round in 0..<rounds {
            for id in try PropertyTests.order(rows, seed: "\(round)").prefix(quota) { drawn[id, default: 0] += 1 }
        }
        let share = Double(quota) / Double(count)
        let expected = Double(rounds) * share
        let squares = rows.reduce(0.0) { sum, row in
            let deviation = Double(drawn[row.objectID, default: 0]) - expected
            return sum + deviation * deviation / expected
        }
        // Without replacement the sum is smaller by (1 - share) · N / (N - 1) than with.
        let statistic = squares / (1 - share) * Double(count - 1) / Double(count)
        #expect(statistic < 27.88, "自由度 9，显著性水平 0.001")
    }

    @Test("权重为二的对象先被抽到的次数约为权重为一的两倍（固定种子）")
    func weights() throws {
        let rows: [DrawManifest.Row] = [
            .init(stratum: "A", objectID: "LIGHT"), .init(stratum: "A", objectID: "HEAVY", weight: 2),
        ]
        let rounds = 3000
        let heavy = try (0..<rounds).count { try PropertyTests.order(rows, seed: "\($0)").first == "HEAVY" }
        // Four standard deviations of a binomial count with p = 2/3.
        #expect(abs(heavy - 2000) < 104)
    }

    @Test("大名单：十万个对象的结果可以读回，抽中与候补合起来就是全部对象")
    func large() throws {
        var sample = Sample()
        sample.add(stratum: "A", count: 60_000, quota: 600)
        sample.add(stratum: "B", count: 40_000, quota: 2_000)
        let result = try sample.result()
        #expect(result.selected.count == 2_600)
        #expect(result.selected.count { $0.stratum == "A" } == 600)
        #expect(Set(result.selected.map(\.objectID) + result.reserve.map(\.objectID)).count == 100_000)
    }
}

import Cryptography
import Drawing
import Foundation

/// A whole draw (reading the published files, tickets, order, selection, result) over many objects in four strata,
/// beside one pass of the hash over the same ids.
struct DrawBenchmark {
    let objects: Int
    let runs: Int

    func figure() throws -> Figure {
        let folder = try folder()
        let ids = (0..<objects).map { Array((Self.id($0) + "|1").utf8) }
        var values: [Double] = []
        var references: [Double] = []
        for _ in 0..<runs {
            var before = ownCPUMilliseconds()
            let result = try Draw.run(folder)
            values.append((ownCPUMilliseconds() - before) / 1000)
            before = ownCPUMilliseconds()
            let prefix = DigestPrefix("draw1|ticket|" + Digest.sha256(result).hex + "|", by: .sha256)
            var least = UInt64.max
            for id in ids { least = min(least, id.withUnsafeBufferPointer { prefix.digest($0) }.leadingWord) }
            references.append((ownCPUMilliseconds() - before) / 1000)
            guard least < .max else { throw DrawFailure.ratioOutOfRange(0) }
        }
        return Figure(
            name: "draw", what: "从 \(objects) 个对象中抽取 1%；对照：对同样的编号各算一次 SHA-256", unit: .seconds, values: values,
            references: references)
    }

    private static let strata = ["城东", "城北", "城南", "城西"]

    private static func id(_ number: Int) -> String { "91990101F" + String(String(1_000_000_000 + number).dropFirst()) }

    private func folder() throws -> DrawFolder {
        let manifest = try DrawManifest(rows: (0..<objects).map {
            DrawManifest.Row(stratum: Self.strata[$0 % 4], objectID: Self.id($0))
        })
        let none = try (DrawOfficers(rows: []), DrawRecusals(rows: []))
        let (nonceA, nonceS) = (Digest.sha256("A").hex, Digest.sha256("S").hex)
        let parameters = DrawParameters(
            algorithm: .sha256, drawID: "2026-0001", planID: "P-2026-01",
            quotas: manifest.strata.map { .init(stratum: $0.name, count: $0.size / 100) }, manifest: manifest,
            officers: none.0, recusals: none.1,
            commitmentA: DrawParty.authority.commitment(to: nonceA, drawID: "2026-0001", by: .sha256),
            commitmentS: DrawParty.supervisor.commitment(to: nonceS, drawID: "2026-0001", by: .sha256), beacon: .event("TEST"))
        let reveal = try DrawReveal(nonceA: nonceA, nonceS: nonceS, beaconValue: "1")
        return DrawFolder(manifest: manifest.bytes, parameters: parameters.bytes, reveal: reveal.bytes)
    }
}

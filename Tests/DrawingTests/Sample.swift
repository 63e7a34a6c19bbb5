import Cryptography
import Drawing
import Foundation
import Testing

/// A draw put together from rows, always consistent in its hashes and commitments.
struct Sample {
    var algorithm = DigestAlgorithm.sha256
    var objects: [DrawManifest.Row] = []
    var officers: [DrawOfficers.Row] = []
    var recusals: [DrawRecusals.Row] = []
    var quotas: [DrawParameters.Quota] = []
    var teamSize = 0
    var maxPerOfficer = 0
    var groups: Int?
    var nonceA = Digest.sha256("A").hex
    var nonceS = Digest.sha256("S").hex
    var beaconValue = "1"

    /// A stratum of `count` objects with weight 1, of which `quota` are drawn.
    mutating func add(stratum: String, count: Int, quota: Int) {
        objects += (0..<count).map { .init(stratum: stratum, objectID: "\(stratum)-\($0)") }
        quotas.append(.init(stratum: stratum, count: quota))
    }

    /// Officers 1001…; every second one may lead.
    mutating func addOfficers(_ count: Int) {
        officers += (0..<count).map { .init(certificateNumber: "\(1001 + $0)", unit: "D", canLead: $0 % 2 == 0) }
    }

    func folder() throws -> DrawFolder {
        let manifest = try DrawManifest(rows: objects)
        let candidates = try DrawOfficers(rows: officers)
        let barred = try DrawRecusals(rows: recusals)
        let parameters = DrawParameters(
            algorithm: algorithm, drawID: "2026-0009", planID: "P-1", quotas: quotas, teamSize: teamSize,
            maxPerOfficer: maxPerOfficer, manifest: manifest, officers: candidates, recusals: barred,
            commitmentA: DrawParty.authority.commitment(to: nonceA, drawID: "2026-0009", by: algorithm),
            commitmentS: DrawParty.supervisor.commitment(to: nonceS, drawID: "2026-0009", by: algorithm),
            beacon: .event("TEST"), groups: groups)
        let reveal = try DrawReveal(nonceA: nonceA, nonceS: nonceS, beaconValue: beaconValue)
        return DrawFolder(
            manifest: manifest.bytes, officers: candidates.bytes, recusals: barred.bytes,
            parameters: parameters.bytes, reveal: reveal.bytes)
    }

    func result() throws -> DrawResult { try DrawResult(parsing: Draw.run(folder())) }
}

/// The published vectors, as files beside the tests.
enum Vector: String, CaseIterable {
    case sha256, sm3
    /// DRAW-22 with recusals that move objects to the next group.
    case groups
    /// teamSize=0, Chinese strata, no beacon.
    case objects
    /// A third party instead of a beacon, weight 100, teams of one.
    case third

    var path: URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/\(rawValue)")
    }

    func folder() throws -> DrawFolder {
        var folder = DrawFolder(manifest: [], parameters: [], reveal: [])
        for file in DrawFile.allCases {
            folder[file] = Array(try Data(contentsOf: path.appending(path: file.rawValue)))
        }
        return folder
    }
}

extension DrawFolder {
    /// Replaces a text in one file; the text must be there.
    func replacing(_ old: String, with new: String, in file: DrawFile) throws -> DrawFolder {
        let text = String(decoding: self[file], as: UTF8.self)
        try #require(text.contains(old))
        var folder = self
        folder[file] = Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
        return folder
    }

    /// As somebody would who edits the lists before the parameters are published: all hashes are made to fit.
    func rehashed(_ algorithm: DigestAlgorithm = .sha256) throws -> DrawFolder {
        var folder = self
        var parameters = try DrawParameters(parsing: self.parameters)
        parameters.manifest = Digest.of(manifest, by: algorithm)
        parameters.officers = Digest.of(officers, by: algorithm)
        parameters.recusals = Digest.of(recusals, by: algorithm)
        folder.parameters = parameters.bytes
        return folder
    }
}

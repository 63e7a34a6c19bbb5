import Cryptography

/// `params.txt`: everything that is fixed and published before the beacon event.
package struct DrawParameters: Sendable, Hashable {
    /// What an absent predecessor is written as.
    package static let noPreviousDraw = String(repeating: "0", count: 64)

    package struct Quota: Hashable, Sendable {
        package let stratum: String
        package let count: Int

        package init(stratum: String, count: Int) {
            self.stratum = stratum
            self.count = count
        }
    }

    package var algorithm: DigestAlgorithm
    package var drawID: String
    package var planID: String
    package var quotas: [Quota]
    /// People a team; 0 draws objects only.
    package var teamSize: Int
    /// Objects an officer may get; 0 is no limit.
    package var maxPerOfficer: Int
    package var manifest: Digest
    package var officers: Digest
    package var recusals: Digest
    /// Commitments of the authority and of the supervisor to their nonces.
    package var commitmentA: Digest
    package var commitmentS: Digest
    package var beacon: DrawBeacon
    /// Hash of the former draw's record; 64 zeros for the first.
    package var previousDraw: String
    /// DRAW-22: the number of groups; nil gives each object a team of its own.
    package var groups: Int?

    package init(
        algorithm: DigestAlgorithm, drawID: String, planID: String, quotas: [Quota], teamSize: Int = 0,
        maxPerOfficer: Int = 0, manifest: DrawManifest, officers: DrawOfficers, recusals: DrawRecusals,
        commitmentA: Digest, commitmentS: Digest, beacon: DrawBeacon,
        previousDraw: String = DrawParameters.noPreviousDraw, groups: Int? = nil
    ) {
        self.algorithm = algorithm
        self.drawID = drawID
        self.planID = planID
        self.quotas = quotas.sorted { $0.stratum.utf8.lexicographicallyPrecedes($1.stratum.utf8) }
        self.teamSize = teamSize
        self.maxPerOfficer = maxPerOfficer
        self.manifest = Digest.of(manifest.bytes, by: algorithm)
        self.officers = Digest.of(officers.bytes, by: algorithm)
        self.recusals = Digest.of(recusals.bytes, by: algorithm)
        self.commitmentA = commitmentA
        self.commitmentS = commitmentS
        self.beacon = beacon
        self.previousDraw = previousDraw
        self.groups = groups
    }

    package var bytes: [UInt8] {
        let lines = [
            "alg=draw1", "hash=\(algorithm.rawValue)", "drawId=\(drawID)", "planId=\(planID)",
            "quota=" + quotas.map { "\($0.stratum):\($0.count)" }.joined(separator: ","),
            "teamSize=\(teamSize)", "maxPerOfficer=\(maxPerOfficer)", "manifest=\(manifest)", "officers=\(officers)",
            "recusals=\(recusals)", "commitA=\(commitmentA)", "commitS=\(commitmentS)", "beacon=\(beacon.text)",
            "prevDraw=\(previousDraw)",
        ]
        let last = groups.map { ["groups=\($0)"] } ?? []
        return Array((lines + last).map { $0 + "\n" }.joined().utf8)
    }
}

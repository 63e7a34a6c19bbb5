import Cryptography

/// The random draw of 双随机 (docs/draw1.md): a pure function of five files. Whoever holds them gets the same bytes.
package enum Draw {
    /// The bytes of `result.txt`. `folder.result` is not looked at.
    package static func run(_ folder: DrawFolder) throws(DrawFailure) -> [UInt8] {
        let parameters = try DrawParameters(parsing: folder.parameters)
        try checkHashes(of: folder, against: parameters)
        let manifest = try DrawManifest(parsing: folder.manifest)
        let officers = try DrawOfficers(parsing: folder.officers)
        let recusals = try DrawRecusals(parsing: folder.recusals)
        let reveal = try DrawReveal(parsing: folder.reveal)
        try checkCommitments(of: parameters, against: reveal)

        let seed = DrawSeed(parameterBytes: folder.parameters, reveal: reveal, algorithm: parameters.algorithm)
        let order = DrawOrder(of: manifest, seed: seed)
        let selection = try DrawSelection(from: order, of: manifest, quotas: parameters.quotas)
        var teams = DrawTeams(parameters: parameters, officers: officers, recusals: recusals, seed: seed)
        let members = try teams.teams(for: selection.selected.map { manifest.objectID($0).text })
        return DrawResult.bytes(seed: seed, manifest: manifest, order: order, selection: selection, teams: members)
    }

    private static func checkHashes(
        of folder: DrawFolder, against parameters: DrawParameters
    ) throws(DrawFailure) {
        let stated = [
            (8, folder.manifest, parameters.manifest), (9, folder.officers, parameters.officers),
            (10, folder.recusals, parameters.recusals),
        ]
        for (line, bytes, digest) in stated {
            try expect(Digest.of(bytes, by: parameters.algorithm).hex, digest.hex, .parameters, line: line)
        }
    }

    private static func checkCommitments(
        of parameters: DrawParameters, against reveal: DrawReveal
    ) throws(DrawFailure) {
        func commitment(_ party: DrawParty, _ nonce: String) -> String {
            party.commitment(to: nonce, drawID: parameters.drawID, by: parameters.algorithm).hex
        }
        try expect(commitment(.authority, reveal.nonceA), parameters.commitmentA.hex, .parameters, line: 11)
        try expect(commitment(.supervisor, reveal.nonceS), parameters.commitmentS.hex, .parameters, line: 12)
        switch parameters.beacon {
        case .event: break
        case .none: try expect(DrawBeacon.noneText, reveal.beaconValue, .reveal, line: 3)
        case .thirdParty(let stated):
            try expect(commitment(.third, reveal.beaconValue), stated.hex, .parameters, line: 13)
        }
    }

    private static func expect(
        _ expected: String, _ found: String, _ file: DrawFile, line: Int
    ) throws(DrawFailure) {
        guard expected == found else {
            throw .different(DrawDifference(file: file, line: line, expected: expected, found: found))
        }
    }
}

import Cryptography

extension DrawParameters {
    package init(parsing bytes: [UInt8]) throws(DrawFailure) {
        var lines = KeyedLines(.parameters, bytes)
        guard try lines.value(of: "alg").text == "draw1" else { throw lines.failure(.algorithm) }
        guard let algorithm = DigestAlgorithm(rawValue: try lines.value(of: "hash").text) else {
            throw lines.failure(.algorithm)
        }
        self.algorithm = algorithm
        drawID = try lines.identifier(of: "drawId")
        planID = try lines.identifier(of: "planId")
        guard let quotas = DrawParameters.quotas(in: try lines.value(of: "quota")) else { throw lines.failure(.quota) }
        self.quotas = quotas
        teamSize = try lines.number(of: "teamSize")
        maxPerOfficer = try lines.number(of: "maxPerOfficer")
        manifest = try lines.digest(of: "manifest")
        officers = try lines.digest(of: "officers")
        recusals = try lines.digest(of: "recusals")
        commitmentA = try lines.digest(of: "commitA")
        commitmentS = try lines.digest(of: "commitS")
        guard let beacon = DrawBeacon(text: try lines.text(of: "beacon")) else { throw lines.failure(.hash) }
        self.beacon = beacon
        previousDraw = try lines.digest(of: "prevDraw").hex
        groups = nil
        if let count = try lines.optionalValue(of: "groups") {
            guard let number = count.decimalNumber, number > 0 else { throw lines.failure(.groupCount) }
            groups = number
        }
        try lines.end()
    }

    private static func quotas(in value: ArraySlice<UInt8>) -> [Quota]? {
        var quotas: [Quota] = []
        for part in value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            let sides = part.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            guard sides.count == 2, sides[0].isStratumName, let count = sides[1].decimalNumber else { return nil }
            if let last = quotas.last, !last.stratum.utf8.lexicographicallyPrecedes(sides[0]) { return nil }
            quotas.append(Quota(stratum: sides[0].text, count: count))
        }
        return quotas
    }
}

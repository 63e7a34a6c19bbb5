import Cryptography

/// `reveal.txt`: what was secret until the visits ended, and the outcome of the beacon event.
package struct DrawReveal: Sendable, Hashable {
    /// 64 lowercase hex digits each.
    package let nonceA: String
    package let nonceS: String
    package let beaconValue: String

    package init(nonceA: String, nonceS: String, beaconValue: String) throws(DrawFailure) {
        let text = "nonceA=\(nonceA)\nnonceS=\(nonceS)\nbeaconValue=\(beaconValue)\n"
        try self.init(parsing: Array(text.utf8))
    }

    package init(parsing bytes: [UInt8]) throws(DrawFailure) {
        var lines = KeyedLines(.reveal, bytes)
        nonceA = try lines.digest(of: "nonceA").hex
        nonceS = try lines.digest(of: "nonceS").hex
        beaconValue = try lines.text(of: "beaconValue")
        try lines.end()
    }

    package var bytes: [UInt8] {
        Array("nonceA=\(nonceA)\nnonceS=\(nonceS)\nbeaconValue=\(beaconValue)\n".utf8)
    }

    /// A nonce for one party and one draw; never to be used again.
    package static func randomNonce() -> String { SecureRandom.hex(byteCount: 32) }
}

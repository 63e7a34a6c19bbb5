import Cryptography

/// Who binds itself to a nonce before the beacon event.
package enum DrawParty: String, Sendable, CaseIterable {
    /// The authority that inspects.
    case authority = "A"
    /// The supervising body (司法行政 or another).
    case supervisor = "S"
    /// The third party of a closed network.
    case third = "B"

    /// What the party publishes before the beacon event.
    package func commitment(to nonce: String, drawID: String, by algorithm: DigestAlgorithm) -> Digest {
        Digest.of("draw1|commit|\(drawID)|\(rawValue)|\(nonce)", by: algorithm)
    }
}

/// The value everything of a draw follows from; nobody knows it before the beacon event and the reveals.
struct DrawSeed {
    let digest: Digest
    let algorithm: DigestAlgorithm

    init(parameterBytes: [UInt8], reveal: DrawReveal, algorithm: DigestAlgorithm) {
        let parameters = Digest.of(parameterBytes, by: algorithm)
        self.algorithm = algorithm
        digest = Digest.of(
            "draw1|seed|\(parameters)|\(reveal.nonceA)|\(reveal.nonceS)|\(reveal.beaconValue)", by: algorithm)
    }

    /// Hashes texts that begin `draw1|purpose|seed|`.
    func prefix(_ purpose: String) -> DigestPrefix {
        DigestPrefix("draw1|\(purpose)|\(digest)|", by: algorithm)
    }
}

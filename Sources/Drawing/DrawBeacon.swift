import Cryptography

/// Where the value comes from that nobody can know beforehand.
package enum DrawBeacon: Sendable, Hashable {
    /// A public event still to come, and the exact rule by which its outcome becomes a text.
    case event(String)
    /// A closed network without a public event: the two nonces alone; `beaconValue` is then `NONE`.
    case none
    /// A closed network with a third party, bound by its commitment; `beaconValue` is then its nonce.
    case thirdParty(commitment: Digest)

    static let noneText = "NONE"
    private static let thirdPartyPrefix = "NONE:"

    package init?(text: String) {
        if text == DrawBeacon.noneText {
            self = .none
        } else if text.hasPrefix(DrawBeacon.thirdPartyPrefix) {
            guard let commitment = text.utf8.dropFirst(DrawBeacon.thirdPartyPrefix.utf8.count).lowercaseDigest else {
                return nil
            }
            self = .thirdParty(commitment: commitment)
        } else {
            self = .event(text)
        }
    }

    package var text: String {
        switch self {
        case .event(let text): text
        case .none: DrawBeacon.noneText
        case .thirdParty(let commitment): DrawBeacon.thirdPartyPrefix + commitment.hex
        }
    }
}

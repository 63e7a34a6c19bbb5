import Doors

/// The shapes of what `ResultCall` and the field calls read, for the description of the API.
struct ResultBody: Codable, Sendable {
    struct Basics: Codable, Sendable {
        let unit, principal, principalTitle, phone, address, place, startedAt, endedAt, experts, joint: String?
    }
    struct Measure: Codable, Sendable {
        let kind: String
        let amountFen: Int64?
        let due: String?
    }
    struct Answer: Codable, Sendable {
        let content: String
        let answer: String?
        let note: String?
        let measures: [Measure]?
        /// Hashes of files handed in before, here and below.
        let photos: [String]?
    }
    struct Other: Codable, Sendable {
        let problem: String
        let text: String?
        let place: String?
        let provision: String?
        let measures: [Measure]?
        let photos: [String]?
    }
    struct Value: Codable, Sendable {
        let field: String
        let value: String?
    }
    struct Disposal: Codable, Sendable {
        let disposal: String?
        let note: String?
    }
    struct NotInspectable: Codable, Sendable {
        let reason: String?
        let text: String?
        let photos: [String]?
    }
    struct Notice: Codable, Sendable {
        let certificatesShown: Bool?
        let rightsTold: Bool?
    }
    struct Signature: Codable, Sendable {
        let signer: String
        let name: String
        let sha256: String
        let at: Int64
    }
    struct Refusal: Codable, Sendable {
        let reason: String?
        let witness: String?
        let witnessUnit: String?
    }

    let basics: Basics
    let answers: [Answer]?
    let others: [Other]?
    let fields: [Value]?
    let conclusion: String?
    let disposal: Disposal?
    let notInspectable: NotInspectable?
    let notice: Notice?
    let signatures: [Signature]?
    let refusal: Refusal?
}

/// What a phone asks with when it hands its work in.
struct SubmissionBody: Codable, Sendable {
    let device: String
    let event: String
    let digest: String
}

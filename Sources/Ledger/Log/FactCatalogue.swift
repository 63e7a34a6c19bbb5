import Authority

/// The kinds of facts the platform knows, registered by the executable: for the filter of the log page, and for the
/// words of facts. The sentence kept with a fact wins, so that what was recorded reads the same for ever.
package struct FactCatalogue: Sendable {
    private let kinds: [String: FactKind]

    package init(_ kinds: [FactKind]) {
        self.kinds = Dictionary(kinds.map { ($0.code, $0) }) { first, _ in first }
    }

    package var all: [FactKind] { kinds.values.sorted { $0.code < $1.code } }

    /// What the filter calls a kind: the first part of its sentence, without places for values and the brackets around
    /// them; an unknown code is shown itself.
    package func label(of code: String) -> String {
        guard let sentence = kinds[code]?.sentence else { return code }
        let words = sentence.replacing(/[“（]?\{[A-Za-z]+\}[”）]?/, with: "")
        return words.split { "：，".contains($0) }.first.map(String.init) ?? code
    }

    static let unreadable = "内容无法读取，请核验账本"

    /// The sentence of a recorded fact, made late.
    package func words(of fact: RecordedFact) -> String {
        let payload: FactPayload
        do { payload = try FactPayload(json: fact.payload) } catch { return "\(label(of: fact.kind))（\(Self.unreadable)）" }
        if !payload.sentence.isEmpty { return payload.words(actor: fact.actorName) }
        guard let sentence = kinds[fact.kind]?.sentence else { return fact.kind }
        return FactPayload(sentence: sentence, details: payload.details, values: payload.values)
            .words(actor: fact.actorName)
    }
}

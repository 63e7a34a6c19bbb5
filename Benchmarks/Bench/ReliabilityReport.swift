import Storage

/// What a reliability run found.
struct ReliabilityReport: Sendable {
    let seed: UInt64
    let rounds: Int
    var engine = EngineKind.sqlite
    var acknowledged = 0
    /// Of the kind of act that was made least often.
    var leastAcknowledged = 0
    /// Sent again because their answer was lost with the server.
    var repeated = 0
    /// Still without “done” at the end.
    var unanswered = 0
    var lost = 0
    /// The names of those, each counted once.
    var missing: Set<String> = []
    var doubled = 0
    /// Answers to a repeated key that were no “done”, or another than before.
    var contradictions = 0
    var damage: [String] = []
    var ledgerIsClean = false
    var ledgerWords = ""
    /// Seconds from the start of the program to its first answer, after a kill.
    var slowestStart = 0.0
    var firstRefusal: String?

    init(seed: UInt64, rounds: Int) { (self.seed, self.rounds) = (seed, rounds) }

    mutating func note(_ journals: [SubmissionJournal]) {
        unanswered = journals.map(\.unanswered.count).reduce(0, +)
        acknowledged = journals.map(\.answered.count).reduce(0, +)
        // each kind of act must have been made, or the run says nothing of it
        leastAcknowledged = journals.map(\.answered.count).min() ?? 0
        firstRefusal = journals.lazy.compactMap(\.firstRefusal).first
    }

    var passes: Bool {
        leastAcknowledged > 0 && unanswered == 0 && lost == 0 && doubled == 0 && contradictions == 0 && damage.isEmpty && ledgerIsClean
    }

    var line: String {
        """
        {"name":"R1","what":"提交检查结果与新建机构中 kill -9","database":"\(engine.rawValue)","seed":\(seed),"rounds":\(rounds),\
        "acknowledged":\(acknowledged),"repeated":\(repeated),"lost":\(lost),"doubled":\(doubled),\
        "contradictions":\(contradictions),"unanswered":\(unanswered),"damage":\(damage.count),\
        "ledger":"\(ledgerIsClean ? "clean" : "broken")","slowestStart":\(slowestStart),"passes":\(passes)}
        """
    }
}

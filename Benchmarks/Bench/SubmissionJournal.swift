import Glibc
import Probing
import Synchronization

/// What the people know: which acts they sent, and which were answered with “done”.
final class SubmissionJournal: Sendable {
    struct Entry: Sendable {
        let number: Int
        let name: String
        let key: String
        var answer: String?
        var refusals = 0
    }

    private struct State {
        var entries: [Entry] = []
        var firstRefusal: String?
    }

    let submission: any Submission
    private let state = Mutex(State())
    private let seed: UInt64

    init(_ submission: any Submission, seed: UInt64) { (self.submission, self.seed) = (submission, seed) }

    /// A new act, noted before it is sent; nil when there is nothing left to do.
    func open() -> Entry? {
        state.withLock { state in
            let number = state.entries.count
            guard let name = submission.name(number) else { return nil }
            let entry = Entry(number: number, name: name, key: "reliability-\(seed)-\(number)")
            state.entries.append(entry)
            return entry
        }
    }

    /// - Returns: whether the answer agrees with what was answered before to the same key.
    @discardableResult
    func note(_ reply: HTTPReply, for entry: Entry) -> Bool {
        state.withLock { state in
            guard (200..<300).contains(reply.status) else {
                state.entries[entry.number].refusals += 1
                state.firstRefusal = state.firstRefusal ?? "\(reply.status) \(reply.text.prefix(300))"
                return false
            }
            let earlier = state.entries[entry.number].answer
            state.entries[entry.number].answer = earlier ?? reply.text
            return earlier == nil || earlier == reply.text
        }
    }

    /// Waits until so many more acts are answered than `before`, and one of each kind, or nobody hands in any more.
    static func awaitAnswers(
        _ count: Int, of journals: [SubmissionJournal], since before: [Int], unless hasEnded: () -> Bool
    ) {
        while true {
            let more = zip(journals, before).map { $0.answered.count - $1 }
            if more.reduce(0, +) >= count, more.allSatisfy({ $0 > 0 }) { return }
            if hasEnded() { return }
            usleep(1_000)
        }
    }

    var entries: [Entry] { state.withLock { $0.entries } }
    var firstRefusal: String? { state.withLock { $0.firstRefusal } }
    var answered: [Entry] { entries.filter { $0.answer != nil } }
    /// Those that nobody knows the outcome of.
    var unanswered: [Entry] { entries.filter { $0.answer == nil } }
}

import Foundation
import Synchronization

/// Many who ask the same over and over, each on a connection and a thread of its own, and none of whom waits when told to.
package struct Crowd: Sendable {
    package let port: UInt16
    package let people: Int
    /// How often each asks; nil: until the span is over.
    package let times: Int?
    package let span: Duration
    /// The number of the first visitor: another address on this machine.
    package let visitor: UInt32

    package init(port: UInt16, people: Int, times: Int? = nil, span: Duration = .zero, visitor: UInt32 = 0) {
        (self.port, self.people, self.times, self.span, self.visitor) = (port, people, times, span, visitor)
    }

    /// What they were answered.
    package struct Answers: Sendable {
        /// Milliseconds each, of what was done.
        package var done: [Double] = []
        /// The same, of those who were told to come again.
        package var refused: [Double] = []
        /// Refusals that didn't say when.
        package var withoutTime = 0
        /// Any other status.
        package var other: [Int: Int] = [:]
        /// Connections that broke off.
        package var lost = 0
        package var seconds = 0.0

        package init() {}

        package var perSecond: Double { seconds > 0 ? Double(done.count) / seconds : 0 }

        package static func percentile(_ share: Double, of values: [Double]) -> Double {
            guard !values.isEmpty else { return 0 }
            return values.sorted()[min(values.count - 1, Int(Double(values.count) * share))]
        }

        package mutating func add(_ more: Answers) {
            done += more.done
            refused += more.refused
            withoutTime += more.withoutTime
            other.merge(more.other) { $0 + $1 }
            lost += more.lost
            seconds += more.seconds
        }
    }

    package func ask(_ question: @escaping @Sendable (Int) -> HTTPQuestion) -> Answers {
        let all = Mutex(Answers())
        let start = ContinuousClock.now
        let (port, times, span, visitor) = (port, times, span, visitor)
        runThreads(people) { person in
            let connection = HTTPConnection(port: port, visitor: visitor)
            var mine = Answers()
            var count = 0
            while times.map({ count < $0 }) ?? (start.duration(to: .now) < span) {
                count += 1
                let begin = ContinuousClock.now
                guard let reply = try? connection.ask(question(person)) else {
                    mine.lost += 1
                    continue
                }
                let took = begin.duration(to: .now).milliseconds
                switch reply.status {
                case 200..<300: mine.done.append(took)
                case 503:
                    mine.refused.append(took)
                    if reply["retry-after"] == nil { mine.withoutTime += 1 }
                case let status: mine.other[status, default: 0] += 1
                }
            }
            all.withLock { $0.add(mine) }
        }
        var answers = all.withLock { $0 }
        answers.seconds = start.duration(to: .now).milliseconds / 1000
        return answers
    }
}

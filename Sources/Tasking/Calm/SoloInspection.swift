import Authority
import Storage
import Timekeeping

/// Why an agency goes alone to enterprises where others inspect in the same period (单独检查理由, CALM-06, BEY-31).
package struct SoloInspection: Sendable {
    package let reason: String
    package let person: String
    package let at: Instant

    /// How many visits a refusal names.
    private static let named = 3

    /// A task is drawn or issued after its creator has looked at what others inspect, and has joined them or said why not.
    static func permit(_ task: InspectionTask, in transaction: Transaction) throws {
        guard try load(of: task.id, in: transaction) == nil else { return }
        let others = try OtherVisit.joinable(with: task, limit: named + 1, in: transaction)
        guard !others.isEmpty else { return }
        let words = others.prefix(named).map(\.words).joined(separator: "、") + (others.count > named ? "等" : "")
        throw ChoosingRefused.othersInspect(words)
    }
}

/// The reason is given, or given anew.
package struct SoloExplanation: Sendable {
    package let task: InspectionTask.ID
    package let reason: String

    package init(of task: InspectionTask.ID, because reason: String) { (self.task, self.reason) = (task, reason) }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let choosing = try Choosing.lock(task, of: actor, in: transaction)
        try MissingField.check(["单独检查的理由": reason])
        try SoloInspection(reason: reason, person: actor.name, at: now).store(for: task, by: actor.account, in: transaction)
        try choosing.record(ChoosingFacts.goesAlone, by: actor, at: now, values: ["reason": reason], in: transaction)
    }
}

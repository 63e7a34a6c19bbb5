import Storage
import Timekeeping

/// Rows of the national code table enter, or change what is known of their codes (STD-03). The table is one for all
/// agencies, so the agency at the top of the tree keeps it.
package struct DivisionEntry: Sendable {
    package let divisions: [AdministrativeDivision]

    package init(_ divisions: [AdministrativeDivision]) { self.divisions = divisions }

    package static let entered = FactKind(
        code: "authority.division.entered", sentence: "{actor}录入行政区划：新增{created}个，变更{changed}个")

    package enum Outcome: Sendable, Equatable { case created, changed, unchanged }

    package enum Refused: Refusal, Equatable {
        case notAtTop

        package var code: String { "authority.division.notAtTop" }
        package var message: String { "行政区划由最上级机构维护" }
    }

    /// - Parameter actor: nil when the platform delivers the divisions of its demonstration.
    /// - Returns: what became of each, in their order.
    package func make(by actor: Actor?, at now: Instant, in transaction: Transaction) throws -> [Outcome] {
        if let actor {
            try actor.require(.manageOrganizations)
            guard actor.scope.isEverything else { throw Refused.notAtTop }
        }
        let known = try AdministrativeDivision.byCode(divisions.map(\.code), in: transaction)
        let outcomes: [Outcome] = divisions.map { division in
            guard let former = known[division.code] else { return .created }
            return former == division ? .unchanged : .changed
        }
        let pairs = zip(divisions, outcomes)
        try AdministrativeDivision.insert(pairs.filter { $0.1 == .created }.map(\.0), at: now, in: transaction)
        for (division, outcome) in pairs where outcome == .changed { try division.update(at: now, in: transaction) }
        let (created, changed) = (outcomes.count { $0 == .created }, outcomes.count { $0 == .changed })
        guard created + changed > 0 else { return outcomes }
        try Fact(
            kind: Self.entered, actor: actor, at: now, organization: actor?.organization, noun: "AdministrativeDivision",
            record: nil, values: ["created": "\(created)", "changed": "\(changed)"]
        ).record(in: transaction)
        return outcomes
    }
}

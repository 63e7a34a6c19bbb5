import Storage
import Timekeeping

/// Rows of the national code table enter, or change what is known of their codes (STD-03). The table is one for all
/// agencies, so the agency at the top of the tree keeps it.
package struct DivisionEntry: Sendable {
    package let divisions: [AdministrativeDivision]

    package init(_ divisions: [AdministrativeDivision]) { self.divisions = divisions }

    package static let entered = FactKind(
        code: "authority.division.entered", sentence: "{actor}录入行政区划：新增{created}个，变更{changed}个")

    package enum Outcome: Sendable, Equatable {
        case created, changed, unchanged
        /// What it would lie in is not in the table.
        case orphan(DivisionCode)

        package static func orphanMessage(_ above: DivisionCode) -> String {
            "上级区划\(above)不在代码表中，请先导入上级区划，或与下级放在同一文件"
        }
    }

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
        let outcomes = try forecast(in: transaction)
        let pairs = zip(divisions, outcomes)
        try AdministrativeDivision.insert(pairs.filter { $0.1 == .created }.map(\.0), at: now, in: transaction)
        let renamed = pairs.filter { $0.1 == .changed }.map(\.0)
        for division in renamed { try division.update(at: now, in: transaction) }
        // one renamed inside another is renewed with it
        let codes = Set(renamed.map(\.code))
        try AdministrativeDivision.renewNames(
            below: codes.filter { code in !code.above.contains(where: codes.contains) }.sorted(), in: transaction)
        let (created, changed) = (outcomes.count { $0 == .created }, outcomes.count { $0 == .changed })
        guard created + changed > 0 else { return outcomes }
        try Fact(
            kind: Self.entered, actor: actor, at: now, organization: actor?.organization, noun: "AdministrativeDivision",
            record: nil, values: ["created": "\(created)", "changed": "\(changed)"]
        ).record(in: transaction)
        return outcomes
    }

    /// What would become of each, found without writing.
    package func forecast(in transaction: Transaction) throws -> [Outcome] {
        let known = try AdministrativeDivision.byCode(divisions.flatMap { [$0.code] + $0.code.above }, in: transaction)
        let entered = Set(divisions.map(\.code))
        func stands(_ code: DivisionCode) -> Bool { known[code] != nil || entered.contains(code) }
        return divisions.map { division in
            if let former = known[division.code] { return former == division ? .unchanged : .changed }
            return division.code.necessaryAbove.first { !stands($0) }.map { .orphan($0) } ?? .created
        }
    }
}

extension DivisionCode {
    /// Of the codes above those that every table has: the province, and of a township its county or what stands for it.
    /// A county may stand directly under its province.
    fileprivate var necessaryAbove: [DivisionCode] { above.filter { $0.level == .province || level == .township && $0 == above.last } }
}

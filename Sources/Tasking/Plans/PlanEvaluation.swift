import Authority
import Storage
import Timekeeping

/// 评估 of a finished plan: what came of it, how much was covered, and what is to be said of it (PLAN-27).
package struct PlanEvaluation: Sendable {
    package let result: String
    /// 覆盖率, in percent.
    package let coverage: Int
    package let remark: String
    package let person: String
    package let at: Instant

    static func details(from old: PlanEvaluation?, to new: PlanEvaluation) -> [FactDetail] {
        let changes: [FactDetail?] = [
            .change("评估结果", old?.result, new.result), .change("覆盖率", old.map { "\($0.coverage)%" }, "\(new.coverage)%"),
            .change("评估说明", old?.remark ?? "", new.remark),
        ]
        return changes.compactMap { $0 }
    }
}

/// The creator evaluates the plan; said again, it takes the place of what was said, which the log keeps.
package struct PlanEvaluating: Sendable {
    package let plan: AnnualPlan.ID
    package let result: String
    package let coverage: Int?
    package let remark: String

    package init(of plan: AnnualPlan.ID, result: String, coverage: Int?, remark: String) {
        (self.plan, self.result, self.coverage, self.remark) = (plan, result, coverage, remark)
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.makePlans)
        let before = try AnnualPlan.lockOwn(plan, of: actor, in: transaction)
        try PlanStanding(before, actor).admit(.evaluate)
        guard !result.allSatisfy(\.isWhitespace) else { throw PlanRefused.evaluationMissing }
        guard let coverage, (0...100).contains(coverage) else { throw PlanRefused.coverageWrong }
        let evaluation = PlanEvaluation(result: result, coverage: coverage, remark: remark, person: actor.name, at: now)
        let former = try PlanEvaluation.of(plan, in: transaction)
        try evaluation.write(of: plan, in: transaction)
        try before.record(
            PlanFacts.evaluated, by: actor, at: now, details: PlanEvaluation.details(from: former, to: evaluation),
            values: ["coverage": "\(coverage)"], in: transaction)
    }
}

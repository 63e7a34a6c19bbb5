import Authority
import Storage
import Timekeeping

extension PlanEvaluation {
    /// Nil before the plan was evaluated.
    package static func of(_ plan: AnnualPlan.ID, in transaction: Transaction) throws -> PlanEvaluation? {
        try transaction.first(
            "SELECT result, coverage, remark, evaluated_by_name, evaluated_at FROM plan_evaluation WHERE plan_id = \(plan)"
        ) { try PlanEvaluation(result: $0.next(), coverage: $0.next(), remark: $0.next(), person: $0.next(), at: $0.next()) }
    }

    /// The plan is another one from now on for whoever saw it before.
    func write(of plan: AnnualPlan.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO plan_evaluation (plan_id, result, coverage, remark, evaluated_by_name, evaluated_at)
            VALUES (\(plan), \(result), \(coverage), \(remark), \(person), \(at))
            ON CONFLICT (plan_id) DO UPDATE SET result = \(result), coverage = \(coverage), remark = \(remark),
                evaluated_by_name = \(person), evaluated_at = \(at)
            """)
        try transaction.execute("UPDATE annual_plan SET version = version + 1 WHERE id = \(plan)")
    }
}

import Authority
import Storage
import Timekeeping

/// What is recorded about plans (SEC-05).
package enum PlanFacts {
    package static let made = FactKind(code: "tasking.plan.made", sentence: "{actor}制定年度计划“{name}”")
    package static let changed = FactKind(code: "tasking.plan.changed", sentence: "{actor}修改年度计划“{name}”")
    package static let deleted = FactKind(code: "tasking.plan.deleted", sentence: "{actor}删除年度计划“{name}”")
    package static let submitted = FactKind(
        code: "tasking.plan.submitted", sentence: "{actor}提交年度计划“{name}”（{number}），审核人员：{reviewer}")
    package static let withdrawn = FactKind(code: "tasking.plan.withdrawn", sentence: "{actor}撤回年度计划“{name}”的审核")
    package static let approved = FactKind(
        code: "tasking.plan.approved", sentence: "{actor}审核通过年度计划“{name}”（{number}），下发{count}个机构")
    package static let rejected = FactKind(
        code: "tasking.plan.rejected", sentence: "{actor}拒绝年度计划“{name}”，理由：{reason}")
    package static let received = FactKind(code: "tasking.plan.received", sentence: "{actor}接收年度计划“{name}”")
    package static let declined = FactKind(
        code: "tasking.plan.declined", sentence: "{actor}反馈年度计划“{name}”无法执行，理由：{reason}")
    package static let moved = FactKind(
        code: "tasking.plan.moved", sentence: "年度计划“{name}”的执行状态变为“{status}”")

    package static let evaluated = FactKind(
        code: "tasking.plan.evaluated", sentence: "{actor}评估年度计划“{name}”，覆盖率{coverage}%")

    package static let all = [made, changed, deleted, submitted, withdrawn, approved, rejected, received, declined, moved, evaluated]
}

extension AnnualPlan {
    /// Records what was done with this plan; `name` is filled in.
    func record(
        _ kind: FactKind, by actor: Actor?, at now: Instant, organization: Organization.ID? = nil,
        details: [FactDetail] = [], values: [String: String] = [:], in transaction: Transaction
    ) throws {
        var values = values
        values["name"] = record.name
        if let number { values["number"] = values["number"] ?? number.text }
        try Fact(
            kind: kind, actor: actor, at: now, organization: organization ?? self.organization, noun: "AnnualPlan",
            record: id.bytes, details: details, values: values
        ).record(in: transaction)
    }
}

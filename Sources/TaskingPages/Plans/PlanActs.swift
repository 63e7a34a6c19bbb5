import Authority
import Doors
import Storage
import Tasking
import Timekeeping

/// The acts behind the buttons of the plan pages.
enum PlanActs {
    static func make(_ call: Call) async throws -> Answer {
        let family = PlanPages.family(call)
        let submits = call.form["then"] == "submit"
        let record = try PlanForm.record(call.form, family, isDraft: !submits)
        let reviewer = call.form["reviewer"].flatMap { Account.ID($0) }
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let id = try PlanMaking(family, record).make(by: actor, at: now, in: transaction)
            if submits { try PlanSubmission(of: id, to: reviewer).make(by: actor, at: now, in: transaction) }
            return Done(submits ? "计划已提交审核" : "计划已暂存", goTo: "/plans/\(id)", id: id.description)
        }
    }

    static func change(_ call: Call) async throws -> Answer {
        let id = try call.id(of: AnnualPlan.self)
        let submits = call.form["then"] == "submit"
        let reviewer = call.form["reviewer"].flatMap { Account.ID($0) }
        let version = call.seenVersion
        let now = call.clock.now(), form = call.form
        return try await call.act { transaction, actor in
            let family = try AnnualPlan.load(id, for: actor, in: transaction).family
            let record = try PlanForm.record(form, family, isDraft: !submits)
            try PlanChange(of: id, version: version, to: record).make(by: actor, at: now, in: transaction)
            if submits { try PlanSubmission(of: id, to: reviewer).make(by: actor, at: now, in: transaction) }
            return Done(submits ? "计划已提交审核" : "计划已暂存", goTo: "/plans/\(id)", id: id.description)
        }
    }

    static func submit(_ call: Call) async throws -> Answer {
        let id = try call.id(of: AnnualPlan.self)
        let reviewer = call.form["reviewer"].flatMap { Account.ID($0) }
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try PlanSubmission(of: id, to: reviewer).make(by: actor, at: now, in: transaction)
            return Done("计划已提交审核", goTo: "/plans/\(id)")
        }
    }

    static func withdraw(_ call: Call) async throws -> Answer {
        let id = try call.id(of: AnnualPlan.self), now = call.clock.now()
        return try await call.act { transaction, actor in
            try PlanWithdrawal(of: id).make(by: actor, at: now, in: transaction)
            return Done("已撤回审核", goTo: "/plans/\(id)")
        }
    }

    static func delete(_ call: Call) async throws -> Answer {
        let id = try call.id(of: AnnualPlan.self), now = call.clock.now()
        return try await call.act { transaction, actor in
            let family = try AnnualPlan.load(id, for: actor, in: transaction).family
            try PlanDeletion(of: id).make(by: actor, at: now, in: transaction)
            return Done("计划已删除", goTo: "/plans?family=" + family.rawValue)
        }
    }

    static func deleteEach(_ call: Call) async throws -> Answer {
        let (ids, now) = (try BulkAct.chosen(call, AnnualPlan.self), call.clock.now())
        return try await call.actOnEach(ids, versions: AnnualPlan.versions, goTo: call.begunOn ?? "/plans", name: name) { transaction, actor, id in
            try PlanDeletion(of: id).make(by: actor, at: now, in: transaction)
        }
    }

    @Sendable
    static func name(_ transaction: Transaction, _ actor: Actor, _ id: AnnualPlan.ID) throws -> String {
        let plan = try AnnualPlan.load(id, for: actor, in: transaction)
        return plan.record.name + (plan.number.map { "（\($0.text)）" } ?? "")
    }

    static func answer(_ call: Call) async throws -> Answer {
        let id = try call.id(of: AnnualPlan.self), now = call.clock.now()
        let reading = FormReading(call.form, PlanPages.receiptFields)
        try reading.finish()
        let isUnable = reading.text("answer") == "unable"
        let answer: PlanReceiptAnswer.Answer = isUnable ? .unable(reason: reading.text("reason")) : .receive
        return try await call.act { transaction, actor in
            try PlanReceiptAnswer(to: id, answer).make(by: actor, at: now, in: transaction)
            return Done(isUnable ? "已反馈无法执行" : "计划已接收", goTo: "/plans/\(id)")
        }
    }

    static func evaluate(_ call: Call) async throws -> Answer {
        let id = try call.id(of: AnnualPlan.self), now = call.clock.now()
        let reading = FormReading(call.form, PlanPages.evaluationFields.map(\.optional))
        try reading.finish()
        let evaluating = PlanEvaluating(
            of: id, result: reading.text("result"), coverage: reading.integer("coverage"), remark: reading.text("remark"))
        return try await call.act { transaction, actor in
            try evaluating.make(by: actor, at: now, in: transaction)
            return Done("评估已保存", goTo: "/plans/\(id)")
        }
    }

    static func approveEach(_ call: Call) async throws -> Answer {
        let (ids, now) = (try BulkAct.chosen(call, AnnualPlan.self), call.clock.now())
        return try await call.actOnEach(ids, versions: AnnualPlan.versions, goTo: call.begunOn ?? "/plan-reviews", name: name) { transaction, actor, id in
            try PlanReview(of: id, .approve).make(by: actor, at: now, in: transaction)
        }
    }

    static func approve(_ call: Call) async throws -> Answer {
        try await review(call, .approve, "计划已审核通过并下发")
    }

    static func reject(_ call: Call) async throws -> Answer {
        let reason = try call.text(PlanReviewPages.reason)
        return try await review(call, .reject(reason: reason), "计划已拒绝，退回创建人")
    }

    private static func review(_ call: Call, _ decision: PlanReview.Decision, _ message: String) async throws -> Answer {
        let id = try call.id(of: AnnualPlan.self), now = call.clock.now()
        return try await call.act { transaction, actor in
            try PlanReview(of: id, decision).make(by: actor, at: now, in: transaction)
            return Done(message, goTo: "/plan-reviews")
        }
    }
}

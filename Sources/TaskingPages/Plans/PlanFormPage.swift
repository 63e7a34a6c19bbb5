import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// The page of the plan form: blank, filled, or with what is to be corrected.
enum PlanFormPage {
    static func blank(_ call: Call) async throws -> Page {
        let today = call.clock.today()
        if let copied = call.query["copy"].flatMap({ AnnualPlan.ID($0) }) { return try await copy(call, of: copied, today) }
        let values = Values([
            "year": "\(today.year)", "termStart": "\(today.year)-01-01", "termEnd": "\(today.year)-12-31",
            "creditRule": CreditRuleRequirement.notRequired.rawValue, "planType": AgencySpan.singleAgency.rawValue,
        ])
        return page(call, PlanPages.family(call), nil, values, nil)
    }

    /// 复制: everything but number, reviewer and what became of it; an old plan is brought to this year.
    private static func copy(_ call: Call, of id: AnnualPlan.ID, _ today: CalendarDate) async throws -> Page {
        let actor = try call.actor()
        let (family, values) = try await call.read { transaction in
            let plan = try AnnualPlan.load(id, for: actor, in: transaction)
            var values = PlanForm.values(of: plan, copiedBy: actor.organization, in: today.year)
            let usable = try ItemQueries.lines(plan.record.items, for: actor.organization, in: transaction)
                .filter { $0.status == .enabled && $0.isClaimed }
            values.set("items", all: usable.map(\.id.description))
            return (plan.family, try PlanForm.named(values, agency: actor.organization, in: transaction))
        }
        return page(call, family, nil, values, nil)
    }

    static func filled(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: AnnualPlan.self)
        let (plan, values) = try await call.read { transaction in
            let plan = try AnnualPlan.load(id, for: actor, in: transaction)
            guard plan.organization == actor.organization else { throw NotFound() }
            return (plan, try PlanForm.named(Values(of: plan.record, version: plan.version), agency: actor.organization, in: transaction))
        }
        return page(call, plan.family, id, values, nil)
    }

    static func again(_ call: Call, _ problems: Problems) async throws -> Page {
        let actor = try call.actor()
        let id = call.parameters["id"].flatMap { AnnualPlan.ID($0) }
        let typed = call.form
        let (family, values) = try await call.read { transaction in
            let plan = try id.map { try AnnualPlan.load($0, for: actor, in: transaction) }
            return (plan?.family, try PlanForm.named(typed, agency: actor.organization, in: transaction))
        }
        return page(call, family ?? PlanPages.family(call), id, values, problems)
    }

    private static func page(
        _ call: Call, _ family: PlanFamily, _ id: AnnualPlan.ID?, _ values: Values, _ problems: Problems?
    ) -> Page {
        let model = PlanFormModel(
            family: family.rawValue, id: id?.description,
            values: Dictionary(uniqueKeysWithValues: values.names.map { ($0, values.all($0)) }))
        let title = id == nil ? "添加年度计划" : "修改年度计划", token = call.login?.formToken
        let origin = FormOrigin.address(["copy"], of: call)
        return Page(title, model) { model, html in
            html.planForm(title, family, id: model.id, origin: origin, values: values, problems: problems, formToken: token)
        }
    }
}

import Authority
import Doors
import Storage
import Tasking

/// What the pickers of the plan form offer.
enum PlanOptions {
    static let routes: [Route] = [
        .options("/options/reviewers", .needs(.makePlans), "可选的审核人员：本部门有计划审核权限的其他人员（PLAN-05）") { call in
            let actor = try call.actor()
            let words = call.query["q"] ?? ""
            let people = try await call.read { try ActingAgency.people(of: actor.organization, who: .reviewPlans, in: $0) }
            return .json(try JSONText.encode(people
                .filter { $0.id != actor.account && (words.isEmpty || $0.name.contains(words)) }
                .map { OptionRow(value: $0.id.description, label: $0.name, note: actor.organizationName) }))
        },
        .options("/options/agencies-below", .needs(.makePlans), "可选的下发范围：下级机构") { call in
            let actor = try call.actor()
            let words = call.query["q"] ?? ""
            let agencies = try await call.read { try ActingAgency.below(actor.organization, words: words, in: $0) }
            return .json(try JSONText.encode(agencies.map { OptionRow(value: $0.id.description, label: $0.name, note: "") }))
        },
    ]
}

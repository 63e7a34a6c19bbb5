import Authority
import Doors
import Markup
import Storage

/// 初始化检查 (CONF-01): for those who set an agency up.
package enum SetupPages {
    static let menu = [
        MenuEntry(.system, "初始化检查", "/setup", icon: "list-check", access)
    ]

    package static let access = Route.Access.needsAny([.manageAccounts, .manageOfficers])

    static let routes: [Route] = [
        .read("/setup", access, "初始化检查", as: SetupModel.self) { try await page($0) }
    ]

    private static func page(_ call: Call) async throws -> Page {
        let (actor, today) = (try call.actor(), call.clock.today())
        let check = try await call.read { try SetupCheck.load(for: actor.organization, today: today, in: $0) }
        return Page("初始化检查", SetupModel(check, for: actor)) { $1.setup($0) }
    }
}

struct SetupModel: Codable, Sendable {
    struct Group: Codable, Sendable {
        let label: String
        let parts: [Part]
    }

    struct Part: Codable, Sendable {
        let label: String
        let found: String
        let state: String
        let tone: Tone
        let advice: String
        /// Empty where somebody else has to do it.
        let href: String
        let who: String
    }

    let organization: String
    let missing: Int
    let groups: [Group]

    init(_ check: SetupCheck, for actor: Actor) {
        organization = actor.organizationName
        missing = check.missing
        groups = SetupCheck.Group.allCases.map { group in
            Group(label: group.label, parts: check.parts.filter { $0.group == group }.map { Part($0, for: actor) })
        }
    }
}

extension SetupModel.Part {
    init(_ part: SetupCheck.Part, for actor: Actor) {
        label = part.label
        found = part.found
        (state, tone) = part.isThere ? ("已具备", .ok) : part.isOptional ? ("建议", .info) : ("待完成", .warn)
        advice = part.advice
        href = actor.may(part.permission) ? part.href : ""
        who = Role.systemAdmin.permissions.contains(part.permission) ? Role.systemAdmin.label : Role.businessAdmin.label
    }
}

extension HTML {
    mutating func setup(_ model: SetupModel) {
        pageHead("初始化检查", note: model.organization)
        if model.missing > 0 {
            notice(.warn, "还有 \(model.missing) 项待完成，完成后即可开展检查。请按从上到下的顺序办理；标为“建议”的可以以后再办。")
        } else {
            notice(.ok, "初始化已完成，可以开展检查。")
        }
        for group in model.groups {
            card(group.label) { html in
                html.table(group.label, [
                    Column("项目", .wide) { .lines($0.label, $0.found) }, Column("状态", .small) { .tag($0.state, $0.tone) },
                    Column("说明", .fill) { .words($0.advice) },
                    Column("办理", .wide) { $0.href.isEmpty ? .text("由\($0.who)办理") : .link("去办理", href: $0.href) },
                ], rows: group.parts, empty: "")
            }
        }
    }
}

import Authority
import Doors
import Library
import Markup
import Registry
import Storage

/// 监管要素 (ELEM-01) and 要素关联检查 (ELEM-03).
package enum ElementPages {
    static let menu = [
        MenuEntry(.elements, "监管要素", "/elements", icon: "folder2-open", access, also: ["/element-breaks"])
    ]

    package static let access = Route.Access.needs(.readOfficers)

    static let routes: [Route] = [
        .read("/elements", access, "监管要素：数量、完整程度、最近变更", as: ElementList.self) { try await page($0) },
        .read("/element-breaks", access, "要素关联检查", query: filters, as: ElementBreakList.self) { try await breaks($0) },
    ]

    private static let filters = [
        Field("kind", "断点", .choice(ElementBreak.Kind.options))
    ]

    private static func page(_ call: Call) async throws -> Page {
        let (actor, today) = (try call.actor(), call.clock.today())
        let rows = try await call.read { transaction in
            try RegulatoryElement.all(of: actor.organization, scope: actor.scope, today: today, in: transaction)
        }
        return Page("监管要素", ElementList(rows: rows.map(ElementRow.init))) { model, html in
            html.pageHead("监管要素", note: actor.organizationName, actions: [Action("要素关联检查", "/element-breaks", .primary, icon: "check2-circle")])
            html.card { html in
                html.table("监管要素", [
                    Column("要素", .wide) { $0.href.isEmpty ? .text($0.label) : .link($0.label, href: $0.href) },
                    Column("数量", .small) { .number($0.count) }, Column("完整", .small) { .tag($0.share, $0.tone) },
                    Column("完整的标准", .fill) { .text($0.standard) }, Column("最近变更", .time) { .text($0.lastChange) },
                ], rows: model.rows, empty: "")
            }
        }
    }

    private static func breaks(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let chosen: ElementBreak.Kind? = FormReading(call.query, filters).choice("kind")
        let groups = try await call.read { transaction in
            try ElementBreak.Kind.allCases.filter { chosen == nil || chosen == $0 }.map { kind in
                ElementBreakList.Group(
                    kind, try ElementBreak.all(kind, of: actor.organization, scope: actor.scope, in: transaction), for: actor)
            }
        }
        return Page("要素关联检查", ElementBreakList(groups: groups)) { model, html in
            html.crumbs([("监管要素", "/elements")], here: "要素关联检查")
            html.pageHead("要素关联检查", note: "事项、表单、对象、机构、执法领域之间缺少的关联")
            for group in model.groups {
                html.card("\(group.label)（\(group.count)）") { html in
                    html.table(group.label, [
                        Column("名称", .fill) { $0.href.isEmpty ? .text($0.name) : .link($0.name, href: $0.href) }, Column("说明", .wide) { .text($0.note) },
                    ], rows: group.rows, empty: "没有断点")
                }
            }
        }
    }
}

struct ElementList: Codable, Sendable {
    let rows: [ElementRow]
}

struct ElementRow: Codable, Sendable {
    let kind: String
    let label: String
    let count: Int
    let share: String
    let tone: Tone
    let standard: String
    let lastChange: String
    let href: String

    init(_ element: RegulatoryElement) {
        kind = element.kind.rawValue
        label = element.kind.label
        count = element.count
        share = element.count == 0 ? "无" : "\(element.complete * 100 / element.count)%"
        tone = element.count == 0 ? .mute : element.complete == element.count ? .ok : .warn
        standard = element.kind.completeness
        lastChange = element.lastChange?.beijingText ?? "—"
        href = element.kind.href
    }
}

extension RegulatoryElement.Kind {
    fileprivate var href: String {
        switch self {
        case .subjects: "/subjects"
        case .items: "/items"
        case .officers: "/officers"
        case .bodies, .institutes: ""
        case .forms: "/forms"
        case .laws: "/laws"
        case .equipment: "/enforcement-equipment"
        }
    }
}

struct ElementBreakList: Codable, Sendable {
    struct Group: Codable, Sendable {
        let label: String
        let count: String
        let rows: [Row]

        init(_ kind: ElementBreak.Kind, _ breaks: [ElementBreak], for actor: Actor) {
            label = kind.label
            count = breaks.count == ElementBreak.limit ? "\(ElementBreak.limit)+" : "\(breaks.count)"
            rows = breaks.map { Row($0, for: actor) }
        }
    }

    struct Row: Codable, Sendable {
        let name: String
        let note: String
        /// Empty for those who may not look at it.
        let href: String

        init(_ found: ElementBreak, for actor: Actor) {
            name = found.name
            note = found.note
            href = switch found.kind {
            case .itemWithoutForm, .itemWithoutOfficer: "/items/" + found.record
            case .subjectWithoutJurisdiction: "/subjects/" + found.record
            case .formWithoutItem: "/forms/" + found.record
            case .bodyWithoutItem, .bodyWithoutOfficer: actor.may(.manageOrganizations) ? "/organizations/" + found.record : ""
            }
        }
    }

    let groups: [Group]
}

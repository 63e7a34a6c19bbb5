import Authority
import Doors
import Importing
import Library
import Markup
import Registry
import Timekeeping

package struct OfficerPoolRow: Codable, Sendable {
    package let id: String
    package let name: String
    package let organization: String
    package let members: Int
    package let leaders: Int
    package let status: String
    let isEnabled: Bool

    package init(_ line: (pool: OfficerPool, members: Int, leaders: Int)) {
        id = line.pool.id.description
        name = line.pool.name
        organization = line.pool.organizationName
        (members, leaders) = (line.members, line.leaders)
        status = line.pool.status.label
        isEnabled = line.pool.status == .enabled
    }
}

/// A pool with its members, and for those who may change it with everybody who could be one.
struct OfficerPoolModel: Codable, Sendable {
    struct Person: Codable, Sendable {
        let id: String
        let name: String
        let position: String
        let certificate: String
        let isMember: Bool
        let isLeader: Bool
        /// Why a draw leaves the member aside; empty for those who can be drawn.
        let unfit: String
    }

    let id: String
    let version: Int
    let name: String
    let organization: String
    let status: String
    let statusLabel: String
    let isEnabled: Bool
    let mayChange: Bool
    let members: Int
    let leaders: Int
    /// How many members can't be drawn today.
    let unfit: Int
    let people: [Person]

    init(
        _ pool: OfficerPool, _ members: [OfficerPool.Member], lines: [EnforcementOfficer.ID: OfficerLine],
        others: [OfficerLine], mayChange: Bool, today: CalendarDate
    ) {
        id = pool.id.description
        version = pool.version
        name = pool.name
        organization = pool.organizationName
        status = pool.status.rawValue
        statusLabel = pool.status.label
        isEnabled = pool.status == .enabled
        self.mayChange = mayChange
        self.members = members.count
        leaders = members.count(where: \.isLeader)
        let own = Dictionary(members.map { ($0.officer, $0.isLeader) }, uniquingKeysWith: { first, _ in first })
        let inside = members.compactMap { lines[$0.officer] }.sorted { $0.fullName < $1.fullName }
        people = (inside + others.filter { own[$0.id] == nil }).map { line in
            let isExpired = line.certificateValidUntil < today
            return Person(
                id: line.id.description, name: line.fullName, position: line.position, certificate: line.certificateNumber,
                isMember: own[line.id] != nil, isLeader: own[line.id] ?? false,
                unfit: line.status == .active ? (isExpired ? "证件过期" : "") : line.status.label)
        }
        unfit = people.count { $0.isMember && !$0.unfit.isEmpty }
    }

    var values: Values {
        var values = Values(["name": name, "status": status, "version": "\(version)"])
        for (name, chosen) in [("officer", people.filter(\.isMember)), ("leader", people.filter(\.isLeader))] {
            values.set(name, all: chosen.map(\.id))
            values.set(name + "_label", all: chosen.map(\.name))
        }
        return values
    }
}

extension HTML {
    mutating func officerPool(_ model: OfficerPoolModel, values: Values, problems: Problems?, formToken: String?) {
        crumbs([(label: "人员库（双随机）", href: "/officer-pools")], here: model.name)
        pageHead(
            model.name, note: model.organization, tag: (label: model.statusLabel, tone: model.isEnabled ? .ok : .mute),
            actions: model.mayChange ? [Action("手工录入人员", "/officer-pools/\(model.id)/entry", icon: "plus-lg")] : [])
        if model.unfit > 0 { notice(.warn, "有 \(model.unfit) 名人员证件过期或已撤回，抽取时不参加") }
        guard model.mayChange else { return poolMembers(model) }
        form(.class("card"), .method("post"), .action("/officer-pools/" + model.id), .flag("novalidate")) { html in
            html.formToken(formToken)
            html.div(.class("form-part")) { html in
                if let problems, !problems.isEmpty { html.errorSummary(problems) }
                html.div(.class("fields")) { html in
                    for field in OfficerPoolPages.fields where field.name == "name" || field.name == "status" {
                        html.field(field, values: values, problem: problems?[field.name])
                    }
                    html.input(.type("hidden"), .name("version"), .value(values["version"] ?? ""))
                }
            }
            html.div(.class("form-part")) { html in
                html.h2(text: "选择人员")
                html.p(.class("hint"), text: "本机构全部在库执法人员；现有 \(model.members) 人，组长 \(model.leaders) 人。实行组长制的抽取，组长人数不得少于组数。")
            }
            html.poolChoices(model, values)
            html.div(.class("form-actions")) { html in
                html.button(.class("button primary"), text: "保存")
                html.a(.class("button"), .href("/officer-pools"), text: "返回")
            }
        }
    }

    private mutating func poolChoices(_ model: OfficerPoolModel, _ values: Values) {
        let (chosen, leading) = (Set(values.all("officer")), Set(values.all("leader")))
        guard !model.people.isEmpty else { return emptyState("执法人员库中没有在库人员，请先新增或导入执法人员") }
        div(.class("scroll")) { html in
            html.table(.class("table stack")) { html in
                html.caption(.class("sr"), text: "选择人员")
                html.colgroup { html in for name in ["c-state", nil, "c-code", "c-state", "c-state"] { html.col(.attribute("class", name)) } }
                html.thead { html in html.tr { html in for title in ["选入", "姓名", "执法证号", "组长", "状态"] { html.th(text: title) } } }
                html.tbody { html in
                    for person in model.people {
                        html.tr { html in
                            html.td(.attribute("data-label", "选入")) {
                                $0.input(.type("checkbox"), .name("officer"), .value(person.id), .label("选入" + person.name), .flag("checked", chosen.contains(person.id)))
                            }
                            html.cell(.lines(person.name, person.position), label: "姓名", isTitle: true)
                            html.cell(.text(person.certificate), label: "执法证号")
                            html.td(.attribute("data-label", "组长")) {
                                $0.input(.type("checkbox"), .name("leader"), .value(person.id), .label("组长" + person.name), .flag("checked", leading.contains(person.id)))
                            }
                            html.cell(.tag(person.unfit.isEmpty ? "可抽取" : person.unfit, person.unfit.isEmpty ? .ok : .bad), label: "状态")
                        }
                    }
                }
            }
        }
    }

    private mutating func poolMembers(_ model: OfficerPoolModel) {
        card("人员") { html in
            html.table("人员", [
                Column("姓名", .fill) { .lines($0.name, $0.position) }, Column("执法证号", .wide) { .text($0.certificate) },
                Column("组长", .narrow) { .text($0.isLeader ? "是" : "否") },
                Column("状态", .small) { .tag($0.unfit.isEmpty ? "可抽取" : $0.unfit, $0.unfit.isEmpty ? .ok : .bad) },
            ], rows: model.people, empty: "还没有选入人员")
        }
    }
}

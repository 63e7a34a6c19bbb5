import Authority
import Doors
import Markup
import Storage

/// 机构树 (ORG-01): opened place by place, so that it stays usable with thousands of organisations.
package enum OrganizationTreePages {
    static let routes: [Route] = [
        .read(
            "/organization-tree", .needs(.manageOrganizations), "机构树：一个机构及其直接下级",
            query: [Field("at", "机构", .text(maxLength: 36))], as: OrganizationBranchModel.self
        ) { try await page($0) }
    ]

    private static func page(_ call: Call) async throws -> Page {
        let scope = try call.actor().scope
        let typed = call.query["at"].flatMap { $0.isEmpty ? nil : $0 }
        let id = typed.flatMap { Organization.ID($0) }
        if typed != nil, id == nil { throw NotFound() }
        let branch = try await call.read { try OrganizationBranch.load(id, scope: scope, in: $0) }
        return Page("机构树", OrganizationBranchModel(branch)) { $1.organizationTree($0) }
    }
}

struct OrganizationBranchModel: Codable, Sendable {
    struct Place: Codable, Sendable {
        let id: String
        let name: String
        let level: String
        let isEnabled: Bool
        let below: Int

        init(_ line: OrganizationLine, below: Int = 0) {
            id = line.id.description
            name = line.name
            level = line.level.label
            isEnabled = line.status == .enabled
            self.below = below
        }

        var tree: String { "/organization-tree?at=" + id }
    }

    let here: Place
    let above: [Place]
    let children: [Place]

    init(_ branch: OrganizationBranch) {
        here = Place(branch.here, below: branch.children.reduce(0) { $0 + $1.below + 1 })
        above = branch.above.map { Place($0) }
        children = branch.children.map { Place($0.line, below: $0.below) }
    }
}

extension HTML {
    mutating func organizationTree(_ model: OrganizationBranchModel) {
        crumbs([(label: "机构管理", href: "/organizations")] + model.above.map { (label: $0.name, href: $0.tree) }, here: model.here.name)
        pageHead(
            "机构树", note: "\(model.here.name)，下级机构共 \(model.here.below) 个",
            actions: [
                Action("查看机构", "/organizations/" + model.here.id), Action("按名称查找", "/organizations", icon: "search"),
                Action("新增下级机构", "/organizations/new?parent=" + model.here.id, .primary, icon: "plus-lg"),
            ])
        card(id: "tree") { html in
            html.ul(.class("card-body tree")) { html in html.ancestors(model.above[...], then: model) }
        }
    }

    /// The way down to the place, then the place with its children.
    private mutating func ancestors(_ above: ArraySlice<OrganizationBranchModel.Place>, then model: OrganizationBranchModel) {
        guard let first = above.first else { return branch(model) }
        li { html in
            html.a(.href(first.tree), text: first.name)
            html.ul { $0.ancestors(above.dropFirst(), then: model) }
        }
    }

    private mutating func branch(_ model: OrganizationBranchModel) {
        li { html in
            html.a(.href("/organizations/" + model.here.id), .attribute("aria-current", "true"), text: model.here.name)
            guard !model.children.isEmpty else { return }
            html.ul { html in
                for child in model.children {
                    html.li { html in
                        html.a(.href(child.below > 0 ? child.tree : "/organizations/" + child.id)) { html in
                            html.text(child.name)
                            html.small(.class("muted"), text: child.below > 0 ? "\(child.level)，下级 \(child.below) 个 ›" : child.level)
                            if !child.isEnabled { html.tag("停用", .mute) }
                        }
                    }
                }
            }
        }
    }
}

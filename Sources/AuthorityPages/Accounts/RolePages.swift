import Authority
import Doors
import Markup

/// 角色管理 (ORG-16, Appendix C, SEC-12): the built-in roles, what each may do, and who holds it.
package enum RolePages {
    static let menu = [
        MenuEntry(.system, "角色管理", "/roles", icon: "shield-check", access)
    ]

    package static let access = Route.Access.needsAny([.grantRoles, .readSecurity, .readLog])

    static let routes: [Route] = [
        .read("/roles", access, "内置角色及其权限、持有人数", as: RoleList.self) { try await page($0) }
    ]

    private static func page(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let holders = try await call.read { try Account.holders(scope: actor.scope, in: $0) }
        let mayOpen = AccountPages.editing.admits(actor)
        let model = RoleList(rows: Role.allCases.map { RoleRow($0, holders: holders[$0] ?? 0, mayOpen: mayOpen) })
        return Page("角色管理", model) { model, html in
            html.pageHead("角色管理", note: "角色由平台内置；授予和收回在用户管理中进行。系统管理员、安全管理员、审计员不能由同一账号兼任")
            html.card { html in
                html.table("角色", [
                    Column("角色", .wide) { $0.href.isEmpty ? .text($0.label) : .link($0.label, href: $0.href) },
                    Column("持有人数", .small) { .number($0.holders) }, Column("数据范围", .small) { .text($0.reach) },
                    Column("权限", .fill) { .words($0.permissions) },
                ], rows: model.rows, empty: "")
            }
        }
    }
}

struct RoleList: Codable, Sendable {
    let rows: [RoleRow]
}

struct RoleRow: Codable, Sendable {
    let role: String
    let label: String
    let holders: Int
    let reach: String
    let permissions: String
    /// Who holds it; empty for those who may not look.
    let href: String

    init(_ role: Role, holders: Int, mayOpen: Bool) {
        self.role = role.rawValue
        label = role.label
        self.holders = holders
        reach = role.seesDescendants ? "本级" : "本机构"
        permissions = Permission.allCases.filter(role.permissions.contains).map(\.label).joined(separator: "、")
        href = mayOpen ? "/accounts?role=" + role.rawValue : ""
    }
}

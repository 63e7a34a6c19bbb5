import Authority
import Doors
import Ledger

/// What this target brings along.
extension Area {
    package static let sessions = Area(
        facts: [
            SignIn.signedIn, SignIn.failed, SignOff.signedOff, PasswordChange.changed, PasswordChange.failed, AccessDenial.denied,
            InstallationSettling.settled,
        ] + OperatorFacts.all,
        routes: SessionPages.routes + PersonalSettingPages.routes,
        codes: [
            CodeList("登录端", Channel.self, \.label), CodeList("系统用途", InstallationPurpose.self, \.label),
        ],
        smallTables: ["login_throttle", "demo_account"])

    package static let organizations = Area(
        facts: [
            OrganizationFounding.founded, OrganizationChange.changed, OrganizationDisabling.disabled, OrganizationDisabling.enabled,
            DepartmentFounding.founded, DepartmentChange.changed,
        ],
        routes: OrganizationPages.routes + OrganizationTreePages.routes + DepartmentPages.routes,
        menu: OrganizationPages.menu,
        codes: [
            CodeList("机构级别", AgencyLevel.self, \.label), CodeList("机构类型", OrganizationKind.self, \.label),
            CodeList("执法领域", EnforcementDomain.self, \.label), CodeList("机构状态", Organization.Status.self, \.label),
        ],
        smallTables: ["organization", "organization_search", "department"])

    package static let accounts = Area(
        facts: [
            AccountCreation.created, AccountChange.changed, AccountDisabling.disabled, AccountDisabling.enabled, PasswordReset.reset,
            OperatorPasswordReset.reset,
        ],
        routes: AccountPages.routes,
        menu: AccountPages.menu,
        codes: [
            CodeList("账号状态", AccountStatus.self, \.label),
        ],
        smallTables: ["account", "account_search"])

    package static let roles = Area(
        facts: [RoleGrant.granted],
        routes: RolePages.routes,
        menu: RolePages.menu,
        codes: [
            CodeList("角色", Role.self, \.label), CodeList("权限", Permission.self, \.label),
        ],
        smallTables: ["role_grant"])

    package static let divisions = Area(
        facts: [DivisionEntry.entered],
        routes: DivisionPages.routes,
        menu: DivisionPages.menu,
        smallTables: ["administrative_division", "administrative_division_search"])

    package static let parameters = Area(
        facts: [ParameterSetting.set],
        routes: ParameterPages.routes,
        menu: ParameterPages.menu,
        codes: [
            CodeList("参数", Parameter.self, \.label),
        ],
        smallTables: ["parameter", "parameter_setting"])

    package static let security = Area(
        facts: [FindingNote.noted, FindingClosing.closed],
        routes: SecurityPages.routes,
        menu: SecurityPages.menu,
        codes: [
            CodeList("安全隐患等级", SecurityFinding.Severity.self, \.label),
        ],
        smallTables: ["security_finding", "security_review"])

    package static let log = Area(routes: LogPages.routes, menu: LogPages.menu)

    package static let messages = Area(
        routes: MessagePages.routes,
        codes: [
            CodeList("消息种类", MessageKind.self, \.label),
        ])
}

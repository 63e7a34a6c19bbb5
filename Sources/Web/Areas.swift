import Authority
import Disclosure
import Doors

/// What this target brings along.
extension Area {
    package static let browser = Area(routes: AssetPages.routes)

    package static let workbench = Area(routes: WorkbenchPages.routes + SearchPages.routes, menu: WorkbenchPages.menu)

    package static let setup = Area(routes: SetupPages.routes, menu: SetupPages.menu)

    package static let exports = Area(routes: ExportPages.routes)

    package static let dynamicForms = Area(routes: DynamicFormPages.routes)

    package static let publications = Area(
        facts: [Publishing.published, PublicationWithdrawal.withdrawn],
        routes: PublicationPages.routes + PublicPages.routes + OpenListPages.routes,
        menu: PublicationPages.menu,
        codes: [
            CodeList("公示状态", PublicationStatus.self, \.label),
        ])

    package static let enterprises = Area(
        facts: [
            EnterpriseRegistration.applied, EnterpriseVerification.passed, EnterpriseVerification.rejected,
            EnterpriseAccountCreation.created, DelegatedAccountGrant.granted, EnterpriseAccountRevocation.revoked,
            EnterprisePasswordReset.reset, EnterprisePasswordChange.changed, EnterprisePasswordChange.failed,
            EnterpriseSignIn.signedIn, EnterpriseSignIn.failed, EnterpriseSignOff.signedOff,
        ],
        routes: EnterpriseAccountPages.routes + EnterpriseSide.routes,
        menu: EnterpriseAccountPages.menu + EnterpriseSide.menu,
        codes: [
            CodeList("企业账号类型", EnterpriseAccount.Kind.self, \.label),
            CodeList("企业账号状态", EnterpriseAccount.Status.self, \.label),
        ])

    package static let dataStandard = Area(routes: DataStandardPages.routes, menu: DataStandardPages.menu)
}

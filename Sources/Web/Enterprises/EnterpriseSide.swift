/// 企业服务: the pages of enterprises (ORG-25, BEY-32), below one address and with a login of their own.
package enum EnterpriseSide {
    package static let routes: [Route] =
        EnterpriseSessionPages.routes + EnterpriseFilePages.routes + DelegatedAccountPages.routes

    /// What stands in the header of the enterprises' side; codes of visits (CODE-05, CODE-07) get their entry here.
    static let entries: [(title: String, path: String, access: Route.Access)] = [
        ("企业档案", "/enterprise", .enterprise(.anyAccount)),
        ("授权管理", "/enterprise/authorizations", .enterprise(.holder)),
        ("账号", "/enterprise/account", .enterprise(.anyAccount)),
    ]
}

import Doors

/// 企业服务: the pages of enterprises (ORG-25, BEY-32), below one address and with a login of their own.
package enum EnterpriseSide {
    static let routes: [Route] =
        EnterpriseSessionPages.routes + EnterpriseFilePages.routes + EnterpriseDrawPages.routes + DelegatedAccountPages.routes

    /// What stands in the header of the enterprises' side; codes of visits (CODE-05, CODE-07) get their entry here.
    static let menu = [
        MenuEntry(.enterprises, "企业档案", "/enterprise", icon: "building", .enterprise(.anyAccount)),
        MenuEntry(.enterprises, "抽取查询", "/enterprise/draws", icon: "shuffle", .enterprise(.anyAccount)),
        MenuEntry(.enterprises, "授权管理", "/enterprise/authorizations", icon: "people", .enterprise(.holder)),
        MenuEntry(.enterprises, "账号", "/enterprise/account", icon: "person", .enterprise(.anyAccount)),
    ]
}

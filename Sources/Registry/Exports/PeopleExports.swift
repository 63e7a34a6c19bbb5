import Authority
import Importing
import Library
import Spreadsheets
import Storage

/// 执法人员库 for reading: identity and telephone numbers are masked.
package struct OfficerExport: PagedExport {
    package typealias Filter = OfficerList.Filter
    private typealias Label = EnforcementOfficer.Label

    package let code = "officers"
    package let label = "执法人员"
    package let permission = Permission.readOfficers
    package let layout = SheetLayout(
        name: "执法人员",
        columns: [
            SheetColumn(Label.fullName), SheetColumn(Label.citizenID, .code, width: 24), SheetColumn(Label.position),
            SheetColumn(Label.phone, .code, width: 18), SheetColumn(Label.organization, width: 28),
            SheetColumn(Label.certificateNumber, .code, width: 20), SheetColumn(Label.certificateValidUntil, .date),
            SheetColumn(Label.qualification), SheetColumn(Label.isLeader), SheetColumn("状态"),
        ])

    package init() {}

    package func page(
        _ filter: OfficerList.Filter, _ page: ListPage, for exporter: Exporter, in transaction: Transaction
    ) throws -> Listed<OfficerLine> { try OfficerList.load(filter, scope: exporter.actor.scope, page: page, in: transaction) }

    package func rows(
        of line: OfficerLine, _ filter: OfficerList.Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> [[String]] {
        [[
            line.fullName, line.citizenIDMasked, line.position, line.phoneMasked, line.organizationName, line.certificateNumber,
            line.certificateValidUntil.description, line.qualification.label, line.isLeader ? "是" : "否", line.status.label,
        ]]
    }
}

/// 机构 with the columns of the import template, parents before their children, as the import wants them (ORG-22).
package struct OrganizationExport: SheetExport {
    package struct Filter: Codable, Sendable {
        package var named: String?
        package var status: Organization.Status?
        package init(named: String? = nil, status: Organization.Status? = nil) { (self.named, self.status) = (named, status) }
    }

    package let code = "organizations"
    package let label = "机构"
    package let permission = Permission.manageOrganizations
    package var layout: SheetLayout { OrganizationImport().layout }
    package let recordsPerStep = 20_000

    package init() {}

    package func total(_ filter: Filter, for exporter: Exporter, in transaction: Transaction) throws -> Int? {
        try Organization.list(
            scope: exporter.actor.scope, named: filter.named, status: filter.status, page: ListPage(), in: transaction).total
    }

    package func next(
        _ count: Int, after key: Int64?, _ filter: Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> ExportPiece {
        let scope = exporter.actor.scope
        let wanted = try ExportPiece(count, after: key) {
            try Organization.list(scope: scope, named: filter.named, status: filter.status, page: $0, in: transaction)
        } rows: { [[$0.id.description]] }
        let ids = Set(wanted.rows.compactMap(\.first))
        let tree = try Organization.tree(scope: scope, in: transaction)
        let names = Dictionary(tree.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var piece = ExportPiece()
        for line in tree where ids.contains(line.id.description) {
            let record = try Organization.load(
                line.id, scope: scope, protection: exporter.protection, in: transaction).record
            piece.rows.append(OrganizationImport.cells(record, parent: record.parent.flatMap { names[$0] } ?? ""))
        }
        piece.records = piece.rows.count
        return piece
    }
}

/// 用户 for reading: numbers are masked, passwords are nobody's to see.
package struct AccountExport: PagedExport {
    package typealias Filter = AccountFilter

    package let code = "accounts"
    package let label = "用户"
    package let permission = Permission.manageAccounts
    package let layout = SheetLayout(
        name: "用户",
        columns: [
            SheetColumn("姓名"), SheetColumn("手机号", .code, width: 18), SheetColumn("所属机构", width: 28), SheetColumn("内设机构"),
            SheetColumn("职务"), SheetColumn("角色", width: 36), SheetColumn("执法人员"), SheetColumn("状态"), SheetColumn("最近登录", width: 20),
        ])

    package init() {}

    package func rows(
        of line: AccountLine, _ filter: AccountFilter, for exporter: Exporter, in transaction: Transaction
    ) throws -> [[String]] {
        [[
            line.name, line.maskedMobile, line.organizationName, line.departmentName ?? "", line.position,
            line.roles.labels, line.isOfficer ? "是" : "否",
            line.status.label, line.lastLogin?.beijingText ?? "",
        ]]
    }

    package func page(
        _ filter: AccountFilter, _ page: ListPage, for exporter: Exporter, in transaction: Transaction
    ) throws -> Listed<AccountLine> {
        try Account.list(
            scope: exporter.actor.scope, filter: filter, page: page, at: exporter.now, protection: exporter.protection, in: transaction)
    }
}

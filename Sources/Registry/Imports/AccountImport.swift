import Authority
import Importing
import Library
import Spreadsheets
import Storage
import Timekeeping

/// Users out of the unified authentication centre (ORG-22): the citizen identity number is the key. Who is new gets no
/// password: the holder comes in through the centre, or with a code after 重置密码.
package struct AccountImport: SheetImport {
    package init() {}

    package struct Line: Sendable {
        let record: AccountRecord
        let organization: Organization.ID
        let roles: Set<Role>
    }

    package let code = "accounts"
    package let label = "用户"
    package let permission = Permission.manageAccounts
    package let canBeTakenBack = true

    private static let name = "姓名", mobile = "手机号", citizenID = "身份证号", organization = "所属机构", position = "职务"
    private static let externalID = "统一认证ID", roles = "角色"

    package var layout: SheetLayout {
        SheetLayout(
            name: "用户样表",
            columns: [
                SheetColumn(Self.name, isRequired: true),
                SheetColumn(Self.mobile, .code, isRequired: true, width: 18, note: "即登录账号"),
                SheetColumn(Self.citizenID, .code, isRequired: true, width: 24, note: "18位，校验码须正确"),
                SheetColumn(Self.organization, width: 28, note: "机构全称或简称；空白为导入人所在机构"),
                SheetColumn(Self.position), SheetColumn(Self.externalID, .code, width: 24, note: "统一用户认证中心的人员标识"),
                SheetColumn(Self.roles, isRequired: true, width: 28, note: "多项用顿号分隔，如：执法人员、任务/计划制定人；已有用户的角色不变"),
            ],
            instructions: [
                "请勿改动表头；表头上方可以有标题行。", "身份证号已有账号的，更新该账号的信息，并重新核对执法人员库。",
                "新导入的账号没有密码，由统一认证登录，或由系统管理员重置密码取得激活码。",
            ])
    }

    package func key(_ record: Line) -> String { record.record.citizenID }

    package func read(_ cells: SheetCells, context: ImportContext) -> Result<Line, ImportProblems> {
        var row = RowReading(cells, layout)
        let name = row.text(Self.name, limit: 50)
        let mobile = row.code(Self.mobile), citizenID = row.code(Self.citizenID)
        if !mobile.isEmpty, MobileNumber(mobile) == nil { row.refuse(Self.mobile, MobileNumber.formatMessage) }
        if !citizenID.isEmpty, CitizenIDNumber(citizenID) == nil { row.refuse(Self.citizenID, CitizenIDNumber.formatMessage) }
        let agency = row.agency(Self.organization, context)
        var record = AccountRecord(name: name, mobile: mobile, citizenID: citizenID)
        record.position = row.text(Self.position)
        record.externalID = row.code(Self.externalID)
        let roles = row.list(Self.roles).compactMap { word in
            let role = Role.allCases.first { $0.label == word }
            if role == nil { row.refuse(Self.roles, "没有角色“\(word)”") }
            return role
        }
        return row.result(Line(record: record, organization: agency, roles: Set(roles)))
    }

    package func standings(
        _ rows: [ImportRow<Line>], context: ImportContext, in transaction: Transaction
    ) throws -> [Int: ImportTouch.Standing]? {
        try standings(of: rows) { line in
            guard let citizen = CitizenIDNumber(line.record.citizenID),
                let holder = try Account.holder(of: citizen, protection: context.protection, in: transaction)
            else { return nil }
            let found = try Account.load(
                holder.account, scope: context.actor.scope, at: context.today.start, protection: context.protection, in: transaction)
            return ImportTouch.Standing(
                found.id, version: found.version, content: try FormerAccount(found.record, in: found.organization).json())
        }
    }

    package func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? { try Account.takenBack(record, desk) }

    package func apply(
        _ rows: [ImportRow<Line>], by actor: Actor, at now: Instant, context: ImportContext, in transaction: Transaction
    ) throws -> [ImportOutcome] {
        let officers = OfficerRegister(protection: context.protection, clock: Clock { now })
        return try rows.map { row in
            do {
                return try transaction.nested {
                    try Self.apply(row.record, officers, by: actor, at: now, context, in: transaction)
                }
            } catch let refusal as any Refusal {
                return .refused(refusal.message)
            }
        }
    }

    private static func apply(
        _ line: Line, _ officers: OfficerRegister, by actor: Actor, at now: Instant, _ context: ImportContext,
        in transaction: Transaction
    ) throws -> ImportOutcome {
        guard let citizen = CitizenIDNumber(line.record.citizenID),
            let holder = try Account.holder(of: citizen, protection: context.protection, in: transaction)
        else {
            _ = try AccountCreation(in: line.organization, line.record, roles: line.roles, credential: .none)
                .make(by: actor, at: now, officers: officers, protection: context.protection, in: transaction)
            return .created
        }
        let former = try Account.load(holder.account, scope: actor.scope, at: now, protection: context.protection, in: transaction)
        var record = line.record
        record.department = former.organization == line.organization ? former.record.department : nil
        if record.externalID.isEmpty { record.externalID = former.record.externalID }
        let officer = try officers.officer(of: citizen, in: transaction)
        guard record != former.record || line.organization != former.organization || officer != former.officer else { return .unchanged }
        try AccountChange(of: former.id, version: former.version, in: line.organization, to: record)
            .make(by: actor, at: now, officers: officers, protection: context.protection, in: transaction)
        return .changed
    }
}

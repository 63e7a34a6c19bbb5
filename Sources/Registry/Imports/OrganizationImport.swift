import Authority
import Importing
import Library
import Spreadsheets
import Storage
import Timekeeping

/// Organisations out of the unified authentication centre, or a tree set up at once (ORG-22): the name under its parent
/// is the key, parents stand before their children.
package struct OrganizationImport: SheetImport {
    package init() {}

    package struct Line: Sendable {
        let record: OrganizationRecord
        let parent: String
    }

    package let code = "organizations"
    package let label = "机构"
    package let permission = Permission.manageOrganizations
    package let canBeTakenBack = true

    private static let name = "机构名称", shortName = "机构简称", uscc = "统一社会信用代码", level = "机构级别", parent = "上级机构"
    private static let division = "行政区划代码", domains = "执法领域", kind = "机构类型", word = "文书代字", body = "是否执法主体"

    package var layout: SheetLayout {
        SheetLayout(
            name: "机构样表",
            columns: [
                SheetColumn(Self.name, isRequired: true, width: 28), SheetColumn(Self.shortName, isRequired: true, note: "用于编号"),
                SheetColumn(Self.uscc, .code, isRequired: true, width: 22),
                SheetColumn(Self.level, .choice(AgencyLevel.allCases.map(\.label)), isRequired: true),
                SheetColumn(Self.parent, isRequired: true, width: 28, note: "上级机构全称，须已存在或在前面的行中"),
                SheetColumn(Self.division, .code, isRequired: true),
                SheetColumn(Self.domains, isRequired: true, note: "多项用顿号分隔，如：应急、市场监管"),
                SheetColumn(Self.kind, .choice(OrganizationKind.allCases.map(\.label)), note: "空白为执法部门"),
                SheetColumn(Self.word, isRequired: true), SheetColumn(Self.body, .choice(["是", "否"]), note: "空白为是"),
            ],
            instructions: ["请勿改动表头；上级机构排在下级之前。", "同一上级机构下已有同名机构的，保持不变；修改请在机构管理中进行。"])
    }

    /// A row of the export, in the columns of the import.
    static func cells(_ record: OrganizationRecord, parent: String) -> [String] {
        [
            record.name, record.shortName, record.unifiedSocialCreditCode, record.level.label, parent, record.divisionCode,
            EnforcementDomain.allCases.filter(record.domains.contains).map(\.label).joined(separator: "、"), record.kind.label,
            record.documentWord, record.isEnforcementBody ? "是" : "否",
        ]
    }

    /// Parents may stand in the same file.
    package let checkedTogether: Int? = 20_000

    package func key(_ record: Line) -> String { record.parent + "\u{1F}" + record.record.name }

    package func read(_ cells: SheetCells, context: ImportContext) -> Result<Line, ImportProblems> {
        var row = RowReading(cells, layout)
        let uscc = row.code(Self.uscc), division = row.code(Self.division)
        if !uscc.isEmpty, UnifiedSocialCreditCode(uscc) == nil { row.refuse(Self.uscc, UnifiedSocialCreditCode.formatMessage) }
        if !division.isEmpty, DivisionCode(division) == nil { row.refuse(Self.division, DivisionCode.formatMessage) }
        let level = row.choice(Self.level, AgencyLevel.allCases.map { ($0.label, $0) })
        let kind = row.choice(Self.kind, OrganizationKind.allCases.map { ($0.label, $0) })
        let isBody = row.choice(Self.body, [("是", true), ("否", false)])
        let domains = row.list(Self.domains).compactMap { word in
            let domain = EnforcementDomain.allCases.first { $0.label == word }
            if domain == nil { row.refuse(Self.domains, "没有执法领域“\(word)”") }
            return domain
        }
        let parent = row.text(Self.parent, limit: 100)
        let (name, shortName, word) = (row.text(Self.name, limit: 100), row.text(Self.shortName, limit: 20), row.text(Self.word, limit: 20))
        return row.result(level.map { level in
            Line(
                record: OrganizationRecord(
                    parent: nil, name: name, shortName: shortName, unifiedSocialCreditCode: uscc, level: level,
                    divisionCode: division, domains: Set(domains), isEnforcementBody: isBody ?? true,
                    kind: kind ?? .enforcementDepartment, documentWord: word),
                parent: parent)
        })
    }

    package func standings(
        _ rows: [ImportRow<Line>], context: ImportContext, in transaction: Transaction
    ) throws -> [Int: ImportTouch.Standing]? {
        try standings(of: rows) { line in
            guard let parent = try Organization.named(line.parent, scope: context.actor.scope, in: transaction),
                let child = try Organization.child(named: line.record.name, of: parent, in: transaction)
            else { return nil }
            return ImportTouch.Standing(child.id, version: child.version)
        }
    }

    package func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? { try Organization.takenBack(record, desk) }

    package func apply(
        _ rows: [ImportRow<Line>], by actor: Actor, at now: Instant, context: ImportContext, in transaction: Transaction
    ) throws -> [ImportOutcome] {
        try rows.map { row in
            do {
                return try transaction.nested {
                    var record = row.record.record
                    record.parent = try Organization.named(row.record.parent, scope: actor.scope, in: transaction)
                    guard record.parent != nil else { return .refused("没有上级机构“\(row.record.parent)”，或有几个同名机构") }
                    _ = try OrganizationFounding(record).make(by: actor, at: now, protection: context.protection, in: transaction)
                    return .created
                }
            } catch OrganizationRefused.nameTaken {
                return .unchanged
            } catch let refusal as any Refusal {
                return .refused(refusal.message)
            }
        }
    }
}

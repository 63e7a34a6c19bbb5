import Authority
import Importing
import Library
import Spreadsheets
import Storage

/// The library of objects as a table for reading, not for importing: numbers are masked (SUBJ-28).
package struct SubjectExport: SheetExport {
    private typealias Label = RegulatedSubject.Label

    package let code = "subjects"
    package let label = "监管对象"
    package let permission = Permission.readSubjects

    package init() {}

    package let layout = SheetLayout(
        name: "监管对象",
        columns: [
            SheetColumn("名称", width: 32), SheetColumn(Label.type), SheetColumn("编码", .code, width: 24), SheetColumn(Label.alias),
            SheetColumn(Label.entityKind), SheetColumn(Label.registrationStatus), SheetColumn(Label.legalRepresentative),
            SheetColumn(Label.phone, .code, width: 18), SheetColumn("地址", width: 40), SheetColumn(Label.jurisdiction, width: 28),
            SheetColumn(Label.riskLevel), SheetColumn(Label.publicCredit), SheetColumn(Label.status), SheetColumn("证照信息", width: 48),
        ])

    package func total(_ filter: SubjectList.Filter, for exporter: Exporter, in transaction: Transaction) throws -> Int? {
        try SubjectList.load(filter, scope: exporter.actor.scope, page: ListPage(), in: transaction).total
    }

    package func next(
        _ count: Int, after key: Int64?, _ filter: SubjectList.Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> ExportPiece {
        let found = try SubjectList.next(count, after: key, filter, scope: exporter.actor.scope, in: transaction)
        let licences = Dictionary(grouping: try Licence.all(of: found.map(\.row.id), in: transaction), by: \.subject)
        return ExportPiece(found, of: count) { [Self.cells($0, licences[$0.id] ?? [])] }
    }

    private static func cells(_ row: SubjectList.Row, _ licences: [Licence]) -> [String] {
        let isOrganization = row.kind == .organization
        return [
            row.name, row.kind.label, row.code.isEmpty ? row.citizenIDMasked : row.code, row.alias,
            isOrganization ? row.entityKind.label : "", isOrganization ? row.registrationStatus.label : "", row.legalRepresentative,
            row.phoneMasked, row.address, row.jurisdictionName, row.riskLevel.label, row.publicCredit.label, row.status.label,
            licences.map { "\($0.record.kind) \($0.record.number)，有效期至\($0.record.words(\.validUntil))" }.joined(separator: "；"),
        ]
    }
}

extension SubjectClass: Codable {}
extension SubjectKind: Codable {}
extension SubjectStatus: Codable {}
extension EntityKind: Codable {}
extension RegistrationStatus: Codable {}
extension Grade: Codable {}
extension EnterpriseCategory: Codable {}
extension SafetyElement: Codable {}

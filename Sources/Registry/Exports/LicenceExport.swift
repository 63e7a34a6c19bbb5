import Authority
import Importing
import Library
import Spreadsheets
import Storage
import Timekeeping

/// 证照信息 of an object, as its page lists them.
package struct LicenceExport: SheetExport {
    package struct Filter: Codable, Sendable {
        let subject: RegulatedSubject.ID
        package init(of subject: RegulatedSubject.ID) { self.subject = subject }
    }

    package let code = "licences"
    package let label = "证照"
    package let permission = Permission.readSubjects
    package let layout = SheetLayout(
        name: "证照信息",
        columns: [SheetColumn(RegulatedSubject.Label.objectCode, .code, width: 24), SheetColumn("名称", width: 32)]
            + LicenceRecord.sheetColumns + [SheetColumn(RegulatedSubject.Label.status)])

    package init() {}

    package func total(_ filter: Filter, for exporter: Exporter, in transaction: Transaction) throws -> Int? {
        try found(filter, exporter, in: transaction).licences.count
    }

    package func next(
        _ count: Int, after key: Int64?, _ filter: Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> ExportPiece {
        let (subject, licences) = try found(filter, exporter, in: transaction)
        var piece = ExportPiece()
        piece.rows = licences.map { licence in
            [subject.objectCode, subject.record.name] + licence.record.cells() + [licence.standing(on: exporter.now.beijingDate).label]
        }
        piece.records = licences.count
        return piece
    }

    private func found(
        _ filter: Filter, _ exporter: Exporter, in transaction: Transaction
    ) throws -> (subject: RegulatedSubject, licences: [Licence]) {
        let subject = try RegulatedSubject.find(
            filter.subject, scope: exporter.actor.scope, protection: exporter.protection, in: transaction)
        guard let subject else { throw NotFound() }
        return (subject, try Licence.all(of: subject.id, in: transaction))
    }
}

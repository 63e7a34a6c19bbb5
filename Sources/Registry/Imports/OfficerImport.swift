import Authority
import Importing
import Library
import Spreadsheets
import Storage
import Timekeeping

/// 执法人员导入 (执法人员样表, OFCR-05): the citizen identity number is the key.
package struct OfficerImport: SheetImport {
    package init() {}

    package let code = "officers"
    package let label = "执法人员"
    package let permission = Permission.manageOfficers
    package let canBeTakenBack = true

    private typealias Label = EnforcementOfficer.Label

    package var layout: SheetLayout {
        SheetLayout(
            name: "执法人员样表",
            columns: [
                SheetColumn(Label.fullName, isRequired: true),
                SheetColumn(Label.citizenID, .code, isRequired: true, width: 24, note: "18位，校验码须正确"),
                SheetColumn(Label.position),
                SheetColumn(Label.phone, .code, isRequired: true, width: 18),
                SheetColumn(Label.organization, width: 28, note: "机构全称或简称；空白为导入人所在机构"),
                SheetColumn(Label.certificateNumber, .code, isRequired: true, width: 20, note: "即执法资格编号，不得重复"),
                SheetColumn(Label.certificateValidUntil, .date, isRequired: true),
                SheetColumn(
                    Label.qualification, .choice(OfficerQualification.allCases.map(\.label)), note: "空白为执法资格"),
                SheetColumn(Label.delegatingAgency, note: "受行政委托人员必填"),
                SheetColumn(Label.delegatedFrom, .date),
                SheetColumn(Label.delegatedUntil, .date, note: "受行政委托人员必填"),
                SheetColumn(Label.domains, isRequired: true, note: "多项用顿号分隔，如：应急、市场监管"),
                SheetColumn(Label.isLeader, .choice(["是", "否"]), note: "空白为否"),
            ],
            instructions: ["请勿改动表头；表头上方可以有标题行。", "身份证号已在本机构执法人员库中的，更新该人员的信息。"])
    }

    package func key(_ record: OfficerRecord) -> String { record.citizenID.description }

    package func read(_ cells: SheetCells, context: ImportContext) -> Result<OfficerRecord, ImportProblems> {
        var row = RowReading(cells, layout)
        let name = row.text(Label.fullName, limit: 50)
        let typedID = row.code(Label.citizenID)
        let citizenID = CitizenIDNumber(typedID)
        if !typedID.isEmpty, citizenID == nil { row.refuse(Label.citizenID, CitizenIDNumber.formatMessage) }
        let position = row.text(Label.position)
        let phone = row.code(Label.phone)
        if !phone.isEmpty, !Telephone.isValid(phone) {
            row.refuse(Label.phone, OfficerRefused.phoneFormat.message)
        }
        let agency = row.agency(Label.organization, context)
        let certificate = row.code(Label.certificateNumber)
        let validUntil = row.date(Label.certificateValidUntil)
        let qualification = row.choice(Label.qualification, OfficerQualification.allCases.map { ($0.label, $0) })
        let delegation = Self.delegation(&row, qualification ?? .enforcement)
        let domains = Self.domains(&row)
        let isLeader = row.choice(Label.isLeader, [("是", true), ("否", false)])
        return row.result(citizenID.flatMap { citizenID in
            validUntil.map { validUntil in
                var record = OfficerRecord(
                    fullName: name, citizenID: citizenID, phone: phone, organization: agency,
                    certificateNumber: certificate, certificateValidUntil: validUntil)
                (record.position, record.qualification) = (position, qualification ?? .enforcement)
                (record.delegation, record.domains, record.isLeader) = (delegation, domains, isLeader ?? false)
                return record
            }
        })
    }

    private static func delegation(
        _ row: inout RowReading, _ qualification: OfficerQualification
    ) -> OfficerRecord.Delegation? {
        let agency = row.text(Label.delegatingAgency)
        let (from, until) = (row.date(Label.delegatedFrom), row.date(Label.delegatedUntil))
        switch qualification {
        case .enforcement: return nil
        case .delegated:
            guard !agency.isEmpty, let until else {
                row.refuse(Label.delegatingAgency, OfficerRefused.delegationMissing.message)
                return nil
            }
            return OfficerRecord.Delegation(agency: agency, from: from, until: until)
        }
    }

    private static func domains(_ row: inout RowReading) -> [EnforcementDomain] {
        row.list(Label.domains).compactMap { word in
            let domain = EnforcementDomain.allCases.first { $0.label == word }
            if domain == nil { row.refuse(Label.domains, "没有执法领域“\(word)”") }
            return domain
        }
    }

    package func apply(
        _ rows: [ImportRow<OfficerRecord>], by actor: Actor, at now: Instant, context: ImportContext,
        in transaction: Transaction
    ) throws -> [ImportOutcome] {
        let indexes = rows.map { EnforcementOfficer.citizenIndex($0.record.citizenID, context.protection) }
        let known = try EnforcementOfficer.byCitizen(indexes, protection: context.protection, in: transaction)
        return try rows.map { row in
            do {
                return try transaction.nested {
                    try Self.apply(row.record, to: known[row.record.citizenID], by: actor, at: now, context, in: transaction)
                }
            } catch let refusal as any Refusal {
                return .refused(refusal.message)
            }
        }
    }

    package func standings(
        _ rows: [ImportRow<OfficerRecord>], context: ImportContext, in transaction: Transaction
    ) throws -> [Int: ImportTouch.Standing]? {
        let indexes = rows.map { EnforcementOfficer.citizenIndex($0.record.citizenID, context.protection) }
        let known = try EnforcementOfficer.byCitizen(indexes, protection: context.protection, in: transaction)
        return standings(of: rows) { record in known[record.citizenID].map { ImportTouch.Standing($0.id, version: $0.version) } }
    }

    package func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? { try EnforcementOfficer.takenBack(record, desk) }

    private static func apply(
        _ record: OfficerRecord, to former: EnforcementOfficer?, by actor: Actor, at now: Instant,
        _ context: ImportContext, in transaction: Transaction
    ) throws -> ImportOutcome {
        guard let former else {
            _ = try OfficerAddition(record).make(by: actor, at: now, protection: context.protection, in: transaction)
            return .created
        }
        // OFCR-03: in the library of one agency only
        guard former.record.organization == record.organization else {
            throw OfficerRefused.inLibrary(agency: former.organizationName)
        }
        let isChanged = try OfficerChange.apply(
            record, to: former, by: actor, at: now, protection: context.protection, in: transaction)
        return isChanged ? .changed : .unchanged
    }
}

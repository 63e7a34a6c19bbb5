import Registry

/// A line of the library.
package struct SubjectRow: Codable, Sendable {
    let id: String
    let name: String
    let alias: String
    let code: String
    let entityKind: String
    let registrationStatus: String
    let isExisting: Bool
    let legalRepresentative: String
    /// Masked (SUBJ-28).
    let phone: String
    let riskLevel: String?
    let publicCredit: String?
    let jurisdiction: String

    init(_ row: SubjectList.Row) {
        id = row.id.description
        name = row.name
        alias = row.alias
        code = row.code
        entityKind = row.entityKind.label
        registrationStatus = row.registrationStatus.label
        isExisting = row.registrationStatus == .existing
        legalRepresentative = row.legalRepresentative
        phone = row.phoneMasked
        riskLevel = row.riskLevel.letter
        publicCredit = row.publicCredit.letter
        jurisdiction = row.jurisdictionName
    }
}

/// A subject with all its fields.
struct SubjectDetail: Codable, Sendable {
    struct Field: Codable, Sendable {
        let label: String
        let value: String
    }

    let id: String
    let version: Int
    let name: String
    let status: String
    let isRegistered: Bool
    let fields: [Field]
    /// 检查记录, newest first (SUBJ-27); nil where it is not shown.
    let history: SubjectHistory?

    /// - Parameter whole: shows personal data whole, after the view was recorded (SUBJ-28).
    init(_ subject: RegulatedSubject, whole: Bool = false, history: SubjectHistory? = nil) {
        self.history = history
        typealias Label = RegulatedSubject.Label
        let record = subject.record
        id = subject.id.description
        version = subject.version
        name = record.name
        status = subject.status.label
        isRegistered = subject.status == .registered
        fields = [
            Field(label: Label.code, value: record.code.description),
            Field(label: Label.entityKind, value: record.entityKind.label),
            Field(label: Label.registrationStatus, value: record.registrationStatus.label),
            Field(label: Label.alias, value: record.alias),
            Field(label: Label.legalRepresentative, value: record.legalRepresentative),
            Field(label: Label.representativePosition, value: record.representativePosition),
            Field(label: Label.liaison, value: record.liaison),
            Field(label: Label.phone, value: whole ? record.phone : SubjectRecord.masked(phone: record.phone)),
            Field(label: Label.jurisdiction, value: subject.jurisdictionName),
            Field(label: Label.riskLevel, value: record.riskLevel.label),
            Field(label: Label.publicCredit, value: record.publicCredit.label),
            Field(label: Label.tradeCredit, value: record.tradeCredit.label),
            Field(label: Label.trades, value: record.trades.joined(separator: "、")),
            Field(label: Label.divisionCode, value: record.divisionCode),
            Field(label: Label.postcode, value: record.postcode),
            Field(label: Label.establishedOn, value: record.establishedOn?.description ?? ""),
            Field(label: Label.registeredAddress, value: record.registeredAddress),
            Field(label: Label.businessAddress, value: record.businessAddress),
            Field(label: Label.businessScope, value: record.businessScope),
        ]
    }
}

import Authority
import Doors
import Library
import Registry

/// A line of the library.
package struct SubjectRow: Codable, Sendable {
    package let id: String
    /// 企业, 自然人主体, 特种设备 …
    package let type: String
    package let name: String
    let alias: String
    /// 对象编码; the credit code of an organisation.
    package let code: String
    /// 在册, 暂存, 待补全, 已核销
    package let status: String
    let statusTone: Tone
    package let acts: [SubjectAct]
    /// Masked (SUBJ-28).
    package let citizenID: String
    package let address: String
    /// The number that an attached object bears.
    package let number: String
    /// The organisation that uses, builds, makes or employs it.
    package let holder: String
    package let entityKind: String
    package let registrationStatus: String
    let isExisting: Bool
    package let legalRepresentative: String
    /// Masked (SUBJ-28).
    package let phone: String
    package let riskLevel: String?
    package let publicCredit: String?
    package let jurisdiction: String
    package let trades: String
    /// In sum; only where it is asked for (SUBJ-24).
    package var equipment = ""

    package init(_ row: SubjectList.Row, for actor: Actor) {
        id = row.id.description
        type = SubjectRecord.typeLabel(row.kind, row.entityKind)
        status = row.status.label
        statusTone = row.status.tone
        acts = SubjectStanding(row.status, actor).offers
        citizenID = row.citizenIDMasked
        address = row.address
        number = row.details[.registrationCode] ?? row.details[.number] ?? row.details[.certificateNumber] ?? ""
        holder = [SubjectField.user, .builder, .producer, .employer].compactMap { row.details[$0] }.first ?? ""
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
        trades = row.trades.joined(separator: "、")
    }
}

/// A subject with all its fields.
package struct SubjectDetail: Codable, Sendable {
    package struct Field: Codable, Sendable {
        package let label: String
        package let value: String
    }

    package let id: String
    package let version: Int
    package let name: String
    package let status: String
    let statusTone: Tone
    package let subjectClass: String
    package let acts: [SubjectAct]
    package let fields: [Field]
    /// 检查记录, newest first (SUBJ-27); nil where it is not shown.
    package let history: SubjectHistory?
    /// 标注 and 关联对象; nil where they are not shown.
    let notes: SubjectNotes?
    /// 证照信息, equipment and what happened to the record (ELEM-04); nil where they are not shown.
    let dossier: SubjectDossier?

    /// - Parameter whole: shows personal data whole, after the view was recorded (SUBJ-28).
    package init(
        _ subject: RegulatedSubject, whole: Bool = false, history: SubjectHistory? = nil, notes: SubjectNotes? = nil,
        dossier: SubjectDossier? = nil, acts: [SubjectAct] = []
    ) {
        self.acts = acts
        (self.history, self.notes, self.dossier) = (history, notes, dossier)
        id = subject.id.description
        version = subject.version
        name = subject.record.name
        status = subject.status.label
        statusTone = subject.status.tone
        subjectClass = subject.record.kind.subjectClass.rawValue
        let gone = subject.writingOff.map {
            [
                Field(label: "核销日期", value: $0.date.description), Field(label: "核销人", value: $0.person),
                Field(label: "核销原因", value: $0.reason),
            ]
        } ?? []
        let place = subject.record.location.map { [Field(label: "经纬度", value: "\($0.longitudeText)，\($0.latitudeText)")] } ?? []
        fields = (subject.record.kind == .organization
            ? Self.organizationFields(subject, whole) : Self.kindFields(subject, whole)) + place + gone
    }

    private static func kindFields(_ subject: RegulatedSubject, _ whole: Bool) -> [Field] {
        let record = subject.record
        let own = record.kind.fields.filter { $0.field != .name }.flatMap { field, _ -> [Field] in
            let label = field.label(of: record.kind)
            return switch field.form {
            case .citizenID:
                [
                    Field(label: label, value: whole ? record[field] : record.citizenID?.masked ?? ""),
                    Field(label: "性别", value: record.gender ?? ""),
                ]
            case .phone: [Field(label: label, value: whole ? record.phone : Telephone.masked(record.phone))]
            case .text, .date, .decimal, .choice: [Field(label: label, value: record[field])]
            }
        }
        return [
            Field(label: Label.type, value: record.typeLabel), Field(label: Label.objectCode, value: subject.objectCode),
        ] + own + [
            Field(label: Label.jurisdiction, value: subject.jurisdictionName), Field(label: Label.source, value: subject.source.label),
        ]
    }

    private typealias Label = RegulatedSubject.Label

    private static func organizationFields(_ subject: RegulatedSubject, _ whole: Bool) -> [Field] {
        let record = subject.record
        return [
            Field(label: Label.code, value: record.code?.description ?? ""),
            Field(label: Label.entityKind, value: record.entityKind.label),
            Field(label: Label.registrationStatus, value: record.registrationStatus.label),
            Field(label: Label.alias, value: record.alias),
            Field(label: Label.legalRepresentative, value: record.legalRepresentative),
            Field(label: Label.representativePosition, value: record.representativePosition),
            Field(label: Label.liaison, value: record.liaison),
            Field(label: Label.phone, value: whole ? record.phone : Telephone.masked(record.phone)),
            Field(label: Label.jurisdiction, value: subject.jurisdictionName),
            Field(label: Label.riskLevel, value: record.riskLevel.label),
            Field(label: Label.publicCredit, value: record.publicCredit.label),
            Field(label: Label.tradeCredit, value: record.tradeCredit.label),
            Field(label: Label.safetyElement, value: record.safetyElement.label),
            Field(label: Label.categories, value: record.categories.labels),
            Field(label: Label.capacity, value: record.capacity),
            Field(label: Label.trades, value: record.trades.joined(separator: "、")),
            Field(label: Label.divisionCode, value: record.divisionCode),
            Field(label: Label.postcode, value: record.postcode),
            Field(label: Label.establishedOn, value: record.establishedOn?.description ?? ""),
            Field(label: Label.registeredAddress, value: record.registeredAddress),
            Field(label: Label.businessAddress, value: record.businessAddress),
            Field(label: Label.businessScope, value: record.businessScope),
            Field(label: Label.source, value: subject.source.label),
        ]
    }
}

extension SubjectStatus {
    package var tone: Tone {
        switch self {
        case .draft: .info
        case .incomplete: .warn
        case .registered: .ok
        case .writtenOff: .mute
        }
    }
}

/// The six kinds of attached objects, each with its own fields and template (SUBJ-02, A.7).
struct SubjectTypes: Codable, Sendable {
    struct Line: Codable, Sendable {
        let label: String
        let fields: String
        let new: String
        let importing: String
    }

    let types: [Line]

    init() {
        types = SubjectClass.attached.kinds.map { kind in
            Line(
                label: kind.label, fields: kind.fields.map { $0.field.label(of: kind) }.joined(separator: "、"),
                new: "/subjects/new?type=" + kind.rawValue, importing: "/imports/" + kind.slug)
        }
    }
}

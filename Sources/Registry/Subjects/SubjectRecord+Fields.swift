import Authority
import Timekeeping

extension SubjectRecord {
    /// The value of a field of A.7 as it is typed.
    package subscript(_ field: SubjectField) -> String {
        get {
            switch field {
            case .name: name
            case .citizenID: citizenID?.description ?? ""
            case .phone: phone
            case .address: businessAddress
            case .principal: legalRepresentative
            case .occupation, .number, .category, .user, .condition, .deviceKind, .registrationCode, .useCertificate,
                .inspectionBody, .nextInspectionOn, .area, .builder, .contractor, .startedOn, .completedOn, .producer,
                .seller, .qualification, .certificateNumber, .validUntil, .employer:
                details[field] ?? ""
            }
        }
        set {
            switch field {
            case .name: name = newValue
            case .citizenID: citizenID = CitizenIDNumber(newValue)
            case .phone: phone = newValue
            case .address: businessAddress = newValue
            case .principal: legalRepresentative = newValue
            case .occupation, .number, .category, .user, .condition, .deviceKind, .registrationCode, .useCertificate,
                .inspectionBody, .nextInspectionOn, .area, .builder, .contractor, .startedOn, .completedOn, .producer,
                .seller, .qualification, .certificateNumber, .validUntil, .employer:
                details[field] = newValue.isEmpty ? nil : newValue
            }
        }
    }

    /// 性别, of which the identity number tells.
    package var gender: String? { citizenID.map { $0.isMale ? "男" : "女" } }

    /// 在册, or 待补全 while the universal code is missing (STD-02). Attached things have none that joins departments.
    package var settledStatus: SubjectStatus {
        switch kind {
        case .organization: code == nil ? .incomplete : .registered
        case .person, .specialPerson: citizenID == nil ? .incomplete : .registered
        case .equipment, .specialEquipment, .site, .project, .product: .registered
        }
    }

    /// What a page calls the kind of the object: 企业, 自然人主体, 特种设备.
    package var typeLabel: String { Self.typeLabel(kind, entityKind) }

    package static func typeLabel(_ kind: SubjectKind, _ entityKind: EntityKind) -> String {
        kind == .organization ? entityKind.label : kind.label
    }

    /// What differs in the fields of A.7; identity and telephone numbers masked.
    func fieldChanges(from former: SubjectRecord) -> [FactDetail] {
        kind.fields.compactMap { field, _ in
            let label = field.label(of: kind)
            switch field.form {
            case .citizenID: return .change(label, former.citizenID?.masked, citizenID?.masked)
            case .phone:
                return former.phone == phone ? nil : FactDetail(
                    label, before: Telephone.masked(former.phone), after: Telephone.masked(phone))
            case .text, .date, .decimal, .choice: return .change(label, former[field], self[field])
            }
        }
    }
}

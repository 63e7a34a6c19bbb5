import Authority
import Library
import Storage

/// What an object is: an organisation, a natural person, or one of the six kinds of attached objects (SUBJ-01, SUBJ-02).
package enum SubjectKind: String, Labelled, SQLConvertible {
    case organization, person, equipment, specialEquipment, site, project, product, specialPerson

    package var subjectClass: SubjectClass {
        switch self {
        case .organization: .organization
        case .person: .person
        case .equipment, .specialEquipment, .site, .project, .product, .specialPerson: .attached
        }
    }

    package var label: String {
        switch self {
        case .organization: "机构类主体"
        case .person: "自然人主体"
        case .equipment: "设备设施"
        case .specialEquipment: "特种设备"
        case .site: "场地场所"
        case .project: "项目工程"
        case .product: "特定产品"
        case .specialPerson: "特定人员"
        }
    }

    /// In addresses: `/imports/special-equipment`.
    package var slug: String {
        switch self {
        case .organization: "subjects"
        case .person: "persons"
        case .equipment: "equipment"
        case .specialEquipment: "special-equipment"
        case .site: "sites"
        case .project: "projects"
        case .product: "products"
        case .specialPerson: "special-persons"
        }
    }

    /// Whether the universal code of the object is a citizen identity number (SUBJ-03).
    package var isHuman: Bool { fields.contains { $0.field == .citizenID } }

    /// What everybody may be told of a name: of a natural person only the surname (PUB-03).
    package func publicName(_ name: String) -> String {
        switch self {
        case .organization, .equipment, .specialEquipment, .site, .project, .product: name
        case .person, .specialPerson: Surname.of(name) + "某"
        }
    }

    /// What everybody may be told of a code: nothing of a natural person's.
    package func publicCode(_ code: String) -> String {
        switch self {
        case .organization, .equipment, .specialEquipment, .site, .project, .product: code
        case .person, .specialPerson: ""
        }
    }

    /// The object code (对象编码) of what has no public code of its own: these letters and the number of the record.
    /// Lists of draws are public, so an identity number is never an object code (SEC-06). Shorter than any credit code.
    func objectCode(serial: Int64) -> String {
        let digits = String(serial)
        return codeLetters + String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    }

    private var codeLetters: String {
        switch self {
        // an enterprise whose credit code is still to come
        case .organization: "DB"
        case .person: "ZR"
        case .equipment: "SB"
        case .specialEquipment: "TS"
        case .site: "CS"
        case .project: "XM"
        case .product: "CP"
        case .specialPerson: "RY"
        }
    }

    /// The fields of A.7 in their order; those of organisations are A.6 and have a form of their own.
    package var fields: [(field: SubjectField, isRequired: Bool)] {
        switch self {
        case .organization: []
        case .person: [(.name, true), (.citizenID, true), (.phone, false), (.address, false), (.occupation, false)]
        case .equipment: Self.equipmentFields
        case .specialEquipment:
            Self.equipmentFields + [
                (.deviceKind, true), (.registrationCode, true), (.useCertificate, false), (.inspectionBody, false),
                (.nextInspectionOn, false),
            ]
        case .site:
            [(.name, true), (.address, true), (.category, true), (.area, false), (.principal, false), (.phone, false)]
        case .project:
            [(.name, true), (.number, true), (.address, true), (.builder, false), (.contractor, false), (.startedOn, false),
             (.completedOn, false)]
        case .product: [(.name, true), (.number, true), (.producer, false), (.seller, false)]
        case .specialPerson:
            [(.name, true), (.citizenID, true), (.qualification, true), (.certificateNumber, false), (.validUntil, false),
             (.employer, false)]
        }
    }

    private static let equipmentFields: [(field: SubjectField, isRequired: Bool)] = [
        (.name, true), (.number, true), (.category, true), (.address, true), (.user, false), (.condition, true),
    ]
}

extension SubjectClass {
    package var kinds: [SubjectKind] { SubjectKind.allCases.filter { $0.subjectClass == self } }
}

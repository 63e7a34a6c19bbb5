import Storage

/// What makes two records the same object (SUBJ-03): the credit code of an organisation, the identity number of a
/// person, the number that an attached object bears. All but the public credit code is known to the database by its
/// keyed digest only.
enum SubjectIdentity: Hashable {
    case code(String)
    case digest([UInt8])

    init(_ record: SubjectRecord, _ protection: any FieldProtection) {
        if record.kind == .organization, let code = record.code {
            self = .code(code.description)
        } else {
            self = .digest(protection.blindIndex(Self.text(of: record), field: "regulated_subject.identity"))
        }
    }

    /// In the clear, for comparing within one file.
    static func text(of record: SubjectRecord) -> String {
        ([record.kind.rawValue] + record.identityParts).joined(separator: "\u{1F}")
    }

    var digest: [UInt8]? {
        switch self {
        case .code: nil
        case .digest(let bytes): bytes
        }
    }
}

extension SubjectRecord {
    /// Numbers that only the own agency or user counts don't stand alone.
    fileprivate var identityParts: [String] {
        switch kind {
        // until the code is known, so that the same row imported twice is one record
        case .organization: ["", jurisdiction.description, name, registeredAddress]
        case .person: citizenID.map { [$0.description] } ?? ["", jurisdiction.description, name, businessAddress, phone]
        case .specialPerson:
            citizenID.map { [$0.description, self[.qualification]] }
                ?? ["", jurisdiction.description, name, self[.qualification], self[.employer]]
        case .equipment: [jurisdiction.description, self[.user], name, self[.number]]
        case .specialEquipment: [self[.registrationCode]]
        case .site: [name, businessAddress]
        case .project: [self[.number]]
        case .product: [self[.producer], name, self[.number]]
        }
    }
}

import Authority
import Importing
import Library
import Storage

/// What the search index knows of a subject beside its words: the values that lists are filtered by. Whoever changes one
/// of these columns writes the entry anew (`RegulatedSubject.index`).
package enum SubjectTag {
    package static func agency(_ id: Organization.ID) -> String { "agency=\(id)" }
    /// Class and status in one, because every list asks for both.
    package static func stock(_ subjectClass: SubjectClass, _ status: SubjectStatus) -> String {
        "stock=" + subjectClass.rawValue + "." + status.rawValue
    }
    package static func type(_ kind: SubjectKind) -> String { "type=" + kind.rawValue }
    package static func trade(_ name: String) -> String { "trade=" + name }
    package static func category(_ category: EnterpriseCategory) -> String { "category=" + category.rawValue }
    package static func safety(_ element: SafetyElement) -> String { "safety=" + element.rawValue }
    package static func kind(_ kind: EntityKind) -> String { "kind=" + kind.rawValue }
    package static func registration(_ status: RegistrationStatus) -> String { "registration=" + status.rawValue }
    package static func risk(_ grade: Grade) -> String { "risk=" + grade.rawValue }
    package static func credit(_ grade: Grade) -> String { "credit=" + grade.rawValue }
}

extension SubjectRecord {
    /// The text that the library is searched by; codes have an index of their own.
    var searchText: String {
        let numbers: [SubjectField] = [.number, .registrationCode, .useCertificate, .certificateNumber, .user]
        return SearchText.fields([name, alias, businessAddress] + numbers.compactMap { details[$0] })
    }

    /// What the tags are made of: records that agree in it share their tags.
    struct Sorting: Hashable {
        let status: SubjectStatus
        let kind: SubjectKind
        let jurisdiction: Organization.ID
        let entityKind: EntityKind
        let registrationStatus: RegistrationStatus
        let grades: [Grade]
        let safetyElement: SafetyElement
        let trades: [String]
        let categories: [EnterpriseCategory]
    }

    func sorting(_ status: SubjectStatus) -> Sorting {
        Sorting(
            status: status, kind: kind, jurisdiction: jurisdiction, entityKind: entityKind, registrationStatus: registrationStatus,
            grades: [riskLevel, publicCredit], safetyElement: safetyElement, trades: trades, categories: categories)
    }

    func searchTags(_ status: SubjectStatus) -> [String] {
        [
            SubjectTag.stock(kind.subjectClass, status), SubjectTag.type(kind), SubjectTag.agency(jurisdiction),
            SubjectTag.kind(entityKind), SubjectTag.registration(registrationStatus), SubjectTag.risk(riskLevel),
            SubjectTag.credit(publicCredit), SubjectTag.safety(safetyElement),
        ] + trades.map(SubjectTag.trade) + categories.map(SubjectTag.category)
    }
}

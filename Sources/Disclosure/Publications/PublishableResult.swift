import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// Stands for the inspection, which has one id with the object of its task.
package enum InspectionMark {}

/// A result that was approved in review and so is due for publication (PUB-02, PUB-07, BEY-02).
package struct PublishableResult: Sendable, Equatable {
    package typealias ID = Identifier<InspectionMark>

    /// The inspection's.
    package let id: ID
    package let version: Int
    package let organization: Organization.ID
    package let status: PublicationStatus
    package let record: PublishableRecord
    package let approvedAt: Instant

    /// How long it has been waiting, in days (PUB-07).
    package func daysWaiting(at now: Instant) -> Int { now.beijingDate.dayNumber - approvedAt.beijingDate.dayNumber }
}

/// What may be told of a result, in words.
package struct PublishableRecord: Sendable, Equatable {
    package var taskName: String
    package var taskNumber: String
    package var agencyName: String
    /// In full; the public form is made when it is published.
    package var subjectName: String
    package var subjectCode: String
    /// Nil where the library no longer says it: then the name is told as a person's.
    package var subjectKind: SubjectKind?
    package var itemNames: [String]
    /// In words: 未发现问题, 发现问题, 无法开展检查.
    package var result: String
    package var isProblem: Bool
    package var inspectedOn: CalendarDate

    package init(
        taskName: String, taskNumber: String, agencyName: String, subjectName: String, subjectCode: String,
        subjectKind: SubjectKind?, itemNames: [String], result: String, isProblem: Bool, inspectedOn: CalendarDate
    ) {
        self.taskName = taskName
        self.taskNumber = taskNumber
        self.agencyName = agencyName
        self.subjectName = subjectName
        self.subjectCode = subjectCode
        self.subjectKind = subjectKind
        self.itemNames = itemNames
        self.result = result
        self.isProblem = isProblem
        self.inspectedOn = inspectedOn
    }

    var publicName: String { (subjectKind ?? .person).publicName(subjectName) }
    var publicCode: String { (subjectKind ?? .person).publicCode(subjectCode) }
}

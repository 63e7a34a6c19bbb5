import Authority
import Library
import Registry
import Storage
import Timekeeping

/// An inspection task (检查任务). There is one engine for all modes; a task has exactly one.
package struct InspectionTask: Sendable {
    package typealias ID = Identifier<InspectionTask>

    package let id: ID
    package let version: Int
    /// 任务编号 (TASK-03)
    package let number: String
    package let mode: InspectionMode
    package let status: TaskStatus
    package let organization: Organization.ID
    package let creator: Account.ID
    package let creatorName: String
    /// 成立日期
    package let establishedOn: CalendarDate?
    package let purgeAt: Instant?
    package let issuedAt: Instant?
    package let createdAt: Instant
    package let updatedAt: Instant
    package let record: TaskRecord

    package var span: AgencySpan { record.span }

    /// 已逾期 (TASK-28): the term is over and the task is not.
    package func isOverdue(_ today: CalendarDate) -> Bool { !status.isFinal && today > record.endDate }

    /// The days left of the term, the last day counted (TASK-07); nil when it is over.
    package func daysLeft(_ today: CalendarDate) -> Int? {
        today > record.endDate ? nil : record.endDate.dayNumber - today.dayNumber + 1
    }

    /// The end of the test (TASK-08) once the task is to be this: counted from when it was chosen, so that a task of last
    /// week that becomes a test is not cleared at once; other changes of a test do not prolong it.
    func purgeEnd(of record: TaskRecord, at now: Instant) -> Instant? {
        record.testExpiry == self.record.testExpiry ? purgeAt : record.testExpiry?.end(from: now)
    }
}

/// One matter of a task, with the forms it is inspected by.
package struct TaskItem: Sendable {
    package struct Form: Sendable, Hashable {
        package let version: FormVersionID
        package let name: String
        package let number: Int
    }

    package let id: ItemID
    package let code: String
    package let name: String
    package let origin: TaskItemOrigin
    /// Whose matter it is in a task of several agencies; nil where it is the lead's.
    package let participant: Organization.ID?
    package fileprivate(set) var forms: [Form]

    package init(
        id: ItemID, code: String, name: String, origin: TaskItemOrigin, participant: Organization.ID? = nil, forms: [Form]
    ) {
        (self.id, self.code, self.name, self.origin, self.participant, self.forms) = (id, code, name, origin, participant, forms)
    }
}

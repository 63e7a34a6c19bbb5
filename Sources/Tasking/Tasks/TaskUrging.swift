import Authority
import Ledger
import Storage
import Timekeeping

/// One executing agency of a task (检查机构) and how far it is.
package struct TaskAgency: Sendable, Equatable {
    package let organization: Organization.ID
    package let name: String
    package let subjects: Int
    package let lackingOfficers: Int
    package let finished: Int
    package let timesUrged: Int
    package let lastUrgedAt: Instant?

    package var open: Int { subjects - finished }
    /// 已选派 once every object of the agency has officers (DRAW-28).
    package var hasOfficers: Bool { lackingOfficers == 0 }
}

/// 催办 (TASK-23): an agency is reminded of officers not drawn or inspections still open, once an hour at most.
/// Open to the agency of the task and to every agency that takes part.
package struct TaskUrging: Sendable {
    package let task: InspectionTask.ID
    package let agency: Organization.ID

    package init(of agency: Organization.ID, for task: InspectionTask.ID) { (self.agency, self.task) = (agency, task) }

    package enum Act: String, OfferedAct { case urge }

    /// What urging one agency looks at.
    package struct Standing: ActStanding {
        let agency: TaskAgency
        let takesPart: Bool
        let now: Instant

        package init(_ agency: TaskAgency, of task: InspectionTask, _ agencies: [TaskAgency], _ actor: Actor, at now: Instant) {
            (self.agency, self.now) = (agency, now)
            takesPart = actor.may(.makeTasks)
                && (task.organization == actor.organization || agencies.contains { $0.organization == actor.organization })
        }

        package func isCallers(_ act: Act) -> Bool { takesPart }

        package func permit(_ act: Act) throws(TaskRefused) {
            guard !agency.hasOfficers || agency.open > 0 else { throw .nothingToUrge }
            if let last = agency.lastUrgedAt, now < last.advanced(hours: 1) { throw .urgedRecently }
        }
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.makeTasks)
        let found = try InspectionTask.lock(task, in: transaction)
        let agencies = try found.agencies(in: transaction)
        guard let standing = agencies.first(where: { $0.organization == agency }) else { throw NotFound() }
        try Standing(standing, of: found, agencies, actor, at: now).admit(.urge)
        try found.setUrged(agency, at: now, in: transaction)
        try found.record(TaskFacts.urged, by: actor, at: now, values: ["agency": standing.name], in: transaction)
        let people = try ActingAgency.people(of: agency, who: .drawOfficers, in: transaction)
        let what = standing.hasOfficers ? "尚有\(standing.open)个检查对象未完成" : "尚未选派检查人员"
        try Message.send(
            to: people.map(\.id), kind: .urged, title: "催办",
            text: "\(actor.organizationName)催办：任务“\(found.record.name)”\(what)", link: "/tasks/\(task)?tab=execution",
            at: now, in: transaction)
    }
}

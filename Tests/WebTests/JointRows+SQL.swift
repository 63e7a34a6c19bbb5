import Library
import Storage
import Timekeeping

@testable import Authority
@testable import Tasking

/// A joint task of the county with the neighbour as its one partner, brought into every state it can be in.
extension StatedRecords {
    static func jointRecord(_ server: DemoServer, _ now: Instant) async throws -> StatedRecord {
        let (maker, partner) = (server.resident(planner).actor, server.neighbour.actor.organization)
        let today = now.beijingDate
        let id = try await server.database.write { transaction in
            let claimed = try ItemQueries.claimed(by: maker.organization, kind: .spotCheck, in: transaction).rows
            guard claimed.count > 1 else { throw StorageError.broken("the county has no two items") }
            try transaction.execute(
                "INSERT INTO item_claim (item_id, organization_id, claimed_at, claimed_by) VALUES (\(claimed[1].id), \(partner), 0, \(claimed[1].id))")
            var record = TaskRecord(name: "联合抽查", year: today.year, source: .adHoc, from: today, to: today.advanced(days: 30))
            (record.span, record.invitationDeadline, record.leadDomain) = (.crossAgency, today.advanced(days: 5), .marketRegulation)
            let id = try TaskMaking(.doubleRandom, record, items: [claimed[0].id], partners: [partner], partnerItems: [claimed[1].id])
                .make(by: maker, at: now, in: transaction)
            try TaskInviting(of: id).make(by: maker, at: now, in: transaction)
            return id
        }
        // what the acts of people and the platform can reach, and nothing else: a draft asked nobody
        let reached: [(TaskStatus, InvitationStatus)] = [
            (.draft, .pending), (.awaitingPartners, .pending), (.awaitingEstablishment, .accepted), (.invitationRefused, .declined),
            (.invitationRefused, .expired), (.abolished, .declined), (.awaitingSubjects, .accepted),
        ]
        let states = reached.map { task, answer in
            let asked: Instant? = task == .draft ? nil : now
            return State(name: "\(task) \(answer)", set: [
                "UPDATE inspection_task SET status = \(task) WHERE id = \(id)",
                "UPDATE task_invitation SET status = \(answer), invited_at = \(asked) WHERE task_id = \(id)",
            ])
        }
        let page = "/tasks/\(id)"
        return StatedRecord(
            noun: "联合任务", page: page + "/invitation", people: [planner, stranger, officer], states: states,
            refusals: [
                "tasking.task.wrongState", "tasking.task.partnerAgreed", "tasking.joint.deadlinePassed", "tasking.joint.alreadyAnswered",
            ],
            acts: [
                Act(TaskAct.invite, page + "/inviting") { try TaskInviting(of: id).make(by: $0, at: now, in: $1) },
                Act(TaskAct.establish, page + "/establishment") { try TaskEstablishing(of: id).make(by: $0, at: now, in: $1) },
                Act(TaskAct.abolish, page + "/abolition") { try TaskAbolishing(of: id).make(by: $0, at: now, in: $1) },
                Act(TaskAct.extend, page + "/invitation/extension") {
                    try InvitationExtension(of: id, to: today.advanced(days: 9), again: [partner]).make(by: $0, at: now, in: $1)
                },
                Act(InvitationAct.accept, page + "/invitation/answer") { try InvitationAnswer(to: id, .accept).make(by: $0, at: now, in: $1) },
                Act(InvitationAct.decline, page + "/invitation/answer") {
                    try InvitationAnswer(to: id, .decline(reason: "人员不足")).make(by: $0, at: now, in: $1)
                },
            ])
    }
}

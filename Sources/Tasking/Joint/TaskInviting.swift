import Authority
import Ledger
import Storage
import Timekeeping

/// 发起邀约: every cooperating agency of a draft is asked (JOIN-02).
package struct TaskInviting: Sendable {
    package let task: InspectionTask.ID

    package init(of task: InspectionTask.ID) { self.task = task }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let before = try InspectionTask.lockOwn(task, of: actor, in: transaction)
        let next = try TaskStanding.of(before, for: actor, in: transaction).admit(.invite)
        let items = try TaskItem.all(of: task, in: transaction), invitations = try before.invitations(in: transaction)
        try before.requireForms(of: items.filter { $0.participant == nil })
        try before.requireJointPart(of: items, invitations, on: now.beijingDate)
        for invitation in invitations { try invitation.setInvited(at: now, in: transaction) }
        try before.setStatus(next, at: now, in: transaction)
        let deadline = before.record.invitationDeadline?.description ?? ""
        try before.record(
            JointFacts.invited, by: actor, at: now,
            values: ["agencies": invitations.map(\.agencyName).joined(separator: "、"), "deadline": deadline], in: transaction)
        try before.tellInvited(invitations.map(\.agency), until: deadline, by: actor, at: now, in: transaction)
    }
}

/// 同意邀约 or 拒绝邀约 of an invited agency, until the end of the deadline day (JOIN-03).
package struct InvitationAnswer: Sendable {
    package enum Answer: Sendable, Equatable {
        case accept
        case decline(reason: String)

        var act: InvitationAct {
            switch self {
            case .accept: .accept
            case .decline: .decline
            }
        }
    }

    package let task: InspectionTask.ID
    package let answer: Answer

    package init(to task: InspectionTask.ID, _ answer: Answer) { (self.task, self.answer) = (task, answer) }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.makeTasks)
        let before = try InspectionTask.lock(task, in: transaction)
        let invitations = try before.invitations(in: transaction)
        guard let own = invitations.first(where: { $0.agency == actor.organization }) else { throw NotFound() }
        let next = try InvitationStanding(own, of: before, actor, on: now.beijingDate).admit(answer.act)
        let reason: String
        let kind: FactKind
        switch answer {
        case .accept: (reason, kind) = ("", JointFacts.accepted)
        case .decline(let why):
            if why.allSatisfy(\.isWhitespace) { throw JointRefused.reasonMissing }
            (reason, kind) = (why, JointFacts.declined)
        }
        try own.setAnswer(next, because: reason, by: actor.name, at: now, in: transaction)
        try before.record(kind, by: actor, at: now, values: ["agency": own.agencyName, "reason": reason], in: transaction)
        let said = next == .accepted ? "已同意邀约" : "已拒绝邀约，理由：\(reason)"
        try before.tellMaker(title: "邀约答复：\(before.record.name)", "\(own.agencyName)\(said)", at: now, in: transaction)
        try before.settleInvitations(at: now, in: transaction)
    }
}

extension InspectionTask {
    /// Ends what was not answered in time, and moves the task on once everybody has answered (E.5, JOIN-04, JOIN-07). Called
    /// under the lock of the task, by every act on invitations and by the job.
    /// - Returns: the task as it is now.
    @discardableResult
    func settleInvitations(at now: Instant, in transaction: Transaction) throws -> InspectionTask {
        guard status == .awaitingPartners else { return self }
        var states: [InvitationStatus] = []
        for invitation in try invitations(in: transaction) {
            guard isOverdueForPartners(now.beijingDate), let next = invitation.status.next(after: .expire) else {
                states.append(invitation.status)
                continue
            }
            states.append(next)
            try invitation.setAnswer(next, because: "", by: "", at: now, in: transaction)
            try record(JointFacts.expired, by: nil, at: now, values: ["agency": invitation.agencyName], in: transaction)
        }
        guard !states.contains(.pending) else { return try Self.lock(id, in: transaction) }
        let act: TaskAct = states.contains(.accepted) ? .partnersAgreed : .partnersRefused
        guard let next = status.next(after: act) else { return self }
        try setStatus(next, at: now, in: transaction)
        try record(TaskFacts.moved, by: nil, at: now, values: ["status": next.label], in: transaction)
        let what = next == .awaitingEstablishment ? "配合机构均已答复，请确认任务成立" : "没有配合机构同意邀约，请延长邀约截止日期或废除任务"
        try tellMaker(title: "\(next.label)：\(record.name)", what, at: now, in: transaction)
        return try Self.lock(id, in: transaction)
    }

    private func isOverdueForPartners(_ today: CalendarDate) -> Bool {
        record.invitationDeadline.map { today > $0 } ?? false
    }

    func tellInvited(
        _ agencies: [Organization.ID], until deadline: String, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        try tell(
            agencies, who: .makeTasks, title: "联合任务邀约：\(record.name)",
            "\(actor.organizationName)邀请本机构参加联合任务“\(record.name)”（\(number)），请于\(deadline)前（含当日）答复", at: now, in: transaction)
    }

    func tell(
        _ agencies: [Organization.ID], who permission: Permission, title: String, _ text: String, at now: Instant, in transaction: Transaction
    ) throws {
        let people = try agencies.flatMap { try ActingAgency.people(of: $0, who: permission, in: transaction) }
        try Message.send(
            to: people.map(\.id), kind: .jointInvitation, title: title, text: text, link: "/tasks/\(id)/invitation", at: now, in: transaction)
    }

    fileprivate func tellMaker(title: String, _ text: String, at now: Instant, in transaction: Transaction) throws {
        try Message.send(
            to: [creator], kind: .jointInvitation, title: title, text: "任务“\(record.name)”（\(number)）：\(text)",
            link: "/tasks/\(id)/invitation", at: now, in: transaction)
    }
}

/// Ends invitations that were not answered by their deadline (JOIN-07). Run every few minutes; each task in a transaction of
/// its own.
package struct InvitationExpiry: Sendable {
    package init() {}

    package func run(_ database: Database, clock: Clock) async throws {
        let now = clock.now()
        let due = try await database.read { try InspectionTask.overdueInvitations(on: now.beijingDate, limit: 1000, in: $0) }
        for task in due {
            try await database.write { transaction in
                do { try InspectionTask.lock(task, in: transaction).settleInvitations(at: now, in: transaction) } catch is NotFound {}
            }
        }
    }
}

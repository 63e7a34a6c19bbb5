import Authority
import Drawing
import Ledger
import Storage
import Timekeeping

/// 调整检查人员 of one object (ADJ-06, ADJ-08, ADJ-09): another officer takes the place of one, drawn by default, named by
/// hand for a reason. Where officers go in groups (DRAW-22), on every open object of the group.
package struct OfficerAdjustment: Sendable {
    package let visit: TaskSubject.ID
    /// Who gives place; nil where nobody was chosen.
    package let officer: Identifier<OfficerMark>?
    package let way: AdjustmentWay
    /// Who is named by hand.
    package let next: Identifier<OfficerMark>?
    package let reason: String

    package init(
        of visit: TaskSubject.ID, replacing officer: Identifier<OfficerMark>?, _ way: AdjustmentWay = .drawn,
        by next: Identifier<OfficerMark>? = nil, because reason: String = ""
    ) {
        (self.visit, self.officer, self.way, self.next, self.reason) = (visit, officer, way, next, reason)
    }

    /// What is asked for whatever the object is.
    package func permit() throws(AdjustmentRefused) {
        guard officer != nil else { throw .officerMissing }
        guard way == .manual else { return }
        guard !reason.allSatisfy(\.isWhitespace) else { throw .reasonMissing }
        guard next != nil else { throw .successorMissing }
    }

    /// - Parameter batch: of an act on several objects, whose notices are one a person.
    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, batch: MessageBatch? = nil, in transaction: Transaction
    ) throws {
        try actor.require(.drawOfficers)
        let before = try TaskSubject.lock(visit, in: transaction)
        let task = try InspectionTask.lock(before.task, in: transaction)
        try AdjustmentStanding.of(before, of: task.organization, for: actor, in: transaction).admit(.adjustOfficers)
        try permit()
        let former = try TaskSubject.officers(of: visit, in: transaction).first { $0.officer == officer && $0.agency == before.agency }
        guard let former else { throw AdjustmentRefused.officerElsewhere }
        let original = try OriginalDraw.of(before, in: transaction)
        let visits = try original.map { try before.group($0.sharing(before.code), of: former.officer, in: transaction) } ?? [before]
        var teams: [TaskSubject.ID: [VisitOfficer]] = [:]
        for visit in visits { teams[visit.id] = try TaskSubject.officers(of: visit.id, in: transaction) }
        let (draw, successor) = try successor(
            of: former, original, task, visits, teams, by: actor, at: now, protection: protection, in: transaction)
        for visit in visits {
            try replace(former, by: successor, on: visit, teams[visit.id, default: []], draw, task, actor, at: now, in: transaction)
        }
        try tell(former, successor, visits, task, at: now, batch, in: transaction)
    }

    private func successor(
        of former: VisitOfficer, _ original: OriginalDraw?, _ task: InspectionTask, _ visits: [TaskSubject],
        _ teams: [TaskSubject.ID: [VisitOfficer]], by actor: Actor, at now: Instant, protection: any FieldProtection,
        in transaction: Transaction
    ) throws -> (draw: DrawRecord?, officer: OfficerCandidate) {
        switch way {
        case .agency, .drawn:
            guard let original else { throw AdjustmentRefused.notDrawn }
            let made = try ReplacementDraw(original: original, task: task, visits: visits, teams: teams, replaced: former)
                .make(by: actor, at: now, protection: protection, in: transaction)
            return (made.draw, made.officer)
        case .manual:
            guard let next, let chosen = try OfficerCandidate.load([next], on: now.beijingDate, in: transaction).first,
                chosen.organization == actor.organization
            else { throw AdjustmentRefused.successorForeign }
            guard chosen.isFit else { throw AdjustmentRefused.successorUnfit(name: chosen.name) }
            let isOfOtherGroup = try original?.isOfGroups == true
                && Self.loads(in: task.id, agency: actor.organization, in: transaction)[next, default: 0] > 0
            guard !isOfOtherGroup, teams.values.allSatisfy({ team in !team.contains { $0.officer == next } }) else {
                throw AdjustmentRefused.successorInTeam(name: chosen.name)
            }
            for visit in visits where try OfficerRecusal.officers(recusedFrom: visit, in: transaction).contains(next) {
                throw AdjustmentRefused.successorRecused(name: chosen.name)
            }
            return (nil, chosen)
        }
    }

    private func replace(
        _ former: VisitOfficer, by next: OfficerCandidate, on visit: TaskSubject, _ team: [VisitOfficer], _ draw: DrawRecord?,
        _ task: InspectionTask, _ actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let way = draw == nil ? AdjustmentWay.manual : .drawn
        try visit.setAdjusted(
            team.map { one in
                guard one.officer == former.officer else { return one }
                return VisitOfficer(
                    next.id, name: next.name, certificateNumber: next.certificateNumber, agency: visit.agency, isLead: one.isLead)
            }, at: now, in: transaction)
        try AdjustmentRecord(
            way: way, fromName: former.name, toName: next.name, reason: reason, person: actor.name, at: now, draw: draw?.id,
            fromOfficer: former.officer, toOfficer: next.id
        ).insert(for: visit.id, from: visit.agency, to: visit.agency, in: transaction)
        var details = [FactDetail("检查人员", before: former.name, after: next.name), FactDetail("调整方式", before: nil, after: way.label)]
        if let draw { details.append(FactDetail("抽取编号", before: nil, after: draw.number)) }
        if !reason.isEmpty { details.append(FactDetail("调整理由", before: nil, after: reason)) }
        try task.record(
            TaskFacts.officerAdjusted, by: actor, at: now, details: details,
            values: ["subject": visit.name, "from": former.name, "to": next.name, "way": way.label], in: transaction)
    }

    private func tell(
        _ former: VisitOfficer, _ next: OfficerCandidate, _ visits: [TaskSubject], _ task: InspectionTask, at now: Instant,
        _ batch: MessageBatch?, in transaction: Transaction
    ) throws {
        let name = task.record.name, why = reason.isEmpty ? "" : "调整理由：\(reason)。"
        let line = visits.map { "任务“\(name)”的“\($0.name)”" }.joined(separator: "；")
        let left = try OfficerCandidate.load([former.officer], on: now.beijingDate, in: transaction).compactMap(\.account)
        try RecordNotice(
            .taskAssigned, title: ("检查人员已调整：\(name)", "检查人员已调整"), link: ("/field/", "/field/"),
            lead: "您不再担任以下检查对象的检查人员。\(why)检查对象：", line: line
        ).send(to: left, at: now, batch: batch, in: transaction)
        try RecordNotice(
            .taskAssigned, title: ("新的检查任务：\(name)", "新的检查任务"), link: ("/field/", "/field/"),
            lead: "您被选派为以下检查对象的检查人员，接替\(former.name)，请按任务期限开展检查。\(why)检查对象：", line: line
        ).send(to: next.account.map { [$0] } ?? [], at: now, batch: batch, in: transaction)
    }
}

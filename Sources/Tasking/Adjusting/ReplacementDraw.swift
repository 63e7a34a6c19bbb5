import Authority
import Drawing
import Storage
import Timekeeping

/// The draw of one officer in the place of another: from those who stood in the draw of before and are fit today. It is a
/// draw like every other, with its number, files and place in the chain (BEY-10); opening, fixing and drawing are one
/// transaction, because the lists follow from what is on record and nobody chooses anything.
struct ReplacementDraw {
    let original: OriginalDraw
    let task: InspectionTask
    /// The objects that change hands: one, or the open ones of a group.
    let visits: [TaskSubject]
    /// Who inspects them now.
    let teams: [TaskSubject.ID: [VisitOfficer]]
    let replaced: VisitOfficer

    /// - Throws: `AdjustmentRefused.nobodyLeft`, before a number is used.
    func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> (draw: DrawRecord, officer: OfficerCandidate) {
        let barred = try barred(in: transaction)
        let candidates = try candidates(barred, agency: actor.organization, at: now, in: transaction)
        let leaders = original.leaders
        // only a leader's place asks for somebody who may lead
        func canLead(_ candidate: OfficerCandidate) -> Bool { !replaced.isLead || leaders.contains(candidate.id) }
        guard candidates.contains(where: { one in canLead(one) && barred.values.allSatisfy { !$0.contains(one.id) } }) else {
            throw AdjustmentRefused.nobodyLeft
        }
        let opened = try DrawOpening(kind: .replacement, task: task, teamSize: 1).make(
            by: actor, at: now, protection: protection, in: transaction)
        let officers = try DrawOfficers(rows: candidates.map { .init($0, unit: actor.organizationName, canLead: canLead($0)) })
        let numbers = Dictionary(candidates.map { ($0.certificateNumber.uppercased(), $0) }, uniquingKeysWith: { first, _ in first })
        let stratum = "检查对象"
        try DrawFixing(
            record: opened,
            manifest: DrawManifest(rows: visits.map { DrawManifest.Row(stratum: stratum, objectID: $0.code) }), officers: officers,
            recusals: DrawRecusals(rows: recusals(barred, candidates)),
            references: DrawReferences(officers: officers.rows.compactMap { numbers[$0.certificateNumber]?.id })
        ).make(
            quotas: [DrawParameters.Quota(stratum: stratum, count: visits.count)], maxPerOfficer: original.parameters.maxPerOfficer,
            groups: original.isOfGroups ? 1 : nil, at: now, in: transaction)
        let record = try DrawRecord.lock(opened.id, in: transaction)
        let result = try Draw.run(record.folder(protection: protection, in: transaction))
        let drawn = try DrawResult(parsing: DrawResult.selectedLines(of: result))
        try record.conclude(drawn, result, by: actor, at: now, in: transaction)
        guard let chosen = drawn.selected.first?.team.first.flatMap({ numbers[$0] }) else {
            throw StorageError.broken("a drawn officer is no candidate")
        }
        return (record, chosen)
    }

    /// Who must not take the place, by object: whoever inspects it now, whoever was replaced there before, and the recused.
    private func barred(in transaction: Transaction) throws -> [TaskSubject.ID: Set<Identifier<OfficerMark>>] {
        var barred: [TaskSubject.ID: Set<Identifier<OfficerMark>>] = [:]
        for visit in visits {
            let former = try AdjustmentRecord.all(of: visit.id, in: transaction).compactMap(\.fromOfficer)
            barred[visit.id] = Set(teams[visit.id, default: []].map(\.officer)).union(former)
                .union(try OfficerRecusal.officers(recusedFrom: visit, in: transaction)).union(original.recused(from: visit.code))
        }
        return barred
    }

    /// Those of the former list who are fit today and have room. In groups nobody is of two, and whoever is barred from one
    /// object is from all: the group goes together.
    private func candidates(
        _ barred: [TaskSubject.ID: Set<Identifier<OfficerMark>>], agency: Organization.ID, at now: Instant, in transaction: Transaction
    ) throws -> [OfficerCandidate] {
        let loads = try OfficerAdjustment.loads(in: task.id, agency: agency, in: transaction)
        let most = original.parameters.maxPerOfficer
        return try OfficerCandidate.load(Set(original.ids.values), on: now.beijingDate, in: transaction).filter { one in
            let load = loads[one.id, default: 0]
            guard one.isFit, one.isDrawable, one.organization == agency else { return false }
            let isBarred = barred.values.contains { $0.contains(one.id) }
            if original.isOfGroups, isBarred || load > 0 { return false }
            // who is barred stands in the list with the recusal that says so, whatever the load
            return most == 0 || isBarred || load + visits.count <= most
        }
    }

    private func recusals(
        _ barred: [TaskSubject.ID: Set<Identifier<OfficerMark>>], _ candidates: [OfficerCandidate]
    ) -> [DrawRecusals.Row] {
        visits.flatMap { visit in
            candidates.filter { barred[visit.id, default: []].contains($0.id) }.map {
                DrawRecusals.Row(certificateNumber: $0.certificateNumber.uppercased(), objectID: visit.code)
            }
        }
    }
}

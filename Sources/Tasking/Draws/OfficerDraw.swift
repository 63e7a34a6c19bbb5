import Authority
import Drawing
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// 抽取摇号 of officers for the objects of one agency in a task (DRAW-26): commitments first, then the lists.
package struct OfficerDraw: Sendable {
    package let task: InspectionTask.ID
    package let officers: Set<Identifier<OfficerMark>>
    /// 检查人员数 of each object.
    package let teamSize: Int
    /// 0 is no limit.
    package let maxPerOfficer: Int
    /// Whoever inspected an object last time does not inspect it again (轮换).
    package let rotates: Bool
    /// 人员库 that the candidates are from; its marks say who leads (OFCR-07, OFCR-08).
    package let pool: OfficerPool.ID?
    /// 组长制: only those marked 组长 lead.
    package let needsLeaders: Bool
    /// 分组数 (DRAW-22); nil gives each object a team of its own.
    package let groups: Int?
    /// `AssignmentList.version` of what the person saw (OPS-04); nil where nobody looked at it before.
    package let seen: Int?

    package init(
        of task: InspectionTask.ID, from officers: Set<Identifier<OfficerMark>>, teamSize: Int, maxPerOfficer: Int = 0,
        rotates: Bool = false, pool: OfficerPool.ID? = nil, needsLeaders: Bool = false, groups: Int? = nil,
        seen: Int? = nil
    ) {
        (self.task, self.officers, self.teamSize) = (task, officers, teamSize)
        (self.maxPerOfficer, self.rotates) = (maxPerOfficer, rotates)
        (self.pool, self.needsLeaders, self.groups) = (pool, needsLeaders, groups)
        self.seen = seen
    }

    struct Standing {
        var status: TaskStatus
        var selection: SelectionMode
        /// Objects of the agency without officers, and all of them.
        var waiting: Int
        var all: Int
        var agency: Organization.ID
        var candidates: [OfficerCandidate]
    }

    func permit(_ standing: Standing) throws(DrawRefused) {
        guard standing.all > 0 || !standing.status.hasSubjects else { throw .noSubjects }
        if standing.status.hasSubjects, standing.waiting == 0 { throw .officersDrawn }
        guard standing.status.next(after: .assignOfficers) != nil else { throw .wrongTaskState(standing.status) }
        guard standing.selection == .random else { throw .onlyAssigned }
        guard teamSize >= 2 else { throw .tooFewOfficers }
        try permitOfficers(standing)
    }

    private func permitOfficers(_ standing: Standing) throws(DrawRefused) {
        let candidates = standing.candidates
        guard candidates.count == officers.count, candidates.allSatisfy({ $0.organization == standing.agency }) else {
            throw .foreignOfficer
        }
        if let unfit = candidates.first(where: { !$0.isFit }) { throw .unfitOfficer(name: unfit.name) }
        if let odd = candidates.first(where: { !$0.isDrawable }) { throw .unfitCertificate(name: odd.name) }
        guard candidates.count >= teamSize * (groups ?? 1) else { throw .tooFewCandidates }
        if maxPerOfficer > 0, candidates.count * maxPerOfficer < standing.waiting * teamSize { throw .tooFewCandidates }
        let leaders = candidates.count(where: \.canLead)
        // a group can't do without its leader as soon as there are any
        let isLed = needsLeaders || (groups != nil && leaders > 0)
        if isLed, leaders < leadersNeeded(for: standing.waiting) { throw .tooFewLeaders }
    }

    /// One for each group (OFCR-08). Without groups one leads as many teams as one may have objects.
    private func leadersNeeded(for waiting: Int) -> Int {
        groups ?? (maxPerOfficer > 0 ? (waiting + maxPerOfficer - 1) / maxPerOfficer : 1)
    }

    package func make(
        by actor: Actor, clock: Clock, protection: any FieldProtection, in database: Database
    ) async throws -> DrawRecord.ID {
        let opened = try await database.write { [self] in try begin(by: actor, at: clock.now(), protection: protection, in: $0) }
        guard opened.status == .opened else { return opened.id }
        try await database.write { [self] in try commit(opened.id, by: actor, at: clock.now(), in: $0) }
        return opened.id
    }

    func begin(by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction) throws -> DrawRecord {
        try actor.require(.drawOfficers)
        let task = try InspectionTask.lock(task, withPartOf: actor.organization, in: transaction)
        if let open = try DrawRecord.open(.officers, of: task.id, by: actor.organization, in: transaction) { return open }
        let standing = try standing(of: task, for: actor, at: now, in: transaction)
        try AssignmentList.require(seen, of: task.id, for: actor.organization, in: transaction)
        try permit(standing)
        return try DrawOpening(kind: .officers, task: task, teamSize: teamSize).make(
            by: actor, at: now, protection: protection, in: transaction)
    }

    /// The lists are read and fixed under the lock of the task: an agency's objects and officers are few.
    func commit(_ draw: DrawRecord.ID, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let task = try InspectionTask.lock(task, in: transaction)
        let record = try DrawRecord.lock(draw, in: transaction)
        guard record.status == .opened else { return }
        let standing = try standing(of: task, for: actor, at: now, in: transaction)
        do { try permit(standing) } catch {
            // who pressed again with other officers: the draw that was opened can't be held with them
            try record.setEnded(.failed, because: error.message, at: now, in: transaction)
            try record.fact(DrawFacts.failed, by: nil, at: now, values: ["reason": error.message]).record(in: transaction)
            return
        }
        let codes = try waitingCodes(for: actor.organization, in: transaction)
        let stratum = "检查对象"
        let officers = try DrawOfficers(rows: rows(standing.candidates, unit: actor.organizationName))
        let ids = Dictionary(
            standing.candidates.map { ($0.certificateNumber.uppercased(), $0.id) }, uniquingKeysWith: { first, _ in first })
        let fixing = DrawFixing(
            record: record, manifest: try DrawManifest(rows: codes.map { DrawManifest.Row(stratum: stratum, objectID: $0) }),
            officers: officers, recusals: try DrawRecusals(rows: try recusals(for: actor.organization, in: transaction)),
            references: DrawReferences(officers: officers.rows.compactMap { ids[$0.certificateNumber] }))
        try fixing.make(
            quotas: [DrawParameters.Quota(stratum: stratum, count: codes.count)], maxPerOfficer: maxPerOfficer, groups: groups,
            at: now, in: transaction)
    }

    /// 组长 are those marked so in the pool or the library; where nobody is marked and nobody must be, whoever is drawn
    /// first leads.
    private func rows(_ candidates: [OfficerCandidate], unit: String) -> [DrawOfficers.Row] {
        let hasLeaders = needsLeaders || candidates.contains(where: \.canLead)
        return candidates.map { DrawOfficers.Row($0, unit: unit, canLead: $0.canLead || !hasLeaders) }
    }
}

extension DrawOfficers.Row {
    /// As the files of a draw name an officer.
    init(_ candidate: OfficerCandidate, unit: String, canLead: Bool) {
        let plain = unit.replacing("|", with: "")
        self.init(
            certificateNumber: candidate.certificateNumber.uppercased(), unit: plain.isEmpty ? "本机构" : plain, canLead: canLead)
    }
}

extension OfficerCandidate {
    /// Whether the certificate number can stand in the files of a draw (docs/draw1.md: id).
    var isDrawable: Bool {
        let number = certificateNumber.uppercased().utf8
        return (1...64).contains(number.count)
            && number.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x2E, 0x5F, 0x2D: true
                default: false
                }
            }
    }
}

/// 指派人员: officers named by hand for one or several objects (DRAW-25).
package struct OfficerAssignment: Sendable {
    package let task: InspectionTask.ID
    package let subjects: Set<TaskSubject.ID>
    package let officers: Set<Identifier<OfficerMark>>
    package let lead: Identifier<OfficerMark>?
    /// `AssignmentList.version` of what the person saw (OPS-04); nil where nobody looked at it before.
    package let seen: Int?

    package init(
        in task: InspectionTask.ID, subjects: Set<TaskSubject.ID>, officers: Set<Identifier<OfficerMark>>,
        lead: Identifier<OfficerMark>? = nil, seen: Int? = nil
    ) {
        (self.task, self.subjects, self.officers, self.lead, self.seen) = (task, subjects, officers, lead, seen)
    }

    struct Standing {
        var status: TaskStatus
        var selection: SelectionMode
        /// Of the subjects named, those of the agency that wait for officers.
        var waiting: Int
        var agency: Organization.ID
        var candidates: [OfficerCandidate]
    }

    func permit(_ standing: Standing) throws(AssignmentRefused) {
        guard standing.status.next(after: .assignOfficers) != nil else { throw .draw(.wrongTaskState(standing.status)) }
        guard standing.selection == .manual else { throw .onlyDrawn }
        guard !subjects.isEmpty, standing.waiting == subjects.count else { throw .draw(.noSubjects) }
        guard officers.count >= 2 else { throw .draw(.tooFewOfficers) }
        guard standing.candidates.count == officers.count,
            standing.candidates.allSatisfy({ $0.organization == standing.agency })
        else { throw .draw(.foreignOfficer) }
        if let unfit = standing.candidates.first(where: { !$0.isFit }) { throw .draw(.unfitOfficer(name: unfit.name)) }
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.drawOfficers)
        let task = try InspectionTask.lock(task, withPartOf: actor.organization, in: transaction)
        try AssignmentList.require(seen, of: task.id, for: actor.organization, in: transaction)
        let waiting = try waitingCodes(for: actor.organization, in: transaction)
        let candidates = try OfficerCandidate.load(officers, on: now.beijingDate, in: transaction)
        try permit(Standing(
            status: task.status, selection: task.record.officerSelection, waiting: waiting.count,
            agency: actor.organization, candidates: candidates))
        let ordered = candidates.sorted { one, other in
            (one.id == lead ? 0 : 1, one.certificateNumber) < (other.id == lead ? 0 : 1, other.certificateNumber)
        }
        let team = ordered.map { $0.certificateNumber.uppercased() }
        try TeamAssignment(
            task: task.id, agency: actor.organization,
            teams: Dictionary(waiting.map { ($0, team) }, uniquingKeysWith: { first, _ in first })
        ).make(by: actor, at: now, in: transaction)
    }
}

package enum AssignmentRefused: Refusal, Equatable {
    case onlyDrawn
    case draw(DrawRefused)

    package var code: String {
        switch self {
        case .onlyDrawn: "tasking.assignment.onlyDrawn"
        case .draw(let refused): refused.code
        }
    }

    package var message: String {
        switch self {
        case .onlyDrawn: "该任务的检查人员只能随机抽取"
        case .draw(let refused): refused.message
        }
    }

    package var field: String? {
        switch self {
        case .onlyDrawn: nil
        case .draw(let refused): refused.field
        }
    }
}

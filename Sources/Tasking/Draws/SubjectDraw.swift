import Authority
import Cryptography
import Drawing
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// 开始抽取 of objects: commitments first, then the lists. Pressing again goes on with the draw that is open.
package struct SubjectDraw: Sendable {
    package let task: InspectionTask.ID
    /// The version of the task whose list the person saw (OPS-04); nil where nobody looked at it before.
    package let seen: Int?
    /// Who takes part beside the agency; of a draw that is open already it stays what it was.
    package let participants: DrawParticipants

    package init(of task: InspectionTask.ID, with participants: DrawParticipants = DrawParticipants(), seen: Int? = nil) {
        (self.task, self.participants, self.seen) = (task, participants, seen)
    }

    struct Standing {
        var status: TaskStatus
        var selection: SelectionMode
        var ruleIsChosen: Bool
        var categories: [SamplingCategory]
    }

    func permit(_ standing: Standing) throws(ChoosingRefused) {
        if standing.status.hasSubjects { throw .alreadyDrawn }
        guard standing.status == .awaitingSubjects else { throw .wrongState(standing.status) }
        guard standing.selection == .random else { throw .onlyChosen }
        guard standing.ruleIsChosen else { throw .ruleMissing }
        guard standing.categories.contains(where: { $0.remaining > 0 }) else { throw .subjectsMissing }
        var total = 0
        for category in standing.categories {
            guard let quota = try category.quota() else { throw .ratiosMissing }
            total += quota
        }
        guard total > 0 else { throw .nothingToDraw }
    }

    /// Two transactions: the ledger holds the commitments before the lists are read. From the first on the candidates
    /// can't be changed, so the long reading between them holds up nobody.
    package func make(
        by actor: Actor, clock: Clock, protection: any FieldProtection, in database: Database
    ) async throws -> DrawRecord.ID {
        let opened = try await database.write { [self] in try begin(by: actor, at: clock.now(), protection: protection, in: $0) }
        guard opened.status == .opened, !opened.awaitsCommitment else { return opened.id }
        try await fix(opened.id, clock: clock, in: database)
        return opened.id
    }

    /// The lists are read and fixed; with a second party as soon as it has committed.
    func fix(_ draw: DrawRecord.ID, clock: Clock, in database: Database) async throws {
        let fixed = try await database.read { [self] in try lists(in: $0) }
        try await database.write { [self] in try commit(draw, fixed, at: clock.now(), in: $0) }
    }

    func begin(by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction) throws -> DrawRecord {
        try actor.require(.drawSubjects)
        let task = try InspectionTask.lock(task, in: transaction)
        guard task.organization == actor.organization else { throw NotFound() }
        if let open = try DrawRecord.open(.subjects, of: task.id, by: task.organization, in: transaction) { return open }
        if let seen, seen != task.version { throw StorageError.overtaken }
        try permit(Standing(
            status: task.status, selection: task.record.subjectSelection,
            ruleIsChosen: try ExclusionRule.load(of: task.id, in: transaction) != nil,
            categories: try SamplingCategory.all(of: task.id, in: transaction)))
        try task.requireDynamicForm(in: transaction)
        try CapCheck.permit(.candidates, of: task, in: transaction)
        try SoloInspection.permit(task, in: transaction)
        return try DrawOpening(kind: .subjects, task: task, teamSize: 0, participants: participants).make(
            by: actor, at: now, protection: protection, in: transaction)
    }

    struct Lists {
        let manifest: DrawManifest
        /// The objects of its lines.
        let subjects: [SubjectID]
        let quotas: [DrawParameters.Quota]
    }

    /// What is left of the candidates, in the order of the file; a category without objects left is no stratum.
    func lists(in transaction: Transaction) throws -> Lists {
        let categories = try SamplingCategory.all(of: task, in: transaction).filter { $0.remaining > 0 }
        let quotas = try categories.map { DrawParameters.Quota(stratum: $0.name, count: try $0.quota() ?? 0) }
        let (bytes, subjects) = try manifest(size: categories.reduce(0) { $0 + $1.remaining }, in: transaction)
        return Lists(manifest: try DrawManifest(parsing: bytes), subjects: subjects, quotas: quotas)
    }

    func commit(_ draw: DrawRecord.ID, _ lists: Lists, at now: Instant, in transaction: Transaction) throws {
        let record = try DrawRecord.lock(draw, in: transaction)
        // somebody else pressed as well and was faster; the list is the same
        guard record.status == .opened, !record.awaitsCommitment else { return }
        let fixing = DrawFixing(
            record: record, manifest: lists.manifest, officers: try DrawOfficers(), recusals: try DrawRecusals(),
            references: DrawReferences(subjects: lists.subjects))
        try fixing.make(quotas: lists.quotas, maxPerOfficer: 0, at: now, in: transaction)
        guard let party = record.party else { return }
        try record.tellOperator("第二方已承诺，名单已固定：\(record.number)", at: now, in: transaction)
        if !record.hasEvent { try record.tell(party, "请揭示抽取随机数：\(record.number)", at: now, in: transaction) }
    }
}

/// Lists and parameters of a draw are fixed; their hash goes into the ledger.
struct DrawFixing {
    let record: DrawRecord
    let manifest: DrawManifest
    let officers: DrawOfficers
    let recusals: DrawRecusals
    let references: DrawReferences

    func make(
        quotas: [DrawParameters.Quota], maxPerOfficer: Int, groups: Int? = nil, at now: Instant, in transaction: Transaction
    ) throws {
        _ = try record.permit(.commit)
        guard let first = Digest(hex: record.commitmentA), let second = Digest(hex: record.commitmentS),
            let beacon = DrawBeacon(text: record.beacon)
        else { throw StorageError.broken("draw holds a wrong commitment") }
        let parameters = DrawParameters(
            algorithm: record.algorithm, drawID: record.code, planID: record.task.description.uppercased(), quotas: quotas,
            teamSize: record.teamSize, maxPerOfficer: maxPerOfficer, manifest: manifest, officers: officers,
            recusals: recusals, commitmentA: first, commitmentS: second, beacon: beacon, previousDraw: record.previousRecord,
            groups: groups)
        let hash = Digest.of(parameters.bytes, by: record.algorithm).hex
        try record.store(manifest.bytes, as: .manifest, in: transaction)
        try record.store(officers.bytes, as: .officers, in: transaction)
        try record.store(recusals.bytes, as: .recusals, in: transaction)
        try record.store(parameters.bytes, as: .parameters, in: transaction)
        try references.store(of: record.id, in: transaction)
        try record.keepPool(manifest, quotas, in: transaction)
        let selected = quotas.reduce(0) { $0 + $1.count }
        try record.setCommitted(parameters: hash, candidates: manifest.count, selected: selected, at: now, in: transaction)
        try record.fact(DrawFacts.committed, by: nil, at: now, values: ["params": hash]).record(in: transaction)
    }
}

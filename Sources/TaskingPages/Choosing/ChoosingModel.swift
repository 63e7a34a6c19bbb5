import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// 选定对象 of one task as a page: every decision made (DRAW-02…18).
package struct ChoosingModel: Codable, Sendable, Paged {
    package enum Step: String, Codable, CaseIterable, Sendable {
        case range, exclusion, ratios, draw

        package var label: String {
            switch self {
            case .range: "对象范围与分类"
            case .exclusion: "排除规则"
            case .ratios: "抽取比例"
            case .draw: "抽取"
            }
        }
    }

    package var isOpen: Bool { acts.contains(.choose) }

    struct Category: Codable, Sendable {
        let id: String
        let name: String
        let size: Int
        let remaining: Int
        /// “10%” or “5个”; empty while nothing is set.
        let sampling: String
        let quota: Int?
        let problem: String?
    }

    struct Candidate: Codable, Sendable {
        let id: String
        let name: String
        let code: String
        let kind: String
        let category: String
        let jurisdiction: String
        let address: String
        let contact: String
        /// 设备合计 (SUBJ-24)
        let equipment: String
        /// How often everybody visited it (CALM-01).
        let visits: String
        let isExcluded: Bool
        let state: String
        let reason: String
    }

    /// A line of 指定名单.
    struct Excluded: Codable, Sendable {
        let name: String
        let code: String
        let kind: String
        let address: String
    }

    /// A value that the list can be filtered by.
    package struct Option: Codable, Sendable {
        package let value: String
        package let label: String

        package init(_ value: String, _ label: String) { (self.value, self.label) = (value, label) }
    }

    package struct Draw: Codable, Sendable {
        package let id: String
        package let number: String
        package let status: String
        package let isOpen: Bool
    }

    package let task: String
    package let version: Int
    package let name: String
    package let number: String
    package let status: String
    package let step: Step
    package let steps: [Step]
    /// Whether the list may still be changed.
    package let acts: [ChoosingAct]
    let isDrawn: Bool
    /// Whether it can be issued with no objects yet (TASK-19).
    let mayBeEmpty: Bool
    /// Why not.
    let closedBecause: String?
    let totals: String
    let categories: [Category]
    let totalSize: Int
    let totalRemaining: Int
    let totalQuota: Int?
    /// Nil while neither 不设置 nor a rule was chosen.
    package let rule: [String]?
    /// 指定名单: the first of it, and how many there are beyond.
    let excludedList: [Excluded]
    let excludedMore: String?
    let candidates: ListModel<Candidate>?
    package let kinds: [Option]
    let jurisdictions: [Option]
    package let draws: [Draw]
    /// 超频次检查申请 of this task (BEY-30), in the step of the range.
    let exemptions: [CapExemptionRow]
    /// Whether others inspect in the same period (CALM-06), and why this agency goes alone; looked up in the last step.
    let hasOthers: Bool
    let soloReason: String?
    /// Bodies that could take part in the draw as second party.
    let parties: [Option]

    package static func load(_ call: Call, step forced: Step? = nil) async throws -> ChoosingModel {
        let actor = try call.actor(), id = try call.id(of: InspectionTask.self)
        let filter = filter(call.query), page = call.listPage, today = call.clock.today()
        return try await call.read { transaction in
            let task = try InspectionTask.load(id, scope: actor.scope, in: transaction)
            let isDrawn = task.record.subjectSelection == .random
            let steps: [Step] = isDrawn ? Step.allCases : [.range, .exclusion, .draw]
            let wanted = forced ?? call.query["step"].flatMap(Step.init(rawValue:)) ?? .range
            let step = steps.contains(wanted) ? wanted : .range
            let isListing = step == .exclusion
            let listed = isListing ? try CandidateList.load(of: id, filter, page: page, in: transaction) : nil
            return ChoosingModel(
                task, step: step, steps: steps, actor: actor, call: call,
                categories: try SamplingCategory.all(of: id, in: transaction),
                equipment: try EquipmentTotal.words(of: listed?.rows.map(\.subject) ?? [], in: transaction),
                visits: try EnterpriseVisit.counts(of: listed?.rows.map(\.subject) ?? [], on: today, in: transaction),
                totals: try CandidateList.totals(of: id, in: transaction),
                rule: try ExclusionRule.load(of: id, in: transaction), listed: listed,
                excluded: isListing ? try ExclusionEntry.first(100, of: id, in: transaction) : [],
                jurisdictions: isListing ? try Organization.tree(scope: actor.scope, in: transaction) : [],
                draws: try DrawRecord.all(of: id, in: transaction).filter { $0.kind == .subjects },
                exemptions: step == .range ? try exemptions(of: id, for: actor, in: transaction) : [],
                hasOthers: try step == .draw
                    && !OtherVisit.joinable(with: task, limit: 1, among: OtherVisit.lookedAt, in: transaction).isEmpty,
                solo: step == .draw ? try SoloInspection.load(of: id, in: transaction) : nil,
                parties: step == .draw && isDrawn ? try DrawPartyBody.all(for: actor.organization, in: transaction) : [])
        }
    }

    package static func filter(_ query: Values) -> CandidateList.Filter {
        var filter = CandidateList.Filter()
        filter.name = query["name"].flatMap { $0.isEmpty ? nil : $0 }
        filter.code = query["code"].flatMap { $0.isEmpty ? nil : $0.uppercased() }
        filter.address = query["address"].flatMap { $0.isEmpty ? nil : $0 }
        filter.kind = query["kind"].flatMap { EntityKind(rawValue: $0) }
        filter.jurisdiction = query["jurisdiction"].flatMap { Organization.ID($0) }
        filter.excluded = query["state"].flatMap { $0.isEmpty ? nil : $0 == "excluded" }
        return filter
    }

    private init(
        _ task: InspectionTask, step: Step, steps: [Step], actor: Actor, call: Call, categories: [SamplingCategory],
        equipment: [SubjectID: String], visits: [SubjectID: VisitCounts], totals: CandidateList.Totals, rule: ExclusionRule?, listed: Listed<CandidateList.Row>?, excluded: [ExclusionEntry],
        jurisdictions: [OrganizationLine], draws: [DrawRecord], exemptions: [CapExemptionRow], hasOthers: Bool, solo: SoloInspection?, parties: [DrawPartyBody]
    ) {
        (self.exemptions, self.hasOthers, soloReason) = (exemptions, hasOthers, solo?.reason)
        self.task = task.id.description
        version = task.version
        name = task.record.name
        number = task.number
        status = task.status.label
        self.step = step
        self.steps = steps
        isDrawn = task.record.subjectSelection == .random
        mayBeEmpty = !isDrawn && task.allowsZeroSubjects
        let standing = ChoosingStanding(task, hasOpenDraw: draws.contains { $0.status.isOpen }, actor)
        acts = standing.offers
        closedBecause = standing.isCallers(.choose) ? standing.refusal(of: .choose)?.message : PermissionDenied.message
        self.totals = totals.words
        self.categories = categories.map(Category.init)
        totalSize = categories.reduce(0) { $0 + $1.size }
        totalRemaining = categories.reduce(0) { $0 + $1.remaining }
        let quotas = self.categories.map(\.quota)
        totalQuota = quotas.allSatisfy { $0 != nil } && !quotas.isEmpty ? quotas.reduce(0) { $0 + ($1 ?? 0) } : nil
        self.rule = rule?.words
        excludedList = excluded.map(Excluded.init)
        let beyond = (rule?.codes.count ?? 0) - excluded.count
        excludedMore = beyond > 0 ? "名单共\((rule?.codes.count ?? 0))个，其余\(beyond)个未列出" : nil
        kinds = EntityKind.allCases.map { Option($0.rawValue, $0.label) }
        self.parties = parties.map { Option($0.id.description, $0.name) }
        self.jurisdictions = jurisdictions.map { Option($0.id.description, $0.name) }
        candidates = listed.map { ListModel($0.map { Candidate($0, equipment: equipment[$0.subject] ?? "", visits: visits[$0.subject] ?? VisitCounts()) }, call: call, path: call.path) }
        self.draws = draws.map {
            Draw(id: $0.id.description, number: $0.number, status: $0.status.label, isOpen: $0.status.isOpen)
        }
    }
}

extension ChoosingModel.Category {
    init(_ category: SamplingCategory) {
        id = category.id.description
        name = category.name
        size = category.size
        remaining = category.remaining
        sampling = category.sampling?.label ?? ""
        do {
            quota = try category.quota()
            problem = nil
        } catch {
            quota = nil
            problem = error.message
        }
    }
}

extension ChoosingModel.Candidate {
    init(_ row: CandidateList.Row, equipment: String, visits: VisitCounts) {
        self.equipment = equipment
        self.visits = visits.words
        id = row.subject.description
        name = row.name
        code = row.code
        kind = row.type
        category = row.category
        jurisdiction = row.jurisdiction
        address = row.address
        contact = [row.liaison, row.phoneMasked].filter { !$0.isEmpty }.joined(separator: " ")
        isExcluded = row.isExcluded
        state = row.isExcluded ? "已排除" : "未排除"
        reason = row.reason.label
    }
}

extension ChoosingModel.Excluded {
    init(_ entry: ExclusionEntry) {
        code = entry.code
        name = entry.name.isEmpty ? "（不在检查对象名录库中）" : entry.name
        kind = entry.kind?.label ?? ""
        address = entry.address
    }
}

extension ExclusionRule {
    /// The rule in words, a line a kind.
    package var words: [String] {
        if isNone { return ["不设置"] }
        return [
            byRecord.map { rule in
                let ways = ExclusionWay.allCases.filter(rule.ways.contains).map(\.label).joined(separator: "、")
                return "按检查记录排除：\(rule.from) 至 \(rule.to)，\(ways)，\(rule.count) 次及以上，检查结果 \(rule.result?.label ?? "全部")"
            },
            statuses.isEmpty ? nil : "按企业状态排除：" + ExcludedStatus.allCases.filter(statuses.contains).map(\.label).joined(separator: "；"),
            codes.isEmpty ? nil : "按指定名单排除：\(codes.count) 个",
        ].compactMap { $0 }
    }
}

extension ChoosingModel {
    /// What is still missing before the last step, and the step where it is mended.
    struct Gap: Sendable {
        let step: Step
        let words: String
    }

    var gaps: [Gap] {
        var gaps: [Gap] = []
        if mayBeEmpty, categories.isEmpty { return [] }
        if totalRemaining == 0 { gaps.append(Gap(step: .range, words: ChoosingRefused.subjectsMissing.message)) }
        if rule == nil { gaps.append(Gap(step: .exclusion, words: ChoosingRefused.ruleMissing.message)) }
        guard isDrawn else { return gaps }
        for category in categories where category.quota == nil {
            gaps.append(Gap(step: .ratios, words: "“\(category.name)”：" + (category.problem ?? ChoosingRefused.ratiosMissing.message)))
        }
        if totalQuota == 0, totalRemaining > 0 { gaps.append(Gap(step: .ratios, words: ChoosingRefused.nothingToDraw.message)) }
        return gaps
    }
}

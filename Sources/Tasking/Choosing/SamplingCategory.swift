import Authority
import Drawing
import Storage
import Timekeeping

/// A category of objects in a task (对象分类, DRAW-14), a line of the drawing table.
package struct SamplingCategory: Sendable {
    package typealias ID = Identifier<SamplingCategory>

    package let id: ID
    package let name: String
    package let sampling: Sampling?
    /// 包含对象数
    package let size: Int
    /// Left after exclusion.
    package let remaining: Int

    package init(id: ID, name: String, sampling: Sampling?, size: Int, remaining: Int) {
        (self.id, self.name, self.sampling, self.size, self.remaining) = (id, name, sampling, size, remaining)
    }

    /// 抽取数; nil while nothing is set.
    /// - Throws: “抽取数量不能超过对象数量” (DRAW-17).
    package func quota() throws(ChoosingRefused) -> Int? {
        switch sampling {
        case nil: return nil
        case .ratio(let percent):
            do { return try Draw.quota(ratio: percent, of: remaining) } catch { throw .tooMany }
        case .count(let count):
            guard (0...remaining).contains(count) else { throw .tooMany }
            return count
        }
    }
}

/// 按比例 or 按数量 (DRAW-16).
package enum Sampling: Hashable, Sendable {
    case ratio(Int)
    case count(Int)

    package var label: String {
        switch self {
        case .ratio(let percent): "\(percent)%"
        case .count(let count): "\(count)个"
        }
    }
}

/// How found objects become lines: one, or one a credit level, risk level or agency (DRAW-14, 15, 18; RISK-07).
package enum Categorization: String, Labelled {
    case single, publicCredit, combinedCredit, tradeCredit, risk, region

    package var label: String {
        switch self {
        case .single: "全部归入一个分类"
        case .publicCredit: "按基础公共信用评价分类"
        case .combinedCredit: "按信用分类+行业信用评价分类"
        case .tradeCredit: "按行业信用评价结果分类"
        case .risk: "按风险等级分类"
        case .region: "按区域（管辖机构）分类"
        }
    }
}

/// Objects of the library that the filters find and that are in no category yet become a category, or several (添加分类).
package struct CategoryAddition: Sendable {
    package let task: InspectionTask.ID
    package let name: String
    package let range: SubjectRange
    package let categorization: Categorization

    package init(to task: InspectionTask.ID, name: String, range: SubjectRange, by categorization: Categorization = .single) {
        self.task = task
        self.name = name
        self.range = range
        self.categorization = categorization
    }

    /// A category is a stratum of the draw, so its name obeys docs/draw1.md.
    func permit() throws(ChoosingRefused) {
        if name.isEmpty { throw .missing(MissingField("对象分类名称")) }
        guard name.count <= 30, !name.unicodeScalars.contains(where: { "|,:".unicodeScalars.contains($0) || $0.value < 32 || $0.value == 127 })
        else { throw .categoryName }
    }

    /// What became of an addition.
    package struct Outcome: Sendable {
        package let added: Int
        /// Which were left out, because one visit more would be beyond the cap; nil where none was.
        package let leftOut: String?
    }

    /// - Returns: the number of objects added.
    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Int {
        try add(by: actor, at: now, in: transaction).added
    }

    /// - Throws: the cap, where it leaves nothing to be added.
    package func add(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Outcome {
        let choosing = try Choosing.lock(task, of: actor, in: transaction)
        try permit()
        let found = try fill(scope: actor.scope, at: now, in: transaction)
        guard !found.isEmpty else { throw ChoosingRefused.nobodyFound }
        let beyond = try CapCheck.takeOut(of: choosing.task, from: Array(found.keys), in: transaction)
        let count = found.values.reduce(0, +) - beyond.count
        guard count > 0 else { throw CapCheck.refusal(beyond.first, count: beyond.count) }
        let leftOut = beyond.count > 0 ? CapCheck.words(beyond.first, count: beyond.count) : nil
        _ = try ExclusionRule.load(of: task, in: transaction)?.apply(to: choosing.task, in: transaction)
        try choosing.record(
            ChoosingFacts.categoryAdded, by: actor, at: now,
            details: [FactDetail("对象范围", before: nil, after: range.words), FactDetail("分类方式", before: nil, after: categorization.label)]
                + (leftOut.map { [FactDetail("超过年度检查频次上限未添加", before: nil, after: $0)] } ?? []),
            values: ["category": name, "count": "\(count)"], in: transaction)
        return Outcome(added: count, leftOut: leftOut)
    }
}

/// A category and its objects leave the task.
package struct CategoryRemoval: Sendable {
    package let task: InspectionTask.ID
    package let category: SamplingCategory.ID

    package init(of category: SamplingCategory.ID, from task: InspectionTask.ID) { (self.category, self.task) = (category, task) }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let choosing = try Choosing.lock(task, of: actor, in: transaction)
        guard let found = try SamplingCategory.all(of: task, in: transaction).first(where: { $0.id == category }) else {
            throw ChoosingRefused.categoryUnknown
        }
        try delete(in: transaction)
        try choosing.record(ChoosingFacts.categoryRemoved, by: actor, at: now, values: ["category": found.name], in: transaction)
    }
}

/// 设置基本抽取规则: a common ratio or number, and lines that override it (DRAW-16).
package struct SamplingSetting: Sendable {
    package let task: InspectionTask.ID
    package let common: Sampling?
    package let lines: [SamplingCategory.ID: Sampling]

    package init(of task: InspectionTask.ID, common: Sampling?, lines: [SamplingCategory.ID: Sampling] = [:]) {
        (self.task, self.common, self.lines) = (task, common, lines)
    }

    func permit(_ categories: [SamplingCategory]) throws(ChoosingRefused) -> [SamplingCategory] {
        guard !categories.isEmpty else { throw .subjectsMissing }
        var set: [SamplingCategory] = []
        for category in categories {
            guard let sampling = lines[category.id] ?? common else { throw .ratiosMissing }
            let line = SamplingCategory(
                id: category.id, name: category.name, sampling: sampling, size: category.size, remaining: category.remaining)
            _ = try line.quota()
            set.append(line)
        }
        return set
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let choosing = try Choosing.lock(task, of: actor, in: transaction)
        let before = try SamplingCategory.all(of: task, in: transaction)
        let after = try permit(before)
        for category in after { try category.storeSampling(in: transaction) }
        let details = zip(before, after).compactMap { FactDetail.change($1.name, $0.sampling?.label, $1.sampling?.label) }
        try choosing.record(ChoosingFacts.ratiosSet, by: actor, at: now, details: details, in: transaction)
    }
}

import Authority
import Importing
import Library
import Registry
import Storage

/// An enterprise at which one visit more would be beyond the cap (疑似频繁检查, CALM-02).
package struct CapHit: Sendable, Equatable {
    package let subject: SubjectID
    package let name: String
    package let grade: Grade
    /// Who would inspect.
    package let agencyName: String
    package let visits: Int
    package let limit: Int

    package var words: String {
        "“\(name)”（信用等级\(grade.label)）已由\(agencyName)检查\(visits)次，年度检查频次上限\(limit)次"
    }
}

/// What the cap says to the objects of a task. It is asked when they are added, before they are drawn, and when they are
/// issued; how many there are, it costs one statement.
struct CapCheck {
    /// Which objects are looked at.
    enum Objects {
        /// The candidates that are not excluded.
        case candidates
        /// The candidates of these categories.
        case added([SamplingCategory.ID])
        /// What has just been issued and was not drawn: of what is drawn the list was looked at before it was fixed.
        case issued
        case one(SubjectID)
    }

    let task: InspectionTask
    let standard: CapStandard

    /// How many are named; the others are counted.
    static let named = 5

    /// Nil where no cap stands against the task: a test, or what it stems from is exempt (CALM-04).
    static func of(_ task: InspectionTask, in transaction: Transaction) throws -> CapCheck? {
        guard task.record.nature == .formal else { return nil }
        // what is begun on the spot has its reason (CALM-02), and what was begun without network can't be refused afterwards
        switch task.mode.founding {
        case .planner, .event, .inspection: break
        case .officer: return nil
        }
        let delivered = try CapStandard.delivered(in: transaction)
        let laid = try CapStandard.laid(for: task.organization, year: task.record.year, in: transaction)
        let exempt = laid.first.map { first in laid.reduce(first.exemptions) { $0.intersection($1.exemptions) } } ?? delivered.exemptions
        guard exempt.isDisjoint(with: CapExemptKind.kinds(of: task)) else { return nil }
        return CapCheck(task: task, standard: delivered)
    }

    /// Of two tasks that are issued at once for one enterprise the second counts what the first has issued: whoever issues for an
    /// agency keeps its others waiting until the end of the transaction.
    static func takeTurn(among agencies: Set<Organization.ID>, year: Int, in transaction: Transaction) throws {
        for agency in agencies.sorted() {
            _ = try ActingAgency.load(agency, in: transaction).lockSequence("visit", year: year, in: transaction)
        }
    }

    /// - Throws: the rule, with the enterprises that it stands for.
    static func permit(_ objects: Objects, of task: InspectionTask, in transaction: Transaction) throws {
        guard let check = try of(task, in: transaction) else { return }
        let hits = try check.hits(objects, in: transaction)
        guard !hits.isEmpty else { return }
        throw refusal(hits, count: hits.count < named ? hits.count : try check.count(objects, in: transaction))
    }

    /// What would go beyond the cap leaves the categories just added.
    /// - Returns: how many, and the first of them.
    static func takeOut(
        of task: InspectionTask, from categories: [SamplingCategory.ID], in transaction: Transaction
    ) throws -> (count: Int, first: [CapHit]) {
        guard let check = try of(task, in: transaction) else { return (0, []) }
        let hits = try check.hits(.added(categories), in: transaction)
        guard !hits.isEmpty else { return (0, []) }
        return (try check.deleteCandidates(of: categories, in: transaction), hits)
    }

    static func refusal(_ hits: [CapHit], count: Int) -> ChoosingRefused { .beyondCap(words(hits, count: count)) }

    /// “甲…，乙…等7个检查对象”
    static func words(_ hits: [CapHit], count: Int) -> String {
        hits.map(\.words).joined(separator: "；") + (count > hits.count ? "；等\(count)个检查对象" : "")
    }
}

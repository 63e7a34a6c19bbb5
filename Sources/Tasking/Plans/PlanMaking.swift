import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// A plan is drawn up and kept as a draft (暂存, PLAN-01, PLAN-06).
package struct PlanMaking: Sendable {
    package let family: PlanFamily
    package let record: PlanRecord

    package init(_ family: PlanFamily, _ record: PlanRecord) { (self.family, self.record) = (family, record) }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> AnnualPlan.ID {
        try actor.require(.makePlans)
        let agency = try ActingAgency.load(actor.organization, in: transaction)
        try agency.requireEnforcementBody()
        let record = record.tidied
        try record.checkDraft()
        try PlanContent.load(record, family, keeping: [], for: agency, in: transaction).permit()
        let id = AnnualPlan.ID(at: now)
        try AnnualPlan.insert(id, record, family: family, by: actor, at: now, in: transaction)
        try Fact(
            kind: PlanFacts.made, actor: actor, at: now, organization: actor.organization, noun: "AnnualPlan",
            record: id.bytes, details: try record.details(from: nil, in: transaction), values: ["name": record.name]
        ).record(in: transaction)
        return id
    }
}

/// What a plan contains, looked at from the agency that makes it.
struct PlanContent {
    var family: PlanFamily
    var level: AgencyLevel
    var items: [ItemLine]
    /// Items the plan already contained; they stay to its end even when disabled meanwhile (ITEM-05).
    var kept: Set<ItemID>
    var itemsNamed: Int
    /// 配合领域监管事项, and the domains they have to belong to (PLAN-03).
    var partnerItems: [ItemLine] = []
    var partnerItemsNamed = 0
    var jointDomains: Set<EnforcementDomain> = []
    var issuesDownward: Bool
    var everyoneIsBelow: Bool

    static func load(
        _ record: PlanRecord, _ family: PlanFamily, keeping kept: Set<ItemID>, for agency: ActingAgency,
        in transaction: Transaction
    ) throws -> PlanContent {
        PlanContent(
            family: family, level: agency.level,
            items: try ItemQueries.lines(record.items, for: agency.id, in: transaction), kept: kept,
            itemsNamed: record.items.count, partnerItems: try ItemQueries.lines(record.partnerItems, for: agency.id, in: transaction),
            partnerItemsNamed: record.partnerItems.count, jointDomains: record.jointDomains, issuesDownward: !record.issueScope.isEmpty,
            everyoneIsBelow: try agency.descendants(among: record.issueScope, in: transaction) == record.issueScope)
    }

    func permit() throws(PlanRefused) {
        guard items.count == itemsNamed, items.allSatisfy({ ($0.kind == .spotCheck) == family.mode.usesSpotCheckItems })
        else { throw .itemUnknown }
        let added = items.filter { !kept.contains($0.id) }
        guard added.allSatisfy({ $0.status == .enabled }) else { throw .itemDisabled }
        guard added.allSatisfy(\.isClaimed) else { throw .itemNotClaimed }
        try permitPartnerItems()
        guard issuesDownward else { return }
        guard level != .township else { throw .townshipCannotIssue }
        guard everyoneIsBelow else { throw .issueScopeNotBelow }
    }

    private func permitPartnerItems() throws(PlanRefused) {
        guard partnerItems.count == partnerItemsNamed,
            partnerItems.allSatisfy({ ($0.kind == .spotCheck) == family.mode.usesSpotCheckItems })
        else { throw .partnerItemUnknown }
        guard partnerItems.allSatisfy({ jointDomains.contains($0.domain) }) else { throw .partnerItemOfOtherDomain }
        let own = Set(items.map(\.id))
        guard !partnerItems.contains(where: { own.contains($0.id) }) else { throw .partnerItemIsOwn }
    }
}

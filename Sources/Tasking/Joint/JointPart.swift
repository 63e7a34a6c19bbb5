import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// The cooperating agencies of a task and what they inspect. Each matter is inspected by one of them, who has claimed it
/// (JOIN-01); where several have, by the one that has the fewest so far.
struct JointPart {
    var lead: Organization.ID
    var mode: InspectionMode
    var partners: Set<Organization.ID>
    /// 配合领域监管事项 of the plan, and those chosen by hand.
    var plan: Set<ItemID>
    var manual: Set<ItemID>

    private var items: Set<ItemID> { plan.union(manual) }

    /// Brings the task's partners and their matters to these; a matter that stays with its agency keeps its forms.
    func write(into task: InspectionTask.ID, in transaction: Transaction) throws {
        guard try ActingAgency.partners(for: lead, among: partners, limit: partners.count, in: transaction).count == partners.count
        else { throw JointRefused.partnerUnknown }
        let before = try TaskInvitation.all(of: task, in: transaction)
        for invitation in before where !partners.contains(invitation.agency) { try invitation.delete(in: transaction) }
        for partner in partners.subtracting(before.map(\.agency)).sorted() {
            try TaskInvitation.insert(partner, into: task, in: transaction)
        }
        try writeItems(into: task, in: transaction)
    }

    private func writeItems(into task: InspectionTask.ID, in transaction: Transaction) throws {
        let all = try TaskItem.all(of: task, in: transaction)
        if let own = all.first(where: { $0.participant == nil && items.contains($0.id) }) { throw JointRefused.itemOfLead(own.name) }
        var kept: [ItemID: Organization.ID] = [:]
        for item in all {
            guard let participant = item.participant else { continue }
            if partners.contains(participant), items.contains(item.id), origin(of: item.id) == item.origin {
                kept[item.id] = participant
            } else {
                try TaskItem.delete(item.id, of: task, in: transaction)
            }
        }
        let added = items.subtracting(kept.keys)
        var seen: [Organization.ID: [ItemID: ItemLine]] = [:]
        for partner in partners {
            let lines = try ItemQueries.lines(added, for: partner, in: transaction)
            guard lines.count == added.count else { throw TaskRefused.itemUnknown }
            seen[partner] = Dictionary(lines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        }
        let had = Set(all.filter { $0.participant != nil }.map(\.id))
        for (item, partner) in try Self.shared(added, among: seen, kept) {
            guard let line = seen[partner]?[item] else { continue }
            let forms = try TaskItem.offeredForms(item, mode, for: partner, in: transaction)
            let origin = origin(of: item)
            try TaskItemIntake(item: line, mode: mode, isNew: origin == .manual && !had.contains(item), formsOffered: forms.count).permit()
            try TaskItem.insert(
                item, origin: origin, participant: partner, forms: forms.map(\.version), into: task, in: transaction)
        }
    }

    private func origin(of item: ItemID) -> TaskItemOrigin { plan.contains(item) ? .plan : .manual }

    /// Matters with the fewest claimants first, each to the claimant with the fewest matters.
    private static func shared(
        _ added: Set<ItemID>, among seen: [Organization.ID: [ItemID: ItemLine]], _ kept: [ItemID: Organization.ID]
    ) throws -> [(ItemID, Organization.ID)] {
        var loads = Dictionary(kept.values.map { ($0, 1) }, uniquingKeysWith: +)
        let claims = added.map { item in (item: item, by: seen.keys.filter { seen[$0]?[item]?.isClaimed == true }.sorted()) }
        return try claims.sorted { ($0.by.count, $0.item) < ($1.by.count, $1.item) }.map { claim in
            guard let partner = claim.by.min(by: { (loads[$0, default: 0], $0) < (loads[$1, default: 0], $1) }) else {
                throw JointRefused.itemOfNoPartner(seen.values.first?[claim.item]?.name ?? "")
            }
            loads[partner, default: 0] += 1
            return (claim.item, partner)
        }
    }
}

extension InspectionTask {
    /// Everything an invitation needs (JOIN-01): partners with matters of their own, and a deadline that has not passed.
    func requireJointPart(of items: [TaskItem], _ invitations: [TaskInvitation], on today: CalendarDate) throws(JointRefused) {
        guard !invitations.isEmpty else { throw .partnersMissing }
        for invitation in invitations where !items.contains(where: { $0.participant == invitation.agency }) {
            throw .partnerWithoutItems(invitation.agencyName)
        }
        guard let deadline = record.invitationDeadline else { throw .deadlineMissing }
        guard deadline >= today else { throw .deadlinePast }
    }
}

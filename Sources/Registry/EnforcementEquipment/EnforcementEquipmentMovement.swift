import Authority
import Importing
import Library
import Storage
import Timekeeping

/// 领用, 归还, 送修, 修复, 报废 (ELEM-02).
package struct EnforcementEquipmentMovement: Sendable {
    package let equipment: EnforcementEquipment.ID
    package let version: Int
    package let act: EnforcementEquipmentStatus.Act
    /// Who takes it; only for 领用.
    package let officer: EnforcementOfficer.ID?
    package let note: String

    package init(
        of equipment: EnforcementEquipment.ID, version: Int, _ act: EnforcementEquipmentStatus.Act, officer: EnforcementOfficer.ID? = nil,
        note: String = ""
    ) {
        (self.equipment, self.version, self.act, self.officer, self.note) = (equipment, version, act, officer, note)
    }

    package static let issued = FactKind(code: "registry.enforcementEquipment.issued", sentence: "{officer}领用执法装备{number}，{actor}经手")
    package static let returned = FactKind(code: "registry.enforcementEquipment.returned", sentence: "{officer}归还执法装备{number}，{actor}经手")
    package static let moved = FactKind(code: "registry.enforcementEquipment.moved", sentence: "{actor}将执法装备{number}置为{status}")

    struct Standing {
        var status: EnforcementEquipmentStatus
        var agency: Organization.ID
        var calibratedUntil: CalendarDate?
        var today: CalendarDate
        /// Nil when there is no such officer.
        var officer: OfficerLine?
    }

    func permit(_ standing: Standing) throws(EnforcementEquipmentRefused) -> EnforcementEquipmentStatus {
        guard let next = standing.status.next(after: act) else { throw .notPossible(standing.status) }
        guard act == .issue else { return next }
        guard self.officer != nil else { throw .holderMissing }
        guard let officer = standing.officer, officer.organization == standing.agency else { throw .otherAgency }
        guard officer.status == .active else { throw .unfit(name: officer.fullName) }
        if let until = standing.calibratedUntil, until < standing.today { throw .calibrationExpired }
        return next
    }

    package func make(in context: ActContext) throws {
        try context.actor.require(.manageOfficers)
        let found = try EnforcementEquipment.load(equipment, scope: context.actor.scope.ownOnly, in: context.transaction)
        let line = try officer.flatMap { try EnforcementOfficer.lines([$0], in: context.transaction)[$0] }
        let next = try permit(Standing(
            status: found.status, agency: found.organization, calibratedUntil: found.record.calibratedUntil,
            today: context.now.beijingDate, officer: line))
        let holder = act == .issue ? line : nil
        try update(to: next, holder: holder, in: context)
        let name = holder?.fullName ?? found.holderName
        let isMovement = act == .issue || act == .giveBack
        if isMovement { try keep(name: name, in: context) }
        try context.record(
            isMovement ? (act == .issue ? Self.issued : Self.returned) : Self.moved, of: found,
            [FactDetail("状态", before: found.status.label, after: next.label)], naming: ["officer": name, "status": next.label])
    }
}

import Authority
import Importing
import Library
import Storage
import Timekeeping

extension EnforcementEquipment: KeptNoun {
    package static let noun: StaticString = "EnforcementEquipment"
    package static var added: FactKind { EnforcementEquipmentRegistration.registered }
    package static var changed: FactKind { EnforcementEquipmentChange.changed }
    package static let refusals: KeyValuePairs<String, any Refusal> = ["enforcement_equipment_number": EnforcementEquipmentRefused.numberTaken]

    package var factRecord: [UInt8] { id.bytes }
    package var owner: Organization.ID? { organization }
    package var factValues: [String: String] { ["kind": record.kind.label, "number": record.number] }
}

/// A piece of equipment enters the register of the agency (ELEM-02).
package struct EnforcementEquipmentRegistration: Sendable {
    package let record: EnforcementEquipmentRecord

    package init(_ record: EnforcementEquipmentRecord) { self.record = record }

    package static let registered = FactKind(code: "registry.enforcementEquipment.registered", sentence: "{actor}登记执法装备{kind} {number}")

    package func make(in act: ActContext) throws -> EnforcementEquipment.ID {
        try act.actor.require(.manageOfficers)
        try record.requireFilled()
        let equipment = EnforcementEquipment(
            id: EnforcementEquipment.ID(at: act.now), version: 1, organization: act.actor.organization,
            organizationName: act.actor.organizationName, record: record, status: .inStore, holder: nil, holderName: "")
        try act.add(equipment)
        return equipment.id
    }
}

/// The fields become these (ELEM-02).
package struct EnforcementEquipmentChange: Sendable {
    package let equipment: EnforcementEquipment.ID
    package let version: Int
    package let record: EnforcementEquipmentRecord

    package init(of equipment: EnforcementEquipment.ID, version: Int, to record: EnforcementEquipmentRecord) {
        (self.equipment, self.version, self.record) = (equipment, version, record)
    }

    package static let changed = FactKind(code: "registry.enforcementEquipment.changed", sentence: "{actor}修改执法装备{number}")

    package func make(in act: ActContext) throws {
        try act.actor.require(.manageOfficers)
        let former = try EnforcementEquipment.load(equipment, scope: act.actor.scope.ownOnly, in: act.transaction)
        try record.requireFilled()
        try act.change(former, fields: record, expecting: version)
    }
}

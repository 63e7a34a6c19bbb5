import Authority
import Importing
import Library
import Storage
import Timekeeping

/// A piece of equipment enters the register of the agency (ELEM-02).
package struct EnforcementEquipmentRegistration: Sendable {
    package let record: EnforcementEquipmentRecord

    package init(_ record: EnforcementEquipmentRecord) { self.record = record }

    package static let registered = FactKind(code: "registry.enforcementEquipment.registered", sentence: "{actor}登记执法装备{kind} {number}")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> EnforcementEquipment.ID {
        try actor.require(.manageOfficers)
        try MissingField.check(["装备编号": record.number])
        let id = EnforcementEquipment.ID(at: now)
        try transaction.refusing(["enforcement_equipment_number": EnforcementEquipmentRefused.numberTaken]) {
            try insert(id, by: actor, at: now, in: transaction)
        }
        try Fact(
            kind: Self.registered, actor: actor, at: now, organization: actor.organization, noun: "EnforcementEquipment",
            record: id.bytes, values: ["kind": record.kind.label, "number": record.number]
        ).record(in: transaction)
        return id
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

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.manageOfficers)
        try MissingField.check(["装备编号": record.number])
        let found = try EnforcementEquipment.load(equipment, scope: actor.scope.ownOnly, in: transaction)
        try transaction.refusing(["enforcement_equipment_number": EnforcementEquipmentRefused.numberTaken]) {
            try update(at: now, in: transaction)
        }
        let former = found.record
        let details: [FactDetail?] = [
            .change("装备类型", former.kind.label, record.kind.label), .change("装备编号", former.number, record.number),
            .change("型号", former.model, record.model),
            .change("检定有效期至", former.calibratedUntil?.description, record.calibratedUntil?.description),
        ]
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: found.organization, noun: "EnforcementEquipment",
            record: equipment.bytes, details: details.compactMap { $0 }, values: ["number": record.number]
        ).record(in: transaction)
    }
}

import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// A few invented pieces of equipment, some of them with officers, one past its calibration (ELEM-02).
enum DemoEquipment {
    static func enter(
        for officers: [EnforcementOfficer.ID], by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let today = now.beijingDate
        for number in 1...8 {
            let kind = EnforcementEquipmentKind.allCases[number % EnforcementEquipmentKind.allCases.count]
            // calibrated are the recorders only
            let until = kind == .bodyCamera ? today.advanced(days: number == 4 ? -20 : 300) : nil
            let id = try EnforcementEquipmentRegistration(
                EnforcementEquipmentRecord(kind, number: "QS-ZB-00\(number)", model: "虚构\(number)型", calibratedUntil: until)
            ).make(in: ActContext(actor, at: now, in: transaction))
            guard number <= 3 || number == 8, number <= officers.count else { continue }
            try EnforcementEquipmentMovement(of: id, version: 1, .issue, officer: officers[number - 1]).make(in: ActContext(actor, at: now, in: transaction))
        }
    }

    /// Invented bodies that the county has products tested by.
    static let testingBodies = [("青石县食品检验所", "12530100MA0000001", "0871-5550001"), ("云岭特种设备检测中心", "91530100MA0000002", "19900000072")]
        .map { name, code, phone in
            var body = TestingBodyRecord()
            (body.name, body.creditCode) = (name, UnifiedSocialCreditCode(completing: code))
            (body.contact, body.phone, body.domains) = ("检验受理室", phone, [.marketRegulation])
            return body
        }
}

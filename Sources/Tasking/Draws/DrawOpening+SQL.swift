import Authority
import Storage
import Timekeeping

extension DrawOpening {
    /// `drawId` begins with the agency's credit code, so that no two agencies' draws share one.
    static func code(of agency: Organization.ID, in transaction: Transaction) throws -> String {
        try transaction.value("SELECT unified_social_credit_code FROM organization WHERE id = \(agency)") ?? ""
    }

    /// The caller holds the agency's counter of draws, so the last one is the one before.
    static func lastRecord(of agency: Organization.ID, in transaction: Transaction) throws -> String? {
        try transaction.value(
            "SELECT record_hash FROM draw WHERE organization_id = \(agency) ORDER BY serial DESC LIMIT 1")
    }
}

extension DrawRecord {
    func insert(nonceA: [UInt8], nonceS: [UInt8], by actor: Actor, in transaction: Transaction) throws {
        let drawn: any Refusal = kind == .subjects ? DrawRefused.subjectsDrawn : DrawRefused.officersDrawn
        let serial: Int64? = try transaction.refusing(["draw_once": drawn]) {
            try transaction.value(
                """
                INSERT INTO draw (id, version, kind, status, draw_code, draw_number, task_id, task_name, task_no, is_test,
                    organization_id, hash, commit_a, commit_s, nonce_a_sealed, nonce_s_sealed, second_party, beacon,
                    prev_hash, record_hash, params_hash, seed, candidate_count, selected_count, team_size, outcome,
                    opened_at, operator_id, operator_name, second_party_id)
                VALUES (\(id), 1, \(kind), \(status), \(code), \(number), \(task), \(taskName), \(taskNumber), \(isTest),
                    \(organization), \(algorithm.rawValue), \(commitmentA), \(commitmentS), \(nonceA), \(nonceS),
                    \(secondParty), \(beacon), \(previousRecord), \(recordHash), '', '', 0, 0, \(teamSize), '',
                    \(openedAt), \(actor.account), \(operatorName), \(party))
                RETURNING serial
                """)
        }
        if let serial {
            try transaction.index("draw", serial: serial, text: "\(number) \(taskName) \(taskNumber) \(organizationName)")
        }
    }
}

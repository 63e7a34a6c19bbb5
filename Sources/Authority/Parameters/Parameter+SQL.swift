import Storage
import Timekeeping

extension Parameter {
    /// What holds for an agency: the strictest of its own setting and of those above it.
    package func value(for agency: Organization.ID, in transaction: Transaction) throws -> Int {
        strictest(of: try Self.settings(self, for: agency, in: transaction).map(\.value))
    }

    package func standing(of agency: Organization.ID, in transaction: Transaction) throws -> ParameterStanding {
        let settings = try Self.settings(self, for: agency, in: transaction)
        let own = settings.first { $0.organization == agency }
        return ParameterStanding(
            parameter: self, value: strictest(of: settings.map(\.value)),
            fromAbove: strictest(of: settings.filter { $0.organization != agency }.map(\.value)),
            own: own?.isSet == true ? own?.value : nil, version: own?.version ?? 0)
    }

    private static func settings(
        _ parameter: Parameter, for agency: Organization.ID, in transaction: Transaction
    ) throws -> [(organization: Organization.ID, value: Int, isSet: Bool, version: Int)] {
        try transaction.all(
            """
            SELECT p.organization_id, p.value, p.version FROM parameter_setting p
            JOIN organization_ancestry a ON a.ancestor_id = p.organization_id
            WHERE p.parameter = \(parameter) AND a.organization_id = \(agency)
            """
        ) { row in
            let organization: Organization.ID = try row.next()
            let value: Int? = try row.next()
            return (organization, value ?? parameter.standard, value != nil, try row.next())
        }
    }
}

extension ParameterSetting {
    func store(for actor: Actor, at now: Instant, in transaction: Transaction) throws {
        guard version > 0 else {
            try transaction.execute(
                """
                INSERT INTO parameter_setting (parameter, organization_id, value, updated_at, updated_by, version)
                VALUES (\(parameter), \(actor.organization), \(value), \(now), \(actor.account), 1)
                """)
            return
        }
        try transaction.executeVersioned(
            """
            UPDATE parameter_setting SET value = \(value), updated_at = \(now), updated_by = \(actor.account),
                version = version + 1
            WHERE parameter = \(parameter) AND organization_id = \(actor.organization) AND version = \(version)
            """)
    }
}

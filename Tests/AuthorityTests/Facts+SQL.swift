import Storage
import TestKit

@testable import Authority

/// The facts as they stand in the table.
struct Facts: Sendable {
    let kind: String
    let actorName: String
    let origin: String
    let organization: Organization.ID?
    let payload: FactPayload

    static func of(_ record: [UInt8], in town: Town) async throws -> [Facts] {
        try await town.database.read { transaction in
            try transaction.all(
                """
                SELECT kind, actor_name, origin, organization_id, payload FROM fact
                WHERE record_id = \(record) ORDER BY serial
                """
            ) { row in
                Facts(
                    kind: try row.next(), actorName: try row.next(), origin: try row.next(), organization: try row.next(),
                    payload: try FactPayload(json: try row.next()))
            }
        }
    }
}

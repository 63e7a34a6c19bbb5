import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking

/// What forms of plans and tasks of several agencies ask beside those of one.
enum JointForm {
    /// What the chosen partners and their matters are called.
    static func named(_ values: Values, for actor: Actor, in transaction: Transaction) throws -> Values {
        var values = values
        values.set("partners_label", all: try values.all("partners").map { text in
            try Organization.ID(text).map { try ActingAgency.name(of: $0, in: transaction) } ?? text
        })
        return try named(values, items: "partnerItems", agency: actor.organization, in: transaction)
    }

    static func named(
        _ values: Values, items field: String, agency: Organization.ID, in transaction: Transaction
    ) throws -> Values {
        var values = values
        let names = try PartnerItem.names(of: values.all(field).compactMap { ItemID($0) }, in: transaction)
        values.set(field + "_label", all: values.all(field).map { text in ItemID(text).flatMap { names[$0] } ?? text })
        return values
    }
}

/// What the pickers of those forms offer.
enum JointOptions {
    static let kind = Field("kind", "事项类别", .choice(ItemKind.options))

    static let routes: [Route] = [
        .options("/options/partner-agencies", .needs(.makeTasks), "可邀约的配合机构：其他启用的执法机构") { call in
            let agency = try call.actor().organization, words = call.query["q"] ?? ""
            let found = try await call.read { try ActingAgency.partners(for: agency, words: words, in: $0) }
            return .json(try JSONText.encode(found.map { OptionRow(value: $0.id.description, label: $0.name, note: "") }))
        },
        .options("/options/partner-items", .needs(.makeTasks), "其他执法机构已认领的事项，附认领机构", query: [kind]) { call in
            let agency = try call.actor().organization, words = call.query["q"] ?? ""
            let kind = ItemKind(rawValue: call.query["kind"] ?? "") ?? .supervision
            let found = try await call.read { try PartnerItem.offered(kind, to: agency, words: words, in: $0) }
            return .json(try JSONText.encode(found.map {
                OptionRow(value: $0.id.description, label: $0.name, note: $0.code + " " + $0.claimedBy.joined(separator: "、"))
            }))
        },
    ]
}

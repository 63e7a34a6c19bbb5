import Authority
import Importing
import Library
import Storage
import Timekeeping

/// An administrator gives a new pool its name; its people are chosen afterwards (OFCR-07).
package struct OfficerPoolFounding: Sendable {
    package let name: String

    package init(named name: String) { self.name = name }

    package static let founded = FactKind(code: "registry.officerPool.founded", sentence: "{actor}新建人员库“{name}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> OfficerPool.ID {
        try actor.require(.manageOfficers)
        try MissingField.check([OfficerPool.nameLabel: name])
        let id = OfficerPool.ID(at: now)
        try transaction.refusing(["officer_pool_name": OfficerPoolRefused.nameTaken]) {
            try insert(id, by: actor, at: now, in: transaction)
        }
        try Fact(
            kind: Self.founded, actor: actor, at: now, organization: actor.organization, noun: "OfficerPool",
            record: id.bytes, values: ["name": name]
        ).record(in: transaction)
        return id
    }
}

import Authority
import Storage
import Tasking

extension TaskSubject {
    /// A visit to enter a result for. Who neither was named for it nor sees its agency learns nothing of it, not even that
    /// it is there (SEC-08).
    static func lock(_ id: ID, for actor: Actor, in transaction: Transaction) throws -> TaskSubject {
        let assigned = try actor.officer.map { try askAssigned($0, to: id, in: transaction) }
        let visit = try lock(id, in: transaction)
        if try assigned?.first() != nil { return visit }
        guard try actor.scope.covers(visit.agency, in: transaction) else { throw NotFound() }
        return visit
    }
}

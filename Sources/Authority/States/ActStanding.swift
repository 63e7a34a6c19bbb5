import Storage

/// What the acts on a record are asked of: the states it is in, and who asks. A page draws what stands in `offers`, and the
/// act asks `admit` of the same standing under lock: what is offered and what is taken are one table.
package protocol ActStanding {
    associatedtype Act: OfferedAct
    associatedtype Refused: Refusal
    associatedtype Next

    /// Whether the act is this person's at all: by permission, and by whose record it is.
    func isCallers(_ act: Act) -> Bool
    /// - Returns: what comes of the act.
    /// - Throws: why the state doesn't let it be done now.
    func permit(_ act: Act) throws(Refused) -> Next
}

/// The acts on a record, by the names that programs read them under (`acts`).
package protocol OfferedAct: RawRepresentable<String>, CaseIterable, Codable, Hashable, Sendable {}

extension ActStanding {
    /// Why the act can't be done now; nil where it can be, and where it is not the caller's.
    package func refusal(of act: Act) -> Refused? {
        guard isCallers(act) else { return nil }
        do throws(Refused) { _ = try permit(act) } catch { return error }
        return nil
    }

    /// What the caller may do with the record now.
    package var offers: [Act] { Act.allCases.filter { isCallers($0) && refusal(of: $0) == nil } }

    /// The check of the act. For others than whose act it is the record is not there.
    @discardableResult
    package func admit(_ act: Act) throws -> Next {
        guard isCallers(act) else { throw NotFound() }
        return try permit(act)
    }
}

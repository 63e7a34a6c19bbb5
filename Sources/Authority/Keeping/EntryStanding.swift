import Storage

package enum EntryAct: String, OfferedAct {
    case change, disable, enable
}

/// What the acts on an entry of a library look at: whether it is in use, and who asks.
package struct EntryStanding: ActStanding {
    package let isInUse: Bool
    package let isKeeper: Bool

    package init(isInUse: Bool, isKeeper: Bool) { (self.isInUse, self.isKeeper) = (isInUse, isKeeper) }

    package func isCallers(_ act: EntryAct) -> Bool { isKeeper }

    package func permit(_ act: EntryAct) throws(EntryRefused) {
        switch act {
        case .change: break
        case .disable: guard isInUse else { throw .outOfUse }
        case .enable: if isInUse { throw .inUse }
        }
    }
}

package enum EntryRefused: Refusal, Equatable {
    case inUse, outOfUse

    package var code: String {
        switch self {
        case .inUse: "authority.entry.inUse"
        case .outOfUse: "authority.entry.outOfUse"
        }
    }

    package var message: String {
        switch self {
        case .inUse: "该记录已在用，无需再启用"
        case .outOfUse: "该记录已停用，无需再停用"
        }
    }
}

extension LibraryEntry {
    package func standing(for actor: Actor) -> EntryStanding {
        EntryStanding(isInUse: status.isInUse, isKeeper: isKept(by: actor))
    }

    /// Without the reason why not.
    func isKept(by actor: Actor) -> Bool {
        do { try permitKeeping(by: actor) } catch { return false }
        return true
    }
}

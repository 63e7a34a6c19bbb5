import Authority
import Importing
import Storage

package enum CheckFormAct: String, OfferedAct {
    case change
    /// The draft comes into force (ITEM-13).
    case enable
    case disable, restore
}

/// What the acts on a form look at: whether it is in use and has a draft, and who asks.
package struct CheckFormStanding: ActStanding {
    let entry: EntryStanding
    /// The form of a task is put together there.
    let isOfLibrary: Bool
    let hasDraft: Bool

    /// - Parameter versions: the newest first.
    package init(_ form: CheckForm, _ versions: [CheckFormVersion], _ actor: Actor) {
        (entry, isOfLibrary, hasDraft) = (form.standing(for: actor), form.kind == .library, versions.first?.status == .draft)
    }

    package func isCallers(_ act: CheckFormAct) -> Bool { isOfLibrary && entry.isKeeper }

    package func permit(_ act: CheckFormAct) throws(CheckFormRefused) {
        do throws(EntryRefused) {
            switch act {
            case .change, .enable: break
            case .disable: try entry.permit(.disable)
            case .restore: try entry.permit(.enable)
            }
        } catch {
            throw .entry(error)
        }
        if act == .enable, !hasDraft { throw .noDraft }
    }
}

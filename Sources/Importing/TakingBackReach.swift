/// What taking back an import of a kind can do (撤回导入). It is said before anything is written.
package enum TakingBackReach: Sendable {
    /// What was new leaves the library, what was changed becomes what it was.
    case everything
    /// Of what was changed the former content is not kept: an import that changes something stays.
    case additions
    case nothing

    package func covers(changed: Int) -> Bool {
        switch self {
        case .everything: true
        case .additions: changed == 0
        case .nothing: false
        }
    }
}

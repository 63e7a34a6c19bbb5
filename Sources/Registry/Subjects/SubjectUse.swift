import Importing
import Library
import Storage

/// What keeps an object from being written off (SUBJ-19). Declared here, answered by the targets that work on objects,
/// registered by the executable.
package protocol SubjectUse: Sendable {
    /// Whether a task, a rectification or a case about the object is not finished.
    func hasOpenMatters(_ subject: RegulatedSubject.ID, in transaction: Transaction) throws -> Bool
}

/// All uses that the executable registered.
package struct SubjectUses: Sendable {
    private let all: [any SubjectUse]

    package init(_ all: [any SubjectUse]) { self.all = all }

    func hasOpenMatters(_ subject: RegulatedSubject.ID, in transaction: Transaction) throws -> Bool {
        try all.contains { try $0.hasOpenMatters(subject, in: transaction) }
    }
}

import Authority
import Storage

extension Call {
    /// An entry of a library goes out of use or back into it, under the version that the person saw.
    package func set<Entry: LibraryEntry>(
        _ status: Entry.Status, of entry: Identifier<Entry>, reason: String = "", done message: String, goTo path: String
    ) async throws -> Answer {
        let change = StatusChange<Entry>(of: entry, version: seenVersion, to: status, reason: reason)
        return try await make { act in
            try change.make(in: act)
            return Done(message, goTo: path, id: entry.description)
        }
    }
}

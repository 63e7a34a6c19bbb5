/// A server that is at work on the database, told by itself every few seconds; several may be.
package struct ServingNode: Sendable, Equatable {
    package let id: String
    package let host: String
    package let process: Int64
    package let release: String

    /// Who has said nothing for so many seconds is not at work any more.
    package static let silentAfter: Int64 = 60

    package init(id: String, host: String, process: Int64, release: String) {
        (self.id, self.host, self.process, self.release) = (id, host, process, release)
    }
}

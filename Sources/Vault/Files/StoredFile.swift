import Cryptography
import Storage
import Timekeeping

/// Stands for the agency a file belongs to and the account that gave it, nouns of a later target.
package enum FileOwnerMark {}

/// A file as somebody has given it: the same content may be given many times.
package struct StoredFile: Sendable, Equatable {
    package typealias ID = Identifier<StoredFile>

    package let id: ID
    package let kept: KeptFile
    /// Decides who may read it; check with the scope before giving the content out.
    package let organization: Identifier<FileOwnerMark>
    package let uploadedBy: Identifier<FileOwnerMark>?
    package let uploadedAt: Instant
}

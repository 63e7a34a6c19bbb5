import Authority
import Cryptography
import Storage

/// The roots of the complete parts of the ledger, kept as they are first computed: the ledger only grows, so a proof
/// reads a few thousand entries and not all of them.
package actor LedgerTree {
    private static let part = 1024
    private var roots: [Int64: Digest] = [:]

    package init() {}

    /// The proof of a fact under the first checkpoint that covers it.
    /// - Throws: `NotFound`; `LedgerProof.Refused`.
    package func proof(of fact: RecordedFact, _ database: Database, keys: LedgerKeys) async throws -> LedgerProof {
        let place = try await database.read { transaction in
            guard let position = try LedgerEntry.position(of: fact.id, in: transaction),
                let checkpoint = try LedgerCheckpoint.covering(position, in: transaction)
            else { throw LedgerProof.Refused.notYet }
            return (position: position, checkpoint: checkpoint)
        }
        let path = try await path(to: place.position, in: 0..<place.checkpoint.size, database)
        let inclusion = InclusionProof(position: Int(place.position), size: Int(place.checkpoint.size), path: path)
        guard let key = keys.verificationKey(place.checkpoint.keyID), keys.confirms(place.checkpoint) == true,
            inclusion.proves(fact.leaf, under: place.checkpoint.root)
        else {
            roots = [:]
            throw LedgerProof.Refused.broken
        }
        return LedgerProof(record: fact.canonicalBytes, inclusion: inclusion, checkpoint: place.checkpoint, key: key.bytes)
    }

    private func path(to position: Int64, in range: Range<Int64>, _ database: Database) async throws -> [Digest] {
        guard range.count > Self.part else {
            let leaves = try await leaves(range, database)
            return InclusionProof(of: Int(position - range.lowerBound), in: leaves)?.path ?? []
        }
        let middle = range.lowerBound + Int64(MerkleTree.split(range.count))
        return position < middle
            ? try await path(to: position, in: range.lowerBound..<middle, database)
                + [try await root(of: middle..<range.upperBound, database)]
            : try await path(to: position, in: middle..<range.upperBound, database)
                + [try await root(of: range.lowerBound..<middle, database)]
    }

    private func root(of range: Range<Int64>, _ database: Database) async throws -> Digest {
        if range.count > Self.part {
            let middle = range.lowerBound + Int64(MerkleTree.split(range.count))
            return MerkleTree.node(
                try await root(of: range.lowerBound..<middle, database),
                try await root(of: middle..<range.upperBound, database))
        }
        if range.count == Self.part, let known = roots[range.lowerBound] { return known }
        let root = MerkleTree.root(try await leaves(range, database)[...])
        if range.count == Self.part { roots[range.lowerBound] = root }
        return root
    }

    private func leaves(_ range: Range<Int64>, _ database: Database) async throws -> [Digest] {
        let leaves = try await database.read { try LedgerEntry.leaves(range, in: $0) }
        guard leaves.count == range.count else { throw LedgerProof.Refused.broken }
        return leaves
    }
}

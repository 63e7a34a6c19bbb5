import Authority
import Drawing
import Storage

/// The files of a draw, and who may have which of them when.
extension DrawRecord {
    /// Everything as stored, and the reveal from its seals.
    func folder(protection: any FieldProtection, in transaction: Transaction) throws -> DrawFolder {
        var folder = DrawFolder(manifest: [], parameters: [], reveal: [])
        for file in DrawFile.allCases where file != .reveal { folder[file] = try stored(file, in: transaction) ?? [] }
        folder.reveal = try reveal(protection: protection, in: transaction).bytes
        return folder
    }

    /// What may be given out: what was fixed before the draw at once; nonces and result inside the agency when the
    /// draw is over, and to the public when the last visit is, because inspections are unannounced.
    package func isOffered(_ file: DrawFile, _ publicity: Publicity) -> Bool {
        switch (file, publicity) {
        case (.parameters, _): committedAt != nil
        case (.manifest, .closed), (.officers, .closed), (.recusals, .closed): false
        case (.manifest, _), (.officers, _), (.recusals, _): committedAt != nil
        case (.reveal, .closed), (.result, .closed): false
        // who refused to reveal keeps its nonce: the record says so
        case (.reveal, _):
            committedAt != nil && !status.isOpen && (party == nil || partyRevealedAt != nil) && (!hasEvent || !beaconValue.isEmpty)
        case (.result, _): status == .done
        }
    }

    package enum Publicity: Sendable {
        /// Those who may see the task.
        case inside
        /// Everybody, while visits are still to be made.
        case closed
        /// Everybody, after the last visit.
        case open
    }

    /// Open to the public when every object of the task is finished. A draw without result tells nothing of visits,
    /// but its list may be drawn from again.
    package func publicity(in transaction: Transaction) throws -> Publicity {
        guard try hasEndedVisits(in: transaction) else { return .closed }
        return .open
    }

    package func file(
        _ file: DrawFile, _ publicity: Publicity, protection: any FieldProtection, in transaction: Transaction
    ) throws -> [UInt8] {
        guard isOffered(file, publicity) else { throw NotFound() }
        if file == .reveal { return try reveal(protection: protection, in: transaction).bytes }
        guard let content = try stored(file, in: transaction) else { throw NotFound() }
        return content
    }

    /// Computes the draw again from its stored files (BEY-11).
    package static func verify(
        _ id: ID, scope: Scope, protection: any FieldProtection, in database: Database
    ) async throws -> DrawVerification.Verdict {
        let folder = try await database.read { transaction in
            let record = try load(id, scope: scope, in: transaction)
            guard record.status == .done else { throw DrawRefused.ended(record.status) }
            return try record.folder(protection: protection, in: transaction)
        }
        return try await WorkerPool.shared.run(.init(bytes: folder.manifest.count)) { DrawVerification.check(folder) }
    }

    /// The nonces, once nothing depends on their secrecy inside the agency any more (BEY-13).
    package func revealed(protection: any FieldProtection, in transaction: Transaction) throws -> DrawReveal? {
        guard isOffered(.reveal, .inside) else { return nil }
        return try reveal(protection: protection, in: transaction)
    }
}

import Authority
import Cryptography
import Ledger
import Storage
import Testing

@Suite("账本核验")
struct LedgerVerificationTests {
    /// Twelve facts under two checkpoints (5 and 12), then a change by hand; answers what the verification says.
    private func fault(
        in database: Database, _ keys: LedgerKeys, after change: @escaping @Sendable (Transaction) throws -> Void
    ) async throws -> LedgerFault? {
        try await database.write(change)
        return try await LedgerVerification.run(database, keys: keys, chunk: 4).fault
    }

    private func filled(_ body: (Database, LedgerKeys) async throws -> Void) async throws {
        let keys = try LedgerStore.keys()
        try await LedgerStore.each { database in
            let sequencer = Sequencer(database: database, keys: keys, clock: LedgerStore.clock)
            try await database.record(0..<5)
            try await sequencer.catchUp()
            try await database.record(5..<12)
            try await sequencer.catchUp()
            try await body(database, keys)
        }
    }

    @Test("未被改动的账本核验通过")
    func sound() async throws {
        try await filled { database, keys in
            let verdict = try await LedgerVerification.run(database, keys: keys, chunk: 4)
            #expect(verdict.isSound)
            #expect(verdict.size == 12)
            #expect(verdict.checkpoints == 2)
            #expect(verdict.unsigned == 0)
            #expect(verdict.pending == 0)
        }
    }

    @Test("改动任何一条的内容都被发现，并指出是第几条")
    func everyChangedFact() async throws {
        try await filled { database, keys in
            for position in 0..<12 {
                let serial = Int64(position + 1)
                let found = try await fault(in: database, keys) {
                    try $0.execute("UPDATE fact SET payload = payload || ' ' WHERE serial = \(serial)")
                }
                guard case .factChanged(Int64(position), _) = found else {
                    Issue.record("position \(position): \(String(describing: found))")
                    return
                }
                try await database.write {
                    _ = try $0.execute("UPDATE fact SET payload = trim(payload) WHERE serial = \(serial)")
                }
            }
            #expect(try await LedgerVerification.run(database, keys: keys).isSound)
        }
    }

    @Test("改动任何一栏都被发现", arguments: [
        "UPDATE fact SET recorded_at = recorded_at + 1 WHERE serial = 3", "UPDATE fact SET kind = 'x' WHERE serial = 3",
        "UPDATE fact SET actor_id = id WHERE serial = 3", "UPDATE fact SET actor_name = '张三' WHERE serial = 3",
        "UPDATE fact SET actor_organization_id = id WHERE serial = 3",
        "UPDATE fact SET organization_id = id WHERE serial = 3", "UPDATE fact SET origin = '10.0.0.1' WHERE serial = 3",
        "UPDATE fact SET noun = 'x' WHERE serial = 3",
        "UPDATE fact SET record_id = (SELECT leaf FROM ledger_entry WHERE position = 0) WHERE serial = 3",
        "UPDATE fact SET serial = 100 WHERE serial = 3",
    ] as [SQL])
    func everyColumn(change: SQL) async throws {
        try await filled { database, keys in
            let found = try await fault(in: database, keys) { _ = try $0.execute(change) }
            guard case .factChanged(2, _) = found else {
                Issue.record("\(String(describing: found))")
                return
            }
        }
    }

    @Test("删除任何一条都被发现，并指出是第几条")
    func everyRemovedFact() async throws {
        for position in [0, 6, 11] {
            try await filled { database, keys in
                let found = try await fault(in: database, keys) {
                    try $0.execute("DELETE FROM fact WHERE serial = \(position + 1)")
                }
                guard case .factRemoved(Int64(position), _) = found else {
                    Issue.record("position \(position): \(String(describing: found))")
                    return
                }
            }
        }
    }

    @Test("连同链上条目一起删除末尾，被检查点发现")
    func truncated() async throws {
        try await filled { database, keys in
            let found = try await fault(in: database, keys) { transaction in
                try transaction.execute("DELETE FROM fact WHERE serial > 10")
                try transaction.execute("DELETE FROM ledger_entry WHERE position >= 10")
            }
            #expect(found == .truncated(size: 10, checkpoint: 12))
        }
    }

    @Test("中间少一个链上条目被发现")
    func removedEntry() async throws {
        try await filled { database, keys in
            let found = try await fault(in: database, keys) {
                try $0.execute("DELETE FROM ledger_entry WHERE position = 6")
            }
            #expect(found == .entryRemoved(position: 6))
        }
    }

    @Test("两条内容互换被发现；连同链上条目互换，被检查点发现")
    func swapped() async throws {
        try await filled { database, keys in
            let found = try await fault(in: database, keys) { transaction in
                try transaction.execute("UPDATE ledger_entry SET position = 100 WHERE position = 6")
                try transaction.execute("UPDATE ledger_entry SET position = 6 WHERE position = 8")
                try transaction.execute("UPDATE ledger_entry SET position = 8 WHERE position = 100")
            }
            #expect(found == .rootDiffers(after: 5, size: 12))
        }
        try await filled { database, keys in
            let found = try await fault(in: database, keys) { transaction in
                try transaction.execute("UPDATE fact SET serial = 100 WHERE serial = 2")
                try transaction.execute("UPDATE fact SET serial = 2 WHERE serial = 4")
                try transaction.execute("UPDATE fact SET serial = 4 WHERE serial = 100")
            }
            guard case .factChanged(1, _) = found else {
                Issue.record("\(String(describing: found))")
                return
            }
        }
    }

    @Test("在已结清的序号之间插入记录被发现")
    func insertedFact() async throws {
        try await filled { database, keys in
            let found = try await fault(in: database, keys) { transaction in
                let id = try Fact.numbered(99).record(in: transaction)
                try transaction.execute("UPDATE fact SET serial = 0 WHERE id = \(id)")
            }
            guard case .factInserted(0, _) = found else {
                Issue.record("\(String(describing: found))")
                return
            }
        }
    }

    @Test("越过本系统追加的链上条目被发现")
    func insertedEntry() async throws {
        try await filled { database, keys in
            let found = try await fault(in: database, keys) {
                let id = try Fact.numbered(99).record(in: $0)
                try $0.execute(
                    """
                    INSERT INTO ledger_entry (position, fact_id, leaf)
                    SELECT 12, t.id, e.leaf FROM fact t, ledger_entry e WHERE t.id = \(id) AND e.position = 0
                    """)
            }
            #expect(found == .entryInserted(position: 12))
        }
    }

    @Test("伪造或换了密钥的检查点被发现")
    func forgedCheckpoint() async throws {
        try await filled { database, keys in
            let found = try await fault(in: database, keys) {
                try $0.execute("UPDATE ledger_checkpoint SET signed_at = signed_at + 1 WHERE size = 5")
            }
            #expect(found == .signatureInvalid(size: 5))
            let other = try LedgerKeys(signing: SigningKey(seed: [UInt8](repeating: 8, count: 32)))
            let verdict = try await LedgerVerification.run(database, keys: other)
            #expect(verdict.fault == .keyUnknown(size: 5, keyID: keys.keyID))
            let found2 = try await fault(in: database, keys) { try $0.execute("DELETE FROM ledger_checkpoint") }
            #expect(found2 == .unsigned)
        }
    }

    @Test("整本重写的账本，由外部保存的检查点发现")
    func externalWitness() async throws {
        try await filled { database, keys in
            let text = try #require(try await database.read { try LedgerCheckpoint.last(in: $0) }).text
            let witness = try #require(LedgerCheckpoint(text: text))
            #expect(try await LedgerVerification.run(database, keys: keys, checkpoints: [witness]).isSound)
            try await database.write { transaction in
                try transaction.execute("DELETE FROM ledger_checkpoint")
                try transaction.execute("DELETE FROM ledger_entry")
                try transaction.execute("UPDATE fact SET actor_name = '李四' WHERE serial = 9")
                try transaction.execute(
                    """
                    UPDATE ledger_state SET size = 0, frontier = '', settled_serial = 0, highest_serial = 0,
                        horizon_serial = 0, checkpoints = 0, code = NULL
                    """)
                // whoever has the keys can seal what was changed anew
                try transaction.forgeSeals()
            }
            try await Sequencer(database: database, keys: keys, clock: LedgerStore.clock).catchUp()
            #expect(try await LedgerVerification.run(database, keys: keys).isSound)
            let verdict = try await LedgerVerification.run(database, keys: keys, checkpoints: [witness])
            #expect(verdict.fault == .rootDiffers(after: 0, size: 12))
        }
    }

    @Test("检查点的文字形式可逆，改一个字就不再成立")
    func checkpointText() throws {
        let keys = try LedgerStore.keys()
        let checkpoint = try LedgerCheckpoint(number: 2, size: 3, root: MerkleTree.emptyRoot, at: LedgerStore.instant, keys: keys)
        #expect(LedgerCheckpoint(text: checkpoint.text) == checkpoint)
        #expect(keys.confirms(checkpoint) == true)
        let forged = try #require(
            LedgerCheckpoint(text: checkpoint.text.replacing("\n3\n", with: "\n4\n")))
        #expect(keys.confirms(forged) == false)
        #expect(LedgerCheckpoint(text: "mingcha-ledger/2\n") == nil)
    }
}

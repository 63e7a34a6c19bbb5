import Authority
import Dispatch
import Ledger
import Storage
import Testing

@Suite("事实入链")
struct SequencerTests {
    @Test("许多写入者和两个并行的入链者：每条事实恰好入链一次")
    func concurrent() async throws {
        let keys = try LedgerStore.keys()
        try await LedgerStore.each { database in
            let sequencers = (0..<2).map { _ in Sequencer(database: database, keys: keys, secondsBetweenCheckpoints: 0) }
            let loops = sequencers.map { sequencer in Task { await sequencer.run() } }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<40 {
                    group.addTask {
                        for round in 0..<5 {
                            let first = writer * 100 + round * 10
                            try? await database.write { transaction in
                                for number in first..<first + 3 { try Fact.numbered(number).record(in: transaction) }
                                // every fifth transaction is undone: its serials stay gaps
                                if round == 4 { throw StorageError.broken("undo") }
                            }
                            sequencers[round % 2].wake()
                        }
                    }
                }
                try await group.waitForAll()
            }
            for loop in loops { loop.cancel() }
            for loop in loops { await loop.value }
            try await sequencers[0].catchUp()
            let verdict = try await LedgerVerification.run(database, keys: keys)
            #expect(verdict.fault == nil)
            #expect(verdict.size == 40 * 4 * 3)
            #expect(verdict.pending == 0)
        }
    }

    @Test("较小的序号在较大的之后才可见，也会入链（PostgreSQL 的并发写入）")
    func lateSerial() async throws {
        let keys = try LedgerStore.keys()
        try await LedgerStore.each { database in
            guard database.engine == .postgresql else { return }
            let sequencer = Sequencer(database: database, keys: keys, clock: LedgerStore.clock)
            let gate = AsyncStream<Void>.makeStream()
            let release = DispatchSemaphore(value: 0)
            let slow = Task {
                try await database.write { transaction in
                    try Fact.numbered(1).record(in: transaction)
                    gate.continuation.yield()
                    release.wait()
                }
            }
            for await _ in gate.stream { break }
            try await database.record(2..<4)
            try await sequencer.catchUp()
            #expect(try await LedgerVerification.run(database, keys: keys).size == 2)
            release.signal()
            try await slow.value
            try await sequencer.catchUp()
            let verdict = try await LedgerVerification.run(database, keys: keys)
            #expect(verdict.fault == nil)
            #expect(verdict.size == 3)
        }
    }

    @Test("一批最多一千条；重启后从断处继续")
    func batches() async throws {
        let keys = try LedgerStore.keys()
        try await LedgerStore.each { database in
            try await database.record(0..<2100)
            try await Sequencer(database: database, keys: keys, clock: LedgerStore.clock).catchUp()
            try await database.record(2100..<2101)
            try await Sequencer(database: database, keys: keys, clock: LedgerStore.clock).catchUp()
            let verdict = try await LedgerVerification.run(database, keys: keys)
            #expect(verdict.fault == nil)
            #expect(verdict.size == 2101)
            #expect(verdict.checkpoints == 4)
        }
    }
}

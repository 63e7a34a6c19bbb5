import Authority
import Cryptography
import Foundation
@testable import Ledger
import Storage
import Testing

@Suite("账本被改动")
struct TamperTests {
    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    /// Twenty facts under three checkpoints, and eight that wait.
    private func filled(_ source: LedgerStore.Source, _ keys: LedgerKeys, anchor: CheckpointAnchor? = nil) async throws {
        let sequencer = Sequencer(database: source.database, keys: keys, anchor: anchor, clock: LedgerStore.clock)
        for part in [0..<6, 6..<13, 13..<20] {
            try await source.database.record(part)
            try await sequencer.catchUp()
        }
        try await source.database.record(20..<28)
    }

    @Test("SEC-05 在随机位置改动、删除、调换、插入或截断账本的任何一部分（也包括尚未入链的记录），每一次都被发现")
    func everyTamper() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("SEC-05 tamper seed \(seed)")
        let keys = try LedgerStore.keys()
        try await LedgerStore.eachSource { source in
            try await filled(source, keys)
            try await source.database.write { try LedgerCopy.make(in: $0) }
            #expect(try await LedgerVerification.run(source.database, keys: keys).faults == [])
            var random = SplitMix(state: seed)
            for _ in 0..<150 {
                let tamper = Tamper.random(facts: 28, linked: 20, checkpoints: 3, using: &random)
                try await source.database.write { for statement in tamper.statements { try $0.execute(statement) } }
                let verdict = try await LedgerVerification.run(source.database, keys: keys, chunk: 7)
                #expect(!verdict.isSound, "\(source.database.engine) seed \(seed): \(tamper.name)")
                try await source.database.write { try LedgerCopy.restore(in: $0) }
            }
            #expect(try await LedgerVerification.run(source.database, keys: keys).faults == [])
        }
    }

    @Test("SEC-05 数据库整个退回以前的状态，由数据文件夹中的检查点和文书上印的检查点发现；入链也不再继续")
    func rolledBack() async throws {
        let keys = try LedgerStore.keys()
        try await LedgerStore.eachSource { source in
            let anchor = try CheckpointAnchor(folder: source.folder)
            try await filled(source, keys, anchor: anchor)
            try await source.database.write { try LedgerCopy.make(in: $0) }
            let sequencer = Sequencer(database: source.database, keys: keys, anchor: anchor, clock: LedgerStore.clock)
            try await sequencer.catchUp()
            let last = try #require(try await source.database.read { try LedgerCheckpoint.last(in: $0) })
            #expect(last.number == 4)
            let verdict = try await LedgerVerification.run(source.database, keys: keys, anchor: anchor)
            #expect(verdict.faults == [] && verdict.caution == nil)
            try await source.database.write { try LedgerCopy.restore(in: $0) }
            // nothing in the database tells of it
            #expect(try await LedgerVerification.run(source.database, keys: keys).faults == [])
            let ahead = LedgerFault.anchorAhead(number: 4, last: 3)
            let again = try CheckpointAnchor(folder: source.folder)
            #expect(try await LedgerVerification.run(source.database, keys: keys, anchor: again).faults.contains(ahead))
            // whoever takes the file away too is found by paper alone, and that much is said
            try FileManager.default.removeItem(atPath: source.folder + "/" + CheckpointAnchor.fileName)
            let without = try await LedgerVerification.run(
                source.database, keys: keys, anchor: try CheckpointAnchor(folder: source.folder))
            #expect(without.faults == [] && without.caution?.contains("ledger.anchor") == true)
            let printed = PrintedCheckpoint(number: last.number, size: last.size, root: last.root)
            #expect(try await LedgerVerification.run(source.database, keys: keys, printed: [printed]).faults == [ahead])
            await #expect(throws: ahead) {
                try await Sequencer(database: source.database, keys: keys, anchor: again, clock: LedgerStore.clock).catchUp()
            }
        }
    }

    @Test("SEC-05 最后一个检查点被删除后，核验说出它的编号，入链不再继续")
    func lastCheckpoint() async throws {
        let keys = try LedgerStore.keys()
        try await LedgerStore.eachSource { source in
            try await filled(source, keys)
            try await source.database.write { _ = try $0.execute("DELETE FROM ledger_checkpoint WHERE number = 3") }
            #expect(try await LedgerVerification.run(source.database, keys: keys).faults == [.checkpointRemoved(number: 3)])
            await #expect(throws: LedgerFault.checkpointRemoved(number: 3)) {
                try await Sequencer(database: source.database, keys: keys, clock: LedgerStore.clock).catchUp()
            }
        }
    }

    @Test("SEC-05 损坏的行按其位置指出，其余的记录照常核验")
    func malformed() async throws {
        let keys = try LedgerStore.keys()
        try await LedgerStore.eachSource { source in
            // PostgreSQL keeps such a value out of a column of ids by itself
            guard source.database.engine == .sqlite else { return }
            try await filled(source, keys)
            try await source.database.write { transaction in
                for (serial, payload) in [(4, "x"), (24, "y")] {
                    try transaction.execute("UPDATE fact SET actor_id = \([UInt8]([1, 2])) WHERE serial = \(serial)")
                    try transaction.execute("UPDATE fact SET payload = \(payload) WHERE serial = \(serial + 2)")
                }
            }
            let faults = try await LedgerVerification.run(source.database, keys: keys, chunk: 5).faults
            #expect(faults.contains(.rowUnreadable(table: "fact", place: 4)))
            #expect(faults.contains(.rowUnreadable(table: "fact", place: 24)))
            #expect(faults.contains { if case .factChanged(5, _) = $0 { true } else { false } })
            #expect(faults.contains { if case .waitingFactChanged(26, _) = $0 { true } else { false } })
            #expect(LedgerFault.rowUnreadable(table: "fact", place: 4).message == "操作日志第 4 行无法读取，已被损坏或改动")
        }
    }

    @Test("SEC-05 尚未入链时被改动的记录，入链之后仍被发现；封印被改动的一组不再使用，不致掩盖")
    func changedBeforeLinking() async throws {
        let keys = try LedgerStore.keys()
        try await LedgerStore.eachSource { source in
            try await filled(source, keys)
            try await source.database.write { transaction in
                try transaction.execute("UPDATE fact SET actor_name = '李四' WHERE serial = 22")
                try transaction.execute("DELETE FROM fact WHERE serial = 28")
                try transaction.execute("DELETE FROM fact_seal WHERE serial = 28")
                try transaction.execute("UPDATE fact_strand SET count = count - 1 WHERE count > 0")
            }
            try await source.database.record(28..<31)
            try await Sequencer(database: source.database, keys: keys, clock: LedgerStore.clock).catchUp()
            let faults = try await LedgerVerification.run(source.database, keys: keys).faults
            #expect(faults.contains { if case .factChangedBeforeLinking(21, _) = $0 { true } else { false } })
            #expect(faults.contains { if case .strandForged = $0 { true } else { false } })
        }
    }

    @Test("SEC-05 有封印之前的记录仍然核验通过；此后没有封印的记录被发现")
    func older() async throws {
        let keys = try LedgerStore.keys()
        try await LedgerStore.eachSource { source in
            try await filled(source, keys)
            try await source.database.write { transaction in
                // the store of a release without seals and numbers
                try transaction.execute("DELETE FROM fact_seal")
                try transaction.execute("UPDATE fact_strand SET count = 0, code = NULL")
                try transaction.execute("DELETE FROM ledger_checkpoint")
                try transaction.execute("UPDATE ledger_state SET checkpoints = 0, code = NULL")
            }
            try await source.database.record(28..<30)
            try await Sequencer(database: source.database, keys: keys, clock: LedgerStore.clock).catchUp()
            #expect(try await LedgerVerification.run(source.database, keys: keys).faults == [])
            let id = try await source.database.write { transaction in
                let id = try Fact.numbered(99).record(in: transaction)
                return id
            }
            try await source.database.write { transaction in
                _ = try transaction.execute("DELETE FROM fact_seal WHERE serial = 31")
            }
            let faults = try await LedgerVerification.run(source.database, keys: keys).faults
            #expect(faults.contains(.factUnsealed(serial: 31, fact: id)))
        }
    }

    @Test("BEY-40 一条日志的存在证明可由任何人核对；改动其中任何一行都不再成立")
    func proof() async throws {
        let keys = try LedgerStore.keys()
        try await LedgerStore.eachSource { source in
            try await source.database.record(0..<2100)
            try await Sequencer(database: source.database, keys: keys, clock: LedgerStore.clock).catchUp()
            try await source.database.record(2100..<2101)
            let tree = LedgerTree()
            for serial in [1, 700, 1024, 1025, 2000, 2100, 1] as [Int64] {
                let fact = try #require(try await source.database.read { try RecordedFact.at(serial, in: $0) })
                let proof = try await tree.proof(of: fact, source.database, keys: keys)
                #expect(proof.isValid)
                let text = proof.text
                #expect(LedgerProof(text: text) == proof)
                let lines = text.split(separator: "\n").map(String.init)
                for place in lines.indices {
                    var changed = lines
                    let letter = changed[place].removeLast()
                    changed[place].append(letter == "1" ? "2" : "1")
                    #expect(LedgerProof(text: changed.joined(separator: "\n"))?.isValid != true, "line \(place)")
                }
                #expect(proof.words.contains("系统"))
            }
            let waiting = try #require(try await source.database.read { try RecordedFact.at(2101, in: $0) })
            await #expect(throws: LedgerProof.Refused.notYet) {
                _ = try await tree.proof(of: waiting, source.database, keys: keys)
            }
        }
    }
}

import Authority
import Cryptography
import Foundation
import Ledger
import Library
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("计划、任务和检查对象：随机的人做随机的事")
struct RandomActTests {
    /// `MINGCHA_RANDOM_ACTS` says how many for a long run (`bin/bench --acts`).
    private static let count = ProcessInfo.processInfo.environment["MINGCHA_RANDOM_ACTS"].flatMap { Int($0) } ?? 2_400
    private static let seed = ProcessInfo.processInfo.environment["MINGCHA_RANDOM_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...999_999)

    @Test("PLAN-09、PLAN-16、PLAN-38、TASK-08、TASK-20、DRAW-12、DRAW-27、JOIN-09 无论谁先后做什么，状态只按状态表变化，计划与其任务、任务与其检查对象始终一致，账本完好")
    func oneByOne() async throws {
        print("random acts: \(Self.count) from seed \(Self.seed)")
        try await Office.each { office in
            let walk = try await ActWalk.begin(in: office)
            var random = WalkRandom(state: Self.seed), done: [WalkAct: Int] = [:], states = Set<String>()
            for number in 1...Self.count {
                let known = try await office.read { try WalkRecords.latest(in: $0) }
                let step = WalkStep(known, using: &random)
                let before = try await office.read { try WalkStates.of(known, in: $0) }
                if try await walk.take(step) { done[step.act, default: 0] += 1 }
                let after = try await office.read { try WalkStates.of(known, in: $0) }
                let strange = after.strangeMoves(since: before)
                #expect(strange == [], "seed \(Self.seed), step \(number): \(step.act) by \(step.person)")
                states.formUnion(after.tasks.values.map(\.rawValue))
                if number.isMultiple(of: 100) { try await check(office, "seed \(Self.seed), step \(number)") }
            }
            try await check(office, "seed \(Self.seed), end")
            // a walk that gets nowhere proves nothing; a long one comes to everything
            let idle = Set(WalkAct.allCases.filter { done[$0] == nil })
            let common: Set<WalkAct> = [.makePlan, .submitPlan, .makeTask, .makeJointTask, .confirmTask, .invite, .issueTask, .assignOfficers]
            #expect(idle.isDisjoint(with: Self.count < 20_000 ? common : Set(WalkAct.allCases)), "seed \(Self.seed): \(idle)")
            #expect(states.isSuperset(of: ["draft", "awaitingPartners", "awaitingSubjects", "awaitingOfficers", "pending"]), "seed \(Self.seed)")
            try await verifyLedger(office.town)
        }
    }

    @Test("PLAN-09、TASK-20、DRAW-12、DRAW-27、JOIN-09 许多人同时提交时也是如此")
    func atOnce() async throws {
        try await Office.each { office in
            let walk = try await ActWalk.begin(in: office)
            var random = WalkRandom(state: Self.seed), done = 0
            for round in 1...(Self.count / 12) {
                let known = try await office.read { try WalkRecords.latest(in: $0) }
                let steps = (0..<12).map { _ in WalkStep(known, using: &random) }
                done += try await withThrowingTaskGroup(of: Bool.self) { group in
                    for step in steps { group.addTask { try await walk.take(step) } }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                if round.isMultiple(of: 10) { try await check(office, "seed \(Self.seed), round \(round)") }
            }
            try await check(office, "seed \(Self.seed), end")
            #expect(done > Self.count / 20, "seed \(Self.seed)")
            try await verifyLedger(office.town)
        }
    }

    private func check(_ office: Office, _ place: String) async throws {
        let now = office.town.now
        let breaches = try await office.read { transaction in
            try WalkInvariant.allCases.flatMap { try $0.breaches(at: now, in: transaction) }
        }
        #expect(breaches == [], "\(place)")
    }

    private func verifyLedger(_ town: Town) async throws {
        let keys = try LedgerKeys(signing: SigningKey(seed: [UInt8](repeating: 7, count: 32)))
        try await Sequencer(database: town.database, keys: keys, clock: town.clock).catchUp()
        let verdict = try await LedgerVerification.run(town.database, keys: keys)
        #expect(verdict.isSound)
        #expect(verdict.size > 0)
    }
}

extension WalkStates {
    /// The changes that no table of states knows.
    func strangeMoves(since before: WalkStates) -> [String] {
        var strange: [String] = []
        for (id, status) in before.reviews {
            guard let now = reviews[id] else {
                if status.next(after: .delete) == nil { strange.append("plan \(status) deleted") }
                continue
            }
            if now != status, !PlanAct.allCases.contains(where: { status.next(after: $0) == now }) { strange.append("plan \(status) → \(now)") }
        }
        for (id, status) in before.executions {
            guard let now = executions[id], now != status else { continue }
            if !PlanEvent.allCases.contains(where: { status.next(after: $0) == now }) { strange.append("execution \(status) → \(now)") }
        }
        for (id, status) in before.tasks {
            guard let now = tasks[id] else {
                if status.next(after: .delete) == nil, status.next(after: .purge) == nil { strange.append("task \(status) deleted") }
                continue
            }
            if !Self.reach(status, now, { one in TaskAct.allCases.compactMap { one.next(after: $0) } }) { strange.append("task \(status) → \(now)") }
        }
        for (id, status) in before.visits {
            guard let now = visits[id] else { continue }
            let isKnown = Self.reach(status, now) { one in TaskSubjectAct.allCases.compactMap { one.next(after: $0, mode: .daily) } }
            if !isKnown { strange.append("object \(status) → \(now)") }
        }
        return strange
    }

    /// Within three moves: a result may be entered, signed and countersigned in one act, and its task ends with it.
    private static func reach<Status: Equatable>(_ from: Status, _ to: Status, _ next: (Status) -> [Status]) -> Bool {
        var reached = [from]
        for _ in 0..<3 where !reached.contains(to) { reached += reached.flatMap(next) }
        return reached.contains(to)
    }
}

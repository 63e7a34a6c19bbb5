import Authority
import Drawing
import Storage
import TestKit
import Testing

@testable import Tasking

@Suite("第二方和公开随机信标")
struct DrawPartyTests {
    /// The supervising body is the city, whose reviewer is also its supervisor here.
    private func run(_ body: (DrawStage, Actor) async throws -> Void) async throws {
        try await DrawStage.each(subjects: 12) { stage in
            let reviewer = stage.town[.cityReviewer]
            try await stage.write { transaction, _, now in try DrawStage.grant(.supervisor, to: reviewer.account, at: now, in: transaction) }
            let supervisor = Actor(
                account: reviewer.account, name: reviewer.name, organization: reviewer.organization, organizationName: reviewer.organizationName,
                permissions: reviewer.permissions.union([.witnessDraws]), scope: reviewer.scope, officer: nil, origin: reviewer.origin)
            try await stage.prepare(.count(4))
            try await body(stage, supervisor)
        }
    }

    private func begin(_ stage: DrawStage, with participants: DrawParticipants) async throws -> DrawRecord.ID {
        try await SubjectDraw(of: stage.task, with: participants)
            .make(by: stage.planner, clock: stage.town.clock, protection: stage.town.cipher, in: stage.town.database)
    }

    private func commit(_ draw: DrawRecord.ID, _ nonce: String? = nil, by actor: Actor, _ stage: DrawStage) async throws {
        try await DrawCommitting(to: draw, nonce: nonce)
            .make(by: actor, clock: stage.town.clock, protection: stage.town.cipher, in: stage.town.database)
    }

    private func reveal(_ draw: DrawRecord.ID, by actor: Actor, _ stage: DrawStage) async throws {
        let now = stage.town.now
        try await stage.town.database.write { try DrawRevealing(of: draw).make(by: actor, at: now, in: $0) }
    }

    private func nonces(_ draw: DrawRecord.ID, _ stage: DrawStage) async throws -> DrawReveal? {
        let cipher = stage.town.cipher
        return try await stage.read { try DrawRecord.load(public: draw, in: $0).revealed(protection: cipher, in: $0) }
    }

    @Test("BEY-10 第二方以自己的账号先承诺、后揭示：承诺之前名单不固定，揭示之前不能停止，抽取机关看不到其随机数；结果由双方的随机数决定，可重新计算")
    func whole() async throws {
        try await run { stage, supervisor in
            let draw = try await begin(stage, with: DrawParticipants(supervisor.organization))
            var record = try await stage.record(draw)
            #expect(record.status == .opened && record.awaitsCommitment && record.commitmentS.isEmpty)
            // pressing again changes nothing
            #expect(try await begin(stage, with: DrawParticipants()) == draw)
            #expect(try await stage.record(draw).status == .opened)
            await #expect(throws: DrawRefused.notFixed) { try await stage.stop(draw) }
            await #expect(throws: DrawRefused.notFixed) { try await reveal(draw, by: supervisor, stage) }
            await #expect(throws: DrawRefused.nonceForm) { try await commit(draw, "1234", by: supervisor, stage) }
            let nonce = String(repeating: "5a", count: 32)
            try await commit(draw, nonce, by: supervisor, stage)
            record = try await stage.record(draw)
            #expect(record.status == .committed && record.awaitsReveal)
            #expect(record.commitmentS == DrawParty.supervisor.commitment(to: nonce, drawID: record.code, by: record.algorithm).hex)
            await #expect(throws: DrawRefused.commitmentMade) { try await commit(draw, by: supervisor, stage) }
            await #expect(throws: DrawRefused.revealPending) { try await stage.stop(draw) }
            #expect(try await nonces(draw, stage) == nil)
            try await reveal(draw, by: supervisor, stage)
            await #expect(throws: DrawRefused.revealed) { try await reveal(draw, by: supervisor, stage) }
            #expect(try await stage.stop(draw) == .done(selected: 4))
            let folder = try await stage.folder(draw)
            #expect(DrawVerification.check(folder) == .consistent)
            #expect(try await nonces(draw, stage)?.nonceS == nonce)
            for kind in [DrawFacts.partyCommitted, DrawFacts.partyRevealed] {
                #expect(try await stage.read { try SubjectRows.facts(kind.code, in: $0) } == 1)
            }
            #expect(try await stage.read { try Library.messages(to: supervisor.account, in: $0) }.count == 2)
        }
    }

    @Test("BEY-10 第二方不揭示的，抽取机关说明理由作废：记录写明未揭示，随机数不公开；再抽一次用新的编号，接在作废的记录之后")
    func refusing() async throws {
        try await run { stage, supervisor in
            let draw = try await begin(stage, with: DrawParticipants(supervisor.organization))
            try await commit(draw, by: supervisor, stage)
            try await stage.write { try DrawVoiding(of: draw, because: "逾期三天").make(by: $1, at: $2, in: $0) }
            let voided = try await stage.record(draw)
            #expect(voided.status == .voided && voided.outcome == "第二方\(supervisor.organizationName)未揭示随机数。逾期三天")
            #expect(try await nonces(draw, stage) == nil)
            await #expect(throws: DrawRefused.ended(.voided)) { try await reveal(draw, by: supervisor, stage) }
            let second = try await begin(stage, with: DrawParticipants())
            #expect(try await stage.record(second).previousRecord == voided.recordHash)
            let (previous, next) = try await stage.read { transaction in
                (try DrawRecord.load(public: second, in: transaction).neighbours(in: transaction).previous?.id, try voided.neighbours(in: transaction).next?.id)
            }
            #expect(previous == draw && next == second)
            #expect(try await stage.stop(second) == .done(selected: 4))
        }
    }

    @Test("BEY-10 公开随机信标：规则随参数固定，结果和来源录入之后才能停止，录入后不能更改；作为信标值参加计算")
    func event() async throws {
        try await run { stage, supervisor in
            let rule = "2026年3月9日福利彩票双色球开奖号码，以空格分隔"
            await #expect(throws: DrawRefused.beaconText) { try await begin(stage, with: DrawParticipants(beacon: "甲|乙")) }
            await #expect(throws: DrawRefused.beaconText) { try await begin(stage, with: DrawParticipants(beacon: "NONE:1")) }
            let draw = try await begin(stage, with: DrawParticipants(supervisor.organization, beacon: rule))
            try await commit(draw, by: supervisor, stage)
            await #expect(throws: DrawRefused.beaconPending) { try await stage.stop(draw) }
            await #expect(throws: DrawRefused.beaconPending) { try await reveal(draw, by: supervisor, stage) }
            func enter(_ value: String, from source: String = "福彩公告第26027期") async throws {
                try await stage.write { try DrawBeaconEntry(of: draw, value: value, from: source).make(by: $1, at: $2, in: $0) }
            }
            await #expect(throws: MissingField("来源")) { try await enter("07 11", from: "") }
            await #expect(throws: DrawRefused.beaconValueText) { try await enter("07|11") }
            try await enter("07 11 23")
            await #expect(throws: DrawRefused.beaconEntered) { try await enter("08 12 24") }
            try await reveal(draw, by: supervisor, stage)
            #expect(try await stage.stop(draw) == .done(selected: 4))
            let folder = try await stage.folder(draw)
            #expect(DrawVerification.check(folder) == .consistent)
            #expect(try DrawParameters(parsing: folder.parameters).beacon == .event(rule))
            #expect(try DrawReveal(parsing: folder.reveal).beaconValue == "07 11 23")
            #expect(try await stage.record(draw).beaconSource == "福彩公告第26027期")
        }
    }

    @Test("BEY-10、SEC-08 没有执法监督人员的机构不能作第二方；不是第二方的人看不到、不能代为承诺或揭示")
    func strangers() async throws {
        try await run { stage, supervisor in
            let west = stage.town[.westCounty]
            await #expect(throws: DrawRefused.partyUnknown) { try await begin(stage, with: DrawParticipants(west)) }
            await #expect(throws: DrawRefused.partyUnknown) { try await begin(stage, with: DrawParticipants(stage.planner.organization)) }
            let draw = try await begin(stage, with: DrawParticipants(supervisor.organization))
            await #expect(throws: PermissionDenied.self) { try await commit(draw, by: stage.planner, stage) }
            let other = stage.town[.westBusiness]
            let stranger = Actor(
                account: other.account, name: other.name, organization: other.organization, organizationName: other.organizationName,
                permissions: other.permissions.union([.witnessDraws]), scope: other.scope, officer: nil, origin: other.origin)
            await #expect(throws: NotFound.self) { try await commit(draw, by: stranger, stage) }
            await #expect(throws: NotFound.self) { try await stage.read { try DrawRecord.load(draw, party: stranger.organization, in: $0) } }
            let seen = try await stage.read { try DrawRecord.list(.init(), scope: nil, party: supervisor.organization, page: ListPage(), in: $0).rows.map(\.id) }
            #expect(seen == [draw])
        }
    }
}

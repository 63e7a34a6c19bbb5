import Foundation
import Importing
import Library
import Probing
import Registry
import Storage
import Testing
import Timekeeping
import Vault

@testable import Authority
@testable import Disclosure
@testable import Doors
@testable import Inspecting
@testable import Paperwork
@testable import Tasking

/// A record that is brought into each of its states, and what can be done with it.
struct StatedRecord: Sendable {
    struct Act: Sendable {
        let name: String
        /// What the page leads to where it offers the act; nil where it has no button of its own.
        let address: String?
        let make: @Sendable (Actor, Transaction) throws -> Void

        init(_ name: some OfferedAct, _ address: String?, _ make: @escaping @Sendable (Actor, Transaction) throws -> Void) {
            (self.name, self.address, self.make) = (name.rawValue, address, make)
        }
    }

    struct State: Sendable {
        let name: String
        let set: [SQL]
    }

    let noun: String
    let page: String
    let people: [String]
    let states: [State]
    /// By these a state says no; what else is refused, as a missing reason, a form can mend.
    let refusals: Set<String>
    let acts: [Act]
}

/// “A rule stands once: the state table offers the acts, the page draws what is offered, the act asks the same table.”
@Suite("页面上的操作与规则一致", .serialized)
struct OfferedActsTests {
    private struct Undone: Error {}

    @Test("PLAN-10、PLAN-12、PLAN-16、PLAN-38、TASK-20、TASK-26、DRAW-20、ADJ-02、ADJ-05、ADJ-08、PUB-01、PUB-04 计划、任务、任务检查对象、抽取、公示在每个状态下，页面和接口给出的操作就是规则接受的操作")
    func work() async throws {
        try await DemoServer.run { server in
            var offered = 0
            for record in try await StatedRecords.work(server) { offered += try await check(record, on: server) }
            #expect(offered > 60)
        }
    }

    @Test("DOC-18、INSP-24、INSP-26、ORG-12、ORG-21、ORG-25 文书、检查结果、账号、企业账号在每个状态下，页面和接口给出的操作就是规则接受的操作")
    func people() async throws {
        try await DemoServer.run { server in
            var offered = 0
            for record in try await StatedRecords.people(server) { offered += try await check(record, on: server) }
            #expect(offered > 20)
        }
    }

    @Test("ITEM-06、ITEM-13、ITEM-22、SUBJ-18、SUBJ-19、OFCR-06 事项、表单、模板、检查事项、监管对象、执法人员在每个状态下，页面和接口给出的操作就是规则接受的操作")
    func libraries() async throws {
        try await DemoServer.run { server in
            var offered = 0
            for record in try await StatedRecords.libraries(server) { offered += try await check(record, on: server) }
            #expect(offered > 30)
        }
    }

    /// - Returns: how many acts were offered in all.
    private func check(_ record: StatedRecord, on server: DemoServer) async throws -> Int {
        var count = 0
        for state in record.states {
            try await server.database.write { transaction in for statement in state.set { try transaction.execute(statement) } }
            for name in record.people {
                let person = server.resident(name)
                let replies = try await server.ask([person.visitor.get("/api/v1" + record.page), person.visitor.get(record.page)])
                let offered = replies[0].status == 200 ? Self.acts(in: replies[0].body) : []
                let html = replies[1].status == 200 ? replies[1].text : ""
                let place = "\(record.noun) \(state.name) \(name)"
                #expect(offered.isSubset(of: record.acts.map(\.name)), "\(place)")
                for act in record.acts {
                    let accepted = try await accepts(act, record, person.actor, on: server)
                    #expect(offered.contains(act.name) == accepted, "\(place) \(act.name)：接口\(offered.contains(act.name))，规则\(accepted)")
                    guard let address = act.address else { continue }
                    let isShared = record.acts.contains { $0.address == address && offered.contains($0.name) }
                    #expect(html.contains("\"\(address)\"") == isShared, "\(place) \(act.name)：页面")
                }
                count += offered.count
            }
        }
        return count
    }

    /// Whether the act is done, and then undone again.
    private func accepts(_ act: StatedRecord.Act, _ record: StatedRecord, _ actor: Actor, on server: DemoServer) async throws -> Bool {
        try await server.database.write { transaction in
            do {
                try transaction.nested {
                    try act.make(actor, transaction)
                    throw Undone()
                }
                return true
            } catch is NotFound {
                return false
            } catch is PermissionDenied {
                return false
            } catch let refusal as any Refusal {
                return !record.refusals.contains(refusal.code)
            } catch is Undone {
                return true
            } catch is StorageError {
                // something beside the states, as a record that others refer to
                return true
            }
        }
    }

    /// Of the record, or of the part of the answer that is the record.
    private static func acts(in body: [UInt8]) -> Set<String> {
        guard let object = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] else { return [] }
        let parts: [Any?] = [object, object["row"], object["account"]]
        let part = parts.compactMap { $0 as? [String: Any] }.first { $0["acts"] != nil }
        return Set(part?["acts"] as? [String] ?? [])
    }
}

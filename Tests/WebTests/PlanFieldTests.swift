import Authority
import Foundation
import Importing
import Probing
import Registry
import Storage
import Tasking
import Testing

@testable import Doors
@testable import mingcha

/// A declared field of the annual plan on its way through the running product: no field is named here.
@Suite("计划的每个字段", .serialized)
struct PlanFieldTests {
    @Test("PLAN-22、SEC-05 计划声明的每个字段填写后都在详情页、接口、导出和操作日志里")
    func reached() async throws {
        try await DemoServer.run { server in
            let planner = try #require(server.countyPeople.first { $0.actor.may(.makePlans) })
            let item = try JSONDecoder().decode([OptionRow].self, from: Data(
                try await server.ask([planner.visitor.get("/api/v1/options/items?kind=spotCheck")])[0].body))
            let references = ["items": try #require(item.first).value]
            let typed = Self.typed(references)
            var body: [String: Any] = typed
            body["family"] = PlanFamily.doubleRandom.rawValue
            body["then"] = "draft"
            let json = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
            let made = try await server.ask([planner.visitor.post("/api/v1/plans", json: json)])[0]
            #expect(made.status == 200, "\(made.text.prefix(400))")
            let id = try #require(AnnualPlan.ID(try JSONDecoder().decode(Done.self, from: Data(made.body)).id ?? ""))
            let replies = try await server.ask(["/plans/\(id)", "/api/v1/plans/\(id)"].map { planner.visitor.get($0) })
            let object = try #require(try JSONSerialization.jsonObject(with: Data(replies[1].body)) as? [String: Any])
            let (words, row) = try await Self.kept(id, planner.actor, server)
            let log = (object["timeline"] as? [[String: Any]] ?? []).compactMap { $0["details"] as? String }
            #expect(row.first?.count == PlanExport().layout.columns.count)
            for attribute in PlanRecord.attributes.all where typed[attribute.name] != nil {
                let words = try #require(words[attribute.name])
                #expect(object[attribute.name] != nil, "接口：\(attribute.label)")
                #expect(row.first?.contains(words) == true, "导出：\(attribute.label)")
                #expect(log.contains { $0.contains("\(attribute.label)：空 → \(words)") }, "日志：\(attribute.label)")
                #expect(replies[0].text.contains("\(attribute.label)：空 → "), "办理过程：\(attribute.label)")
                #expect(words.split(separator: "；").allSatisfy { replies[0].text.contains($0) }, "详情：\(attribute.label)")
            }
        }
    }

    /// As JSON takes it: something in every field, but for agencies below, which a county has none of.
    private static func typed(_ references: [String: String]) -> [String: any Sendable] {
        var typed: [String: any Sendable] = [:]
        for attribute in PlanRecord.attributes.all {
            switch attribute.shape {
            case .text, .longText, .code: typed[attribute.name] = attribute.label + "甲"
            case .lines: typed[attribute.name] = "东城区 10%"
            case .number(let range): typed[attribute.name] = min(range.lowerBound + 26, range.upperBound)
            case .date: typed[attribute.name] = attribute.name.hasSuffix("End") ? "2026-12-01" : "2026-02-01"
            case .flag: typed[attribute.name] = true
            case .choice(let choices): if let last = choices.last { typed[attribute.name] = last.code }
            case .choices(let choices): typed[attribute.name] = choices.suffix(1).map(\.code)
            case .references: if let id = references[attribute.name] { typed[attribute.name] = [id] }
            }
        }
        return typed
    }

    /// The fields of the stored plan in words, and its row of the export.
    private static func kept(
        _ id: AnnualPlan.ID, _ actor: Actor, _ server: DemoServer
    ) async throws -> (words: [String: String], row: [[String]]) {
        let protection = server.platform.protection, now = server.platform.clock.now()
        return try await server.database.read { transaction in
            let plan = try AnnualPlan.load(id, for: actor, in: transaction)
            let names = try PlanRecord.names(in: [plan.record], in: transaction)
            let words = Dictionary(uniqueKeysWithValues: PlanRecord.attributes.all.map { ($0.name, $0.words(plan.record, names: names)) })
            var filter = PlanFilter()
            filter.name = plan.record.name
            let piece = try PlanExport().next(
                10, after: nil, .init(.doubleRandom, isReceived: false, filter), for: Exporter(actor, at: now, protection: protection), in: transaction)
            return (words, piece.rows)
        }
    }
}

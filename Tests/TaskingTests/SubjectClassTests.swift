import Authority
import Registry
import Storage
import TestKit
import Testing

@testable import Tasking

@Suite("监管对象的类别和任务")
struct SubjectClassTests {
    @Test("SUBJ-01 任务只在其事项的监管对象类型之内选对象；设备、人员和企业同样列入名单和抽取")
    func classes() async throws {
        try await DrawStage.each(subjects: 5) { stage in
            try await stage.enterLift(1)
            try await stage.giveItem("100000000091", about: "attached")
            try await stage.add("电梯")
            let rows = try await stage.read { [task = stage.task] in
                try CandidateList.load(of: task, .init(), page: ListPage(), in: $0).rows
            }
            #expect(rows.map(\.name) == ["客梯1号"])
            #expect(rows.map(\.type) == ["特种设备"])
            #expect(rows.allSatisfy { $0.code.hasPrefix("TS") })
        }
    }

    @Test("SUBJ-19 待选定的名单中的对象、未完成检查的对象有未办结事项，其余没有")
    func openMatters() async throws {
        try await DrawStage.each(subjects: 1) { stage in
            let lift = try await stage.enterLift(1), other = try await stage.enterLift(2)
            try await stage.giveItem("100000000091", about: "attached")
            var range = SubjectRange()
            range.picked = [lift]
            try await stage.add("电梯", range)
            #expect(try await stage.read { try TaskSubjectUse().hasOpenMatters(lift, in: $0) })
            #expect(try await stage.read { try !TaskSubjectUse().hasOpenMatters(other, in: $0) })
        }
    }
}

extension DrawStage {
    @discardableResult
    fileprivate func enterLift(_ number: Int) async throws -> SubjectID {
        var record = SubjectRecord(.specialEquipment, name: "客梯\(number)号", jurisdiction: town[.eastCounty])
        for (field, isRequired) in record.kind.fields where isRequired && field != .name { record[field] = "\(number)" }
        (record[.deviceKind], record[.condition]) = ("电梯", "在用")
        let lift = record
        return try await town.database.write { [town] in
            try SubjectRegistration(lift).make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: $0)
        }
    }

    fileprivate func giveItem(_ code: String, about classes: String) async throws {
        try await write { [task, county = town[.eastCounty]] transaction, _, now in
            let item = try Library.item(code, claimedBy: [county], keptBy: county, at: now, in: transaction).item
            try Library.put(item, about: classes, into: task, in: transaction)
        }
    }
}

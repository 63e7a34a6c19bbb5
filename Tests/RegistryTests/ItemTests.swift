import Authority
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry

@Suite("事项库")
struct ItemTests {
    @Test("ITEM-01 事项编码十二位且唯一，事项名称为“对…的行政检查”，必填项缺一不可")
    func fields() async throws {
        try await ItemDesk.each { desk in
            let record = ItemDesk.supervision("990000000001")
            try await desk.create(.supervision, record, by: .cityBusiness)
            await #expect(throws: ItemRefused.codeTaken) { try await desk.create(.supervision, record, by: .eastBusiness) }
            for (wrong, refused) in ItemDesk.wrongRecords {
                await #expect(throws: refused) { try await desk.create(.supervision, wrong, by: .cityBusiness) }
            }
            await #expect(throws: PermissionDenied(permission: .manageItems)) {
                try await desk.create(.supervision, ItemDesk.supervision("990000000002"), by: .cityPlanner)
            }
        }
    }

    @Test("ITEM-02 ITEM-03 抽查事项只由省级维护，须对应监管事项；其他层级被拒绝“抽查事项由省级部门统一管理”")
    func spotCheckItems() async throws {
        #expect(ItemRefused.spotCheckItemsOfProvince.message == "抽查事项由省级部门统一管理")
        try await ItemDesk.each { desk in
            let part = try await desk.create(.supervision, ItemDesk.supervision("990000000001"), by: .provinceBusiness)
            let record = ItemDesk.spotCheck("990000000101", parts: [part])
            for person in [Person.cityBusiness, .eastBusiness, .cityPlanner] {
                await #expect(throws: ItemRefused.spotCheckItemsOfProvince) {
                    try await desk.create(.spotCheck, record, by: person)
                }
            }
            await #expect(throws: ItemRefused.missing(MissingField("对应监管事项"))) {
                try await desk.create(.spotCheck, ItemDesk.spotCheck("990000000101", parts: []), by: .provinceBusiness)
            }
            let item = try await desk.create(.spotCheck, record, by: .provinceBusiness)
            await #expect(throws: ItemRefused.supervisionItemMissing) {
                try await desk.create(.spotCheck, ItemDesk.spotCheck("990000000102", parts: [item]), by: .provinceBusiness)
            }
            await #expect(throws: ItemRefused.spotCheckItemsOfProvince) {
                try await desk.set(item, .disabled, by: .cityBusiness)
            }
            #expect(try await desk.load(item, by: .eastOfficer).record == record)
        }
    }

    @Test("OPS-04 旧版本的修改被拒绝；事项只由维护机构修改，编码不能修改")
    func change() async throws {
        try await ItemDesk.each { desk in
            let item = try await desk.create(.supervision, ItemDesk.supervision("990000000001"), by: .cityBusiness)
            var record = ItemDesk.supervision("990000000001")
            record.name = "对烟花爆竹零售点的行政检查"
            await #expect(throws: ItemRefused.notMaintainer(agency: Agency.city.name)) {
                try await desk.change(item, version: 1, to: record, by: .eastBusiness)
            }
            try await desk.change(item, version: 1, to: record, by: .cityBusiness)
            await #expect(throws: StorageError.overtaken) {
                try await desk.change(item, version: 1, to: ItemDesk.supervision("990000000001"), by: .cityBusiness)
            }
            record.itemCode = "990000000009"
            await #expect(throws: ItemRefused.codeFixed) {
                try await desk.change(item, version: 2, to: record, by: .cityBusiness)
            }
            await #expect(throws: NotFound.self) { try await desk.load(item, by: .outsiderBusiness) }
        }
    }

    @Test("ITEM-06 只提供本机构认领的事项；有未完成任务时“存在未完成任务，不能取消认领”")
    func claims() async throws {
        #expect(ItemClaimRefused.inUse.message == "存在未完成任务，不能取消认领")
        try await ItemDesk.each { desk in
            let item = try await desk.create(.supervision, ItemDesk.supervision("990000000001"), by: .provinceBusiness)
            #expect(try await desk.offered(to: .eastCounty).isEmpty)
            await #expect(throws: PermissionDenied(permission: .claimItems)) { try await desk.claim(item, by: .eastPlanner) }
            try await desk.claim(item, by: .eastBusiness)
            await #expect(throws: ItemClaimRefused.alreadyClaimed) { try await desk.claim(item, by: .eastBusiness) }
            #expect(try await desk.offered(to: .eastCounty) == [item])
            #expect(try await desk.offered(to: .westCounty).isEmpty)
            await #expect(throws: ItemClaimRefused.inUse) { try await desk.giveBack(item, inUse: true, by: .eastBusiness) }
            try await desk.giveBack(item, inUse: false, by: .eastBusiness)
            await #expect(throws: ItemClaimRefused.notClaimed) {
                try await desk.giveBack(item, inUse: false, by: .eastBusiness)
            }
            #expect(try await desk.offered(to: .eastCounty).isEmpty)
        }
    }

    @Test("ITEM-04 ITEM-05 ITEM-06 计划和任务看到事项是否认领、有无启用的表单、是否禁用")
    func standing() async throws {
        try await ItemDesk.each { desk in
            let item = try await desk.create(.supervision, ItemDesk.supervision("990000000001"), by: .eastBusiness)
            #expect(try await desk.line(item)?.isClaimed == false)
            try await desk.claim(item, by: .eastBusiness)
            #expect(try await desk.line(item)?.isClaimed == true)
            #expect(try await desk.line(item)?.hasForm == false)
            let form = try await desk.createForm(CheckFormDesk.record("烟花爆竹检查表", items: [item]), by: .eastBusiness)
            #expect(try await desk.line(item)?.hasForm == false)
            try await desk.enable(form, version: 1, by: .eastBusiness)
            #expect(try await desk.line(item)?.hasForm == true)
            try await desk.set(item, .disabled, by: .eastBusiness)
            #expect(try await desk.line(item)?.status == .disabled)
            #expect(try await desk.offered(to: .eastCounty).isEmpty)
        }
    }

    @Test("ITEM-07 目录按类别、名称、编码、执法领域、认领状态筛选")
    func directory() async throws {
        try await ItemDesk.each { desk in
            let first = try await desk.create(.supervision, ItemDesk.supervision("990000000001"), by: .provinceBusiness)
            var other = ItemDesk.supervision("880000000002")
            other.name = "对加油站的行政检查"
            other.domain = .fire
            let second = try await desk.create(.supervision, other, by: .provinceBusiness)
            let third = try await desk.create(
                .spotCheck, ItemDesk.spotCheck("990000000101", parts: [first]), by: .provinceBusiness)
            try await desk.claim(second, by: .eastBusiness)
            #expect(try await desk.list { $0.kind = .supervision } == [second, first])
            #expect(try await desk.list { $0.kind = .spotCheck } == [third])
            #expect(try await desk.list { $0.name = "加油" } == [second])
            #expect(try await desk.list { $0.code = "9900" } == [third, first])
            #expect(try await desk.list { $0.domain = .fire } == [second])
            #expect(try await desk.list { $0.isClaimed = true } == [second])
            #expect(try await desk.list { $0.isClaimed = false } == [third, first])
        }
    }

    @Test("SEC-05 新增、修改、禁用、认领与取消认领都记入操作日志")
    func facts() async throws {
        try await ItemDesk.each { desk in
            let item = try await desk.create(.supervision, ItemDesk.supervision("990000000001"), by: .eastBusiness)
            var record = ItemDesk.supervision("990000000001")
            record.domain = .fire
            try await desk.change(item, version: 1, to: record, by: .eastBusiness)
            try await desk.claim(item, by: .eastBusiness)
            try await desk.giveBack(item, inUse: false, by: .eastBusiness)
            try await desk.set(item, .disabled, by: .eastBusiness)
            #expect(try await desk.facts(of: item.bytes) == [
                "registry.item.created", "registry.item.changed", "registry.item.claimed", "registry.item.returned",
                "registry.item.disabled",
            ])
        }
    }
}

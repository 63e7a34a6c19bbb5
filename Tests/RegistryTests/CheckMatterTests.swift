import Authority
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

@Suite("检查事项清单")
struct CheckMatterTests {
    private static let record = {
        var record = CheckMatterRecord(sheet: "本县专项", category: "堆场", content: "堆垛之间留有通道")
        record.method = "用尺测量三处"
        record.equipmentKinds = ["堆场"]
        return record
    }()

    @Test("ITEM-18、CONF-02 钢铁8项、粉尘涉爆、铝加工、有限空间的基础检查事项随平台提供，只载入一次")
    func delivered() async throws {
        let lines = BasicCheckMatters.lines.split(separator: "\n")
        #expect(lines.allSatisfy { BasicCheckMatters.record($0) != nil })
        try await ItemDesk.each { desk in
            for _ in 1...2 { try await desk.write { try BasicCheckMatterDelivery().make(at: desk.town.now, in: $0) } }
            let sheets = try await desk.read { try CheckMatter.sheets(agency: desk.town[.eastCounty], in: $0) }
            #expect(sheets == ["钢铁8项", "粉尘涉爆", "铝加工", "有限空间"])
            let steel = try await desk.matters(.basic, sheet: "钢铁8项")
            #expect(steel.count == 8)
            #expect(steel.allSatisfy { !$0.record.method.isEmpty })
            let all = try await desk.read { try CheckMatter.basicContents(in: $0) }
            #expect(all.count == lines.count)
        }
    }

    @Test("ITEM-14 基础检查事项只读；自定义检查事项由本机构维护，下级可用，别处看不到")
    func keeping() async throws {
        try await ItemDesk.each { desk in
            try await desk.write { try BasicCheckMatterDelivery().make(at: desk.town.now, in: $0) }
            let basic = try #require(try await desk.matters(.basic, sheet: "铝加工").first)
            await #expect(throws: CheckMatterRefused.basicReadOnly) {
                try await desk.changeMatter(basic.id, to: Self.record, by: .eastBusiness)
            }
            await #expect(throws: PermissionDenied(permission: .manageForms)) {
                try await desk.createMatter(Self.record, by: .eastOfficer)
            }
            var unnamed = Self.record
            unnamed.content = " "
            let missing = unnamed
            await #expect(throws: CheckMatterRefused.missing(MissingField("检查内容"))) {
                try await desk.createMatter(missing, by: .eastBusiness)
            }
            let id = try await desk.createMatter(Self.record, by: .cityBusiness)
            #expect(try await desk.matters(.custom, as: .eastCounty).map(\.id) == [id])
            #expect(try await desk.matters(.custom, as: .outsiderCity) == [])
            await #expect(throws: CheckMatterRefused.notMaintainer) {
                try await desk.changeMatter(id, to: Self.record, by: .eastBusiness)
            }
            await #expect(throws: NotFound()) { try await desk.changeMatter(id, to: Self.record, by: .outsiderBusiness) }
            await #expect(throws: StorageError.overtaken) {
                try await desk.write {
                    try CheckMatterChange(of: id, version: 7, to: Self.record).make(by: desk.town[.cityBusiness], at: desk.town.now, in: $0)
                }
            }
            try await desk.write {
                try StatusChange<CheckMatter>(of: id, version: 1, to: .disabled).make(in: ActContext(desk.town[.cityBusiness], at: desk.town.now, in: $0))
            }
            var filter = CheckMatter.Filter(.custom)
            filter.status = .disabled
            let chosen = filter
            let disabled = try await desk.read { try CheckMatter.list(chosen, agency: desk.town[.city], page: ListPage(), in: $0).rows }
            #expect(disabled.map(\.id) == [id])
        }
    }

    @Test("ITEM-15、ITEM-17 检查内容带类别、检查详情、违法依据、处罚依据和适用设备，加入表单后不变")
    func fields() async throws {
        try await ItemDesk.each { desk in
            let law = try await desk.add(ItemDesk.statute("堆场条例（虚构）", effective: desk.town.now.beijingDate, articles: ["留通道。", "罚款。"]))
            var record = Self.record
            record.violated = ["堆场条例（虚构）第一条"]
            record.penalty = ["《堆场条例（虚构）》第二条"]
            let given = record
            let id = try await desk.createMatter(given, by: .eastBusiness)
            let matter = try await desk.read { try CheckMatter.load(id, agency: desk.town[.eastCounty], in: $0) }
            #expect(matter.record.violated == [Citation("《堆场条例（虚构）》第一条", Provision(law, ArticleNumber(1)))])
            #expect(matter.point.equipmentKinds == ["堆场"])
            #expect(matter.point.method == "用尺测量三处")
            #expect(matter.point.penaltyProvisions == matter.record.penalty)
        }
    }

    @Test("ITEM-17 检查内容带出企业中它适用的设备和场所，其他的不带出")
    func equipment() throws {
        let named = BasicCheckMatters.all.flatMap(\.equipmentKinds)
        #expect(Set(named).isSubset(of: CheckPoint.equipmentNames))
        func workshop(_ kinds: [EquipmentKind], _ premises: [WorkshopPremise]) -> Workshop {
            Workshop(
                id: .init(), version: 1, subject: .init(), trade: .steel, unit: .steelmaking, name: "一分厂", premises: premises,
                equipment: kinds.enumerated().map { number, kind in
                    Equipment(
                        id: .init(), kind: kind, number: number + 1, label: "", specification: "", unit: "", details: [:],
                        isInspected: false)
                })
        }
        let workshops = [workshop([.converter, .gasHolder], [.meetingRoom]), workshop([.converter], [.controlRoom])]
        let point = CheckPoint(text: "甲", equipmentKinds: ["转炉", "会议室"])
        #expect(point.equipment(of: workshops).map(\.kind) == [.converter, .converter])
        #expect(point.places(among: workshops).map(\.id) == [workshops[0].id])
        #expect(CheckPoint(text: "乙").equipment(of: workshops) == [])
    }

    @Test("没有违法依据和处罚依据的检查事项不能作为处罚的依据，页面提示补充")
    func ground() {
        let none = CheckPoint(text: "甲")
        let half = CheckPoint(text: "甲", violatedProvisions: ["《某法》第一条"])
        let whole = CheckPoint(text: "甲", violatedProvisions: ["《某法》第一条"], penaltyProvisions: ["《某法》第九条"])
        #expect([none, half, whole].map(\.mayGroundPenalty) == [false, false, true])
        #expect(PenaltyGroundMissing().message == "该检查事项未维护违法依据和处罚依据，请联系本局管理员补充")
    }

    @Test("ITEM-19 检查类型由管理员维护；检查人员可以有自己的类型，别人看不到")
    func types() async throws {
        try await ItemDesk.each { desk in
            let matter = try await desk.createMatter(Self.record, by: .eastBusiness)
            let shared = try await desk.createType("堆场检查", [matter], isOwn: false, by: .eastBusiness)
            let own = try await desk.createType("我的堆场检查", [matter], isOwn: true, by: .eastOfficer)
            await #expect(throws: PermissionDenied(permission: .manageForms)) {
                try await desk.createType("越权", [matter], isOwn: false, by: .eastOfficer)
            }
            await #expect(throws: InspectionTypeRefused.matterMissing) {
                try await desk.createType("空", [CheckMatter.ID()], isOwn: false, by: .eastBusiness)
            }
            #expect(try await desk.types(as: .eastOfficer) == [own, shared])
            #expect(try await desk.types(as: .eastPartner) == [shared])
            #expect(try await desk.types(as: .outsiderBusiness) == [])
            let town = desk.town
            await #expect(throws: NotFound()) {
                try await desk.write {
                    try InspectionTypeChange(of: own, version: 1, name: "改", matters: [matter], status: .enabled)
                        .make(by: town[.eastBusiness], at: town.now, in: $0)
                }
            }
            await #expect(throws: InspectionTypeRefused.notMaintainer) {
                try await desk.write {
                    try InspectionTypeChange(of: shared, version: 1, name: "改", matters: [matter], status: .enabled)
                        .make(by: town[.eastOfficer], at: town.now, in: $0)
                }
            }
            try await desk.write {
                try InspectionTypeChange(of: own, version: 1, name: "改名", matters: [matter], status: .disabled)
                    .make(by: town[.eastOfficer], at: town.now, in: $0)
            }
            let changed = try await desk.read { try InspectionType.load(own, for: town[.eastOfficer], in: $0) }
            #expect(changed.name == "改名" && changed.status == .disabled && changed.matters == [matter])
        }
    }
}

@Suite("事项与表单的完整情况")
struct ItemCompletenessTests {
    @Test("ITEM-08 每个机构：目录中本领域的事项数、已认领、已配置表单、本年已使用")
    func coverage() async throws {
        try await ItemDesk.each { desk in
            let first = try await desk.create(.supervision, ItemDesk.supervision("990000000001"), by: .provinceBusiness)
            try await desk.create(.supervision, ItemDesk.supervision("990000000002"), by: .provinceBusiness)
            let form = try await desk.createForm(CheckFormDesk.record("甲表", items: [first]), by: .provinceBusiness)
            try await desk.enable(form, version: 1, by: .provinceBusiness)
            for item in try await desk.list(as: .eastBusiness, { _ in }) { try await desk.claim(item, by: .eastBusiness) }
            let uses = ItemUses([UsedByEast(agency: desk.town[.eastCounty])])
            let report = try await desk.read {
                try ItemCoverage.report(scope: desk.town[.cityBusiness].scope, year: 2026, uses: uses, in: $0)
            }
            #expect(!report.map(\.name).contains(Agency.outsiderCity.name))
            let east = try #require(report.first { $0.agency == desk.town[.eastCounty] })
            #expect([east.listed, east.claimed, east.withForm, east.used] == [2, 2, 1, 1])
            let west = try #require(report.first { $0.agency == desk.town[.westCounty] })
            #expect([west.listed, west.claimed, west.withForm, west.used] == [2, 0, 0, 0])
        }
    }

    @Test("ITEM-12 已有上级通用表单时先问，确认后可以新建本地表单")
    func higher() async throws {
        try await ItemDesk.each { desk in
            let item = try await desk.create(.supervision, ItemDesk.supervision("990000000001"), by: .provinceBusiness)
            let form = try await desk.createForm(CheckFormDesk.record("省表", items: [item]), by: .provinceBusiness)
            let local = CheckFormDesk.record("县表", items: [item])
            // a form that is not enabled is none
            try await desk.createForm(CheckFormDesk.record("先建的县表", items: [item]), by: .eastBusiness)
            try await desk.enable(form, version: 1, by: .provinceBusiness)
            await #expect(throws: CheckFormRefused.higherFormThere) { try await desk.createForm(local, by: .eastBusiness) }
            #expect(CheckFormRefused.higherFormThere.message == "已有上级通用表单，是否仍需新建本地表单？")
            try await desk.write {
                try CheckFormCreation(local, CheckFormDraft(content: CheckFormDesk.content), besideHigher: true)
                    .make(by: desk.town[.eastBusiness], at: desk.town.now, in: $0)
            }
            // for other ways of inspecting there is none above
            try await desk.createForm(CheckFormDesk.record("飞行表", modes: [.flying], items: [item]), by: .eastBusiness)
        }
    }

    @Test("ITEM-16 表单保存时引用与法律法规库关联；废止的条款不能新选，原有的保留")
    func citations() async throws {
        try await ItemDesk.each { desk in
            let today = desk.town.now.beijingDate
            let law = try await desk.add(ItemDesk.statute("甲条例（虚构）", effective: today.advanced(days: -900), articles: ["甲", "乙"]))
            let item = try await desk.create(.supervision, ItemDesk.supervision("990000000001"), by: .provinceBusiness)
            let cited = CheckFormContent(items: [CheckItem(name: "甲", points: [CheckPoint(text: "甲", violatedProvisions: ["甲条例（虚构）第一条"])])])
            let form = try await desk.createForm(CheckFormDesk.record("甲表", items: [item]), cited, by: .eastBusiness)
            let saved = try #require(try await desk.versions(form).first)
            #expect(saved.content.points.first?.violatedProvisions == [Citation("《甲条例（虚构）》第一条", Provision(law, ArticleNumber(1)))])
            let use = try await desk.read { try StatuteUse.of(law, scope: desk.town[.eastBusiness].scope, in: $0) }
            #expect(use.forms.map(\.name) == ["甲表"] && use.items == [])
            #expect(try await desk.read { try StatuteUse.of(law, scope: desk.town[.outsiderBusiness].scope, in: $0) }.forms == [])
            try await desk.write {
                try StatuteRepeal(of: law, version: 1, from: today).make(by: desk.town[.provinceBusiness], at: desk.town.now, in: $0)
            }
            var kept = saved.content
            kept.items[0].points.append(CheckPoint(text: "乙"))
            let again = kept
            try await desk.changeForm(form, version: 1, to: CheckFormDesk.record("甲表", items: [item]), CheckFormDraft(content: again), by: .eastBusiness)
            kept.items[0].points[1].penaltyProvisions = [Citation("《甲条例（虚构）》第二条", Provision(law, ArticleNumber(2)))]
            let refused = kept
            await #expect(throws: CitationRefused.notInForce("《甲条例（虚构）》第二条", today)) {
                try await desk.changeForm(form, version: 2, to: CheckFormDesk.record("甲表", items: [item]), CheckFormDraft(content: refused), by: .eastBusiness)
            }
        }
    }
}

private struct UsedByEast: ItemUse {
    let agency: Organization.ID

    func hasUnfinishedTask(of item: Item.ID, at agency: Organization.ID, in transaction: Transaction) throws -> Bool { false }
    func usedItems(in year: Int, in transaction: Transaction) throws -> [Organization.ID: Int] { [agency: year == 2026 ? 1 : 0] }
}

extension ItemDesk {
    func matters(_ origin: CheckMatterOrigin, sheet: String? = nil, as agency: Agency = .eastCounty) async throws -> [CheckMatter] {
        var filter = CheckMatter.Filter(origin)
        filter.sheet = sheet
        let chosen = filter
        return try await read { try CheckMatter.list(chosen, agency: town[agency], page: ListPage(size: 100), in: $0).rows }
    }

    @discardableResult
    func createMatter(_ record: CheckMatterRecord, by person: Person) async throws -> CheckMatter.ID {
        try await write { try CheckMatterCreation(record).make(by: town[person], at: town.now, in: $0) }
    }

    func changeMatter(_ id: CheckMatter.ID, to record: CheckMatterRecord, by person: Person) async throws {
        try await write { try CheckMatterChange(of: id, version: 1, to: record).make(by: town[person], at: town.now, in: $0) }
    }

    @discardableResult
    func createType(_ name: String, _ matters: [CheckMatter.ID], isOwn: Bool, by person: Person) async throws -> InspectionType.ID {
        try await write {
            try InspectionTypeCreation(name, matters: matters, isOwn: isOwn).make(by: town[person], at: town.now, in: $0)
        }
    }

    func types(as person: Person) async throws -> [InspectionType.ID] {
        try await read { try InspectionType.list(named: nil, for: town[person], page: ListPage(), in: $0).rows.map(\.type.id) }
    }
}

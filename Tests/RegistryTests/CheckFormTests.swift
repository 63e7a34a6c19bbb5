import Authority
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry

@Suite("检查表单")
struct CheckFormTests {
    private static func withItem(_ body: (ItemDesk, Item.ID) async throws -> Void) async throws {
        try await ItemDesk.each { desk in
            let item = try await desk.create(.supervision, ItemDesk.supervision("990000000001"), by: .provinceBusiness)
            try await body(desk, item)
        }
    }

    @Test("ITEM-09 表单属于一个或多个事项，由检查项和检查内容组成，全部字段原样保存")
    func content() async throws {
        try await Self.withItem { desk, item in
            let form = try await desk.createForm(CheckFormDesk.record("烟花爆竹检查表", items: [item]), by: .eastBusiness)
            #expect(try await desk.versions(form).map(\.content) == [CheckFormDesk.content])
            await #expect(throws: CheckFormRefused.missing(MissingField("检查事项"))) {
                try await desk.createForm(CheckFormDesk.record("甲表", items: []), by: .eastBusiness)
            }
            await #expect(throws: CheckFormRefused.missing(MissingField("适用检查方式"))) {
                try await desk.createForm(CheckFormDesk.record("甲表", modes: [], items: [item]), by: .eastBusiness)
            }
            await #expect(throws: CheckFormRefused.itemMissing) {
                try await desk.createForm(CheckFormDesk.record("甲表", items: [Item.ID()]), by: .eastBusiness)
            }
            await #expect(throws: CheckFormRefused.nameTaken) {
                try await desk.createForm(CheckFormDesk.record("烟花爆竹检查表", items: [item]), by: .eastBusiness)
            }
            let twice = CheckFormContent(items: [CheckItem(name: "储存", points: [CheckPoint(text: "甲"), CheckPoint(text: "甲")])])
            await #expect(throws: CheckFormRefused.pointRepeated("甲")) {
                try await desk.createForm(CheckFormDesk.record("乙表", items: [item]), twice, by: .eastBusiness)
            }
        }
    }

    @Test("ITEM-10 双随机抽查检查表单只由省级制定")
    func doubleRandom() async throws {
        try await Self.withItem { desk, item in
            let record = CheckFormDesk.record("抽查表", modes: [.doubleRandom], items: [item])
            for person in [Person.cityBusiness, .eastBusiness] {
                await #expect(throws: CheckFormRefused.doubleRandomOfProvince) { try await desk.createForm(record, by: person) }
            }
            await #expect(throws: PermissionDenied(permission: .manageForms)) {
                try await desk.createForm(record, by: .cityPlanner)
            }
            let local = try await desk.createForm(CheckFormDesk.record("日常表", items: [item]), by: .eastBusiness)
            await #expect(throws: CheckFormRefused.doubleRandomOfProvince) {
                try await desk.changeForm(
                    local, version: 1, to: record, CheckFormDraft(content: CheckFormDesk.content), by: .eastBusiness)
            }
            let form = try await desk.createForm(record, by: .provinceBusiness)
            try await desk.enable(form, version: 1, by: .provinceBusiness)
            await #expect(throws: CheckFormRefused.doubleRandomOfProvince) {
                try await desk.enable(form, version: 2, by: .cityBusiness)
            }
            #expect(try await desk.forms(of: item, .doubleRandom, at: .eastCounty).map(\.form) == [form])
            #expect(try await desk.forms(of: item, .daily, at: .eastCounty).isEmpty)
        }
    }

    @Test("ITEM-11 上级表单下级直接可选；本地表单只有本机构及下级可见")
    func visibility() async throws {
        try await Self.withItem { desk, item in
            let general = try await desk.createForm(CheckFormDesk.record("全省表", items: [item]), by: .provinceBusiness)
            let local = try await desk.createForm(CheckFormDesk.record("县表", items: [item]), by: .eastBusiness)
            try await desk.enable(general, version: 1, by: .provinceBusiness)
            try await desk.enable(local, version: 1, by: .eastBusiness)
            #expect(try await desk.forms(of: item, .daily, at: .eastCounty).map(\.form) == [general, local])
            #expect(try await desk.forms(of: item, .daily, at: .township).map(\.form) == [general, local])
            #expect(try await desk.forms(of: item, .daily, at: .westCounty).map(\.form) == [general])
            #expect(try await desk.forms(of: item, .daily, at: .city).map(\.form) == [general])
            await #expect(throws: CheckFormRefused.notMaintainer(agency: Agency.province.name)) {
                try await desk.changeForm(
                    general, version: 2, to: CheckFormDesk.record("全省表", items: [item]),
                    CheckFormDraft(content: CheckFormDesk.content), by: .eastBusiness)
            }
        }
    }

    @Test("ITEM-13 ITEM-23 修改启用的表单产生新版本，任务保留原版本；结果选项随版本固定")
    func versions() async throws {
        try await Self.withItem { desk, item in
            let record = CheckFormDesk.record("烟花爆竹检查表", items: [item])
            let form = try await desk.createForm(record, by: .eastBusiness)
            let first = try await desk.enable(form, version: 1, by: .eastBusiness)
            await #expect(throws: CheckFormRefused.noDraft) { try await desk.enable(form, version: 2, by: .eastBusiness) }
            var changed = CheckFormDesk.content
            changed.items[1].points.append(CheckPoint(text: "是否分类存放"))
            let draft = CheckFormDraft(scale: .yesNo, content: changed)
            try await desk.changeForm(form, version: 2, to: record, draft, by: .eastBusiness)
            #expect(try await desk.versions(form).map(\.status) == [.draft, .enabled])
            #expect(try await desk.forms(of: item, .daily, at: .eastCounty).map(\.id) == [first])
            await #expect(throws: StorageError.overtaken) {
                try await desk.changeForm(form, version: 2, to: record, draft, by: .eastBusiness)
            }
            let second = try await desk.enable(form, version: 3, by: .eastBusiness)
            #expect(try await desk.versions(form).map(\.status) == [.enabled, .retired])
            #expect(try await desk.forms(of: item, .daily, at: .eastCounty).map(\.id) == [second])
            let kept = try await desk.read { try CheckFormVersion.load(first, in: $0) }
            #expect(kept.scale == .problem && kept.content == CheckFormDesk.content)
            #expect(try await desk.facts(of: form.bytes) == [
                "registry.checkForm.created", "registry.checkForm.versionEnabled", "registry.checkForm.changed",
                "registry.checkForm.versionEnabled",
            ])
        }
    }

    @Test("没有检查内容的表单不能启用")
    func emptyForm() async throws {
        try await Self.withItem { desk, item in
            let content = CheckFormContent(items: [CheckItem(name: "储存", points: [])])
            let form = try await desk.createForm(CheckFormDesk.record("空表", items: [item]), content, by: .eastBusiness)
            await #expect(throws: CheckFormRefused.noPoints) { try await desk.enable(form, version: 1, by: .eastBusiness) }
        }
    }

    @Test("ITEM-23 两种结果选项的用语")
    func scales() {
        #expect(AnswerScale.problem.label == "无问题/有问题/不涉及")
        #expect(AnswerScale.yesNo.label == "是/否/合理缺项")
    }

    @Test("ITEM-13 逐行修改时文字不变的检查内容保留编号、依据和附带内容")
    func identities() {
        let former = CheckFormDesk.content.items[0]
        let edited = CheckItem(named: "许可", lines: ["新内容", "是否在有效期内"], among: former)
        #expect(edited.id == former.id && edited.name == "许可")
        #expect(edited.points.map(\.text) == ["新内容", "是否在有效期内"])
        #expect(edited.points[1] == former.points[0])
    }
}

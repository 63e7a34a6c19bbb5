import Authority
import Importing
import Library
import Registry
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("动态表单")
struct DynamicFormTests {
    private func byItem(_ office: Office) -> TaskRecord {
        var record = office.taskRecord()
        record.contentMode = .byItem
        return record
    }

    private func make(
        _ task: InspectionTask.ID, _ chosen: [ItemID: Set<CheckItem.ID>]? = nil, fields: [CustomField] = [],
        template: String = ResultTemplate.general.key, at office: Office
    ) async throws -> FormVersionID {
        try await office.act(.cityPlanner) {
            try DynamicFormMaking(for: task, chosen, fields: fields, template: template).make(by: $0, at: $1, in: $2)
        }
    }

    private func offered(_ task: InspectionTask.ID, _ office: Office) async throws -> [TaskCheckItems] {
        try await office.town.database.write { try InspectionTask.lock(task, in: $0).checkItems(in: $0) }
    }

    private func version(_ id: FormVersionID, _ office: Office) async throws -> CheckFormVersion {
        try await office.read { try CheckFormVersion.load(id, in: $0) }
    }

    private func asks(_ task: InspectionTask.ID, _ office: Office) async throws -> Set<FormVersionID> {
        Set(try await office.read { try TaskItem.all(of: task, in: $0) }.flatMap { $0.forms.map(\.version) })
    }

    @Test("ITEM-21 TASK-15 由所选事项的全部检查项生成一张表单；相同的检查内容只查一次，其他任务不提供")
    func making() async throws {
        try await Office.each { office in
            let task = try await office.makeTask(byItem(office), items: [office.item, office.second])
            #expect(try await asks(task, office).isEmpty)
            let made = try await make(task, at: office)
            let form = try await version(made, office)
            #expect(form.status == .enabled)
            #expect(form.formName == "三月抽查（望川应急双随机〔2026〕1号动态表单）")
            let names = form.content.items.map(\.name)
            #expect(names.contains("甲表100000000001") && names.contains("乙表100000000001") && names.contains("抽查表100000000002"))
            // the same check item of two matters stands twice, with the name of its matter; within one matter once
            #expect(names.filter { $0.hasSuffix("证照") } == ["证照", "对事项100000000002的行政检查：证照"])
            #expect(try await asks(task, office) == [made])
            let other = try await office.makeTask(office.taskRecord(), items: [office.item, office.second])
            #expect(try await !asks(other, office).contains(made))
            let city = office.town[.city]
            let listed = try await office.read { try CheckFormList.all(for: city, in: $0) }
            #expect(!listed.contains(form.form))
        }
    }

    @Test("TASK-16 每个监管事项下至少保留一个检查项；删除的检查项可再选回")
    func keeping() async throws {
        try await Office.each { office in
            let task = try await office.makeTask(byItem(office), items: [office.item, office.second])
            let offered = try await offered(task, office)
            #expect(offered.map { $0.points(in: nil) } == [5, 3])
            var chosen = Dictionary(uniqueKeysWithValues: offered.map { ($0.item.id, Set($0.checkItems.map(\.id))) })
            chosen[office.second] = []
            let none = chosen
            let refused = await #expect(throws: TaskRefused.self) { _ = try await make(task, none, at: office) }
            #expect(refused?.message == "每个监管事项下至少保留一个检查项")
            let kept = try #require(offered.last?.checkItems.last)
            chosen[office.second] = [kept.id]
            let first = try await version(make(task, chosen, at: office), office)
            #expect(first.content.items.last?.name == kept.name && !first.content.items.contains { $0.name.hasSuffix("：证照") })
            let second = try await version(make(task, at: office), office)
            #expect(second.form == first.form && second.number == first.number + 1 && second.content.points.count == 8)
            #expect(try await asks(task, office) == [second.id])
        }
    }

    @Test("TASK-17 自定义资料项和检查模板随表单；检查模板必选，资料项不重名")
    func fields() async throws {
        try await Office.each { office in
            let task = try await office.makeTask(byItem(office), items: [office.item])
            await #expect(throws: TaskRefused.missing(MissingField("检查模板"))) { _ = try await make(task, template: "", at: office) }
            await #expect(throws: ResultTemplateRefused.unknown) { _ = try await make(task, template: "没有的", at: office) }
            let workers = CustomField(label: "从业人数", kind: .number, isRequired: true)
            await #expect(throws: CheckFormRefused.fieldRepeated("从业人数")) {
                _ = try await make(task, fields: [workers, CustomField(label: "从业人数")], at: office)
            }
            let form = try await version(make(task, fields: [workers], template: "special", at: office), office)
            #expect(form.content.fields == [workers] && form.resultTemplate == .special)
        }
    }

    @Test("TASK-18 没有动态表单不能确定任务；增删事项后须重新创建")
    func required() async throws {
        try await Office.each { office in
            let task = try await office.makeTask(byItem(office), items: [office.item])
            let refused = await #expect(throws: TaskRefused.self) { try await office.confirm(task) }
            #expect(refused?.message == "请先创建动态表单")
            _ = try await make(task, at: office)
            try await office.confirm(task)
            let second = office.second
            try await office.act(.cityPlanner) { try TaskItemAddition(of: second, to: task).make(by: $0, at: $1, in: $2) }
            #expect(try await asks(task, office).isEmpty)
            await #expect(throws: TaskRefused.dynamicFormMissing) { _ = try await office.issue(task, objects: 1) }
            _ = try await make(task, at: office)
            try await office.act(.cityPlanner) { try TaskItemRemoval(of: second, from: task).make(by: $0, at: $1, in: $2) }
            await #expect(throws: TaskRefused.dynamicFormMissing) { _ = try await office.issue(task, objects: 1) }
            let made = try await make(task, at: office)
            _ = try await office.issue(task, objects: 1)
            #expect(try await asks(task, office) == [made])
            await #expect(throws: TaskRefused.subjectsFixed) { _ = try await make(task, at: office) }
        }
    }

    @Test("TASK-14 改为按检查表单选择时带回全部表单，再改回时须重新创建动态表单")
    func switching() async throws {
        try await Office.each { office in
            let task = try await office.makeTask(byItem(office), items: [office.item])
            let made = try await make(task, at: office)
            func change(_ mode: TaskContentMode) async throws {
                var record = office.taskRecord()
                record.contentMode = mode
                let (wanted, version, item) = (record, try await office.task(task).version, office.item)
                try await office.act(.cityPlanner) {
                    try TaskChange(of: task, version: version, to: wanted, items: [item]).make(by: $0, at: $1, in: $2)
                }
            }
            try await change(.byItem)
            #expect(try await asks(task, office) == [made])
            try await change(.byForm)
            #expect(try await asks(task, office) == Set(office.forms))
            await #expect(throws: TaskRefused.notByItem) { _ = try await make(task, at: office) }
            try await change(.byItem)
            #expect(try await asks(task, office).isEmpty)
        }
    }

    @Test("ITEM-21 动态表单随任务删除，不能在检查表单中停用")
    func deletion() async throws {
        try await Office.each { office in
            let task = try await office.makeTask(byItem(office), items: [office.item])
            let form = try await version(make(task, at: office), office).form
            await #expect(throws: CheckFormRefused.ofOneTask) {
                try await office.act(.cityBusiness) { try StatusChange<CheckForm>(of: form, version: 1, to: .disabled).make(in: ActContext($0, at: $1, in: $2)) }
            }
            try await office.act(.cityPlanner) { try TaskDeletion(of: task).make(by: $0, at: $1, in: $2) }
            #expect(try await office.read { try CheckFormVersion.all(of: form, in: $0) }.isEmpty)
        }
    }
}

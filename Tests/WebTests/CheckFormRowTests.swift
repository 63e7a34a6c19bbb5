import Testing

@testable import Doors
@testable import RegistryPages

@Suite("不用脚本编辑检查表单的行")
struct CheckFormRowTests {
    private static let typed: Values = {
        var values = Values(["layout": "a:a1,a2;b:b1", "item.a": "甲", "text.a1": "一", "text.a2": "二", "text.b1": "三", "name": "表"])
        values.set("violated.a1", all: ["甲法第一条", "甲法第二条"])
        return values
    }()

    private func act(_ text: String) throws -> Values { try #require(CheckFormRowAct(text)).applied(to: Self.typed) }

    @Test("ITEM-09 上移、下移、删除改变顺序，内容移到相邻的检查项，填写的内容都在", arguments: [
        ("up:a2", "a:a2,a1;b:b1"), ("down:a1", "a:a2,a1;b:b1"), ("down:a2", "a:a1;b:a2,b1"), ("up:b1", "a:a1,a2,b1;b:"),
        ("up:a1", "a:a1,a2;b:b1"), ("down:a", "b:b1;a:a1,a2"), ("up:a", "a:a1,a2;b:b1"), ("remove:a1", "a:a2;b:b1"),
        ("remove:a", "b:b1"), ("up:无", "a:a1,a2;b:b1"),
    ])
    func moving(_ act: String, _ layout: String) throws {
        let values = try self.act(act)
        #expect(values["layout"] == layout)
        #expect(values["text.a1"] == "一" && values["name"] == "表" && values["row"] == nil)
    }

    @Test("ITEM-09 复制的行带有相同的内容和依据，新增的行在它应在的位置")
    func adding() throws {
        let copied = try act("copy:a1")
        let layout = try #require(CheckFormForms.layout(of: copied))
        let key = layout.items[0].points[1]
        #expect(layout.items[0].points.count == 3 && key != "a1")
        #expect(copied["text." + key] == "一" && copied.all("violated." + key) == ["甲法第一条", "甲法第二条"])
        let (item, below) = (try after("copy:a"), try after("add-below:a1"))
        let (point, last) = (try after("add-point:b"), try after("add-item"))
        #expect(item.items.map(\.points.count) == [2, 2, 1])
        #expect(below.items[0].points[2] == "a2")
        #expect(point.items[1].points.first == "b1")
        #expect(last.items.map(\.points.count) == [2, 1, 1])
    }

    private func after(_ act: String) throws -> CheckFormLayout {
        try #require(CheckFormForms.layout(of: try self.act(act)))
    }

    @Test("不认识的操作不是操作", arguments: [nil, "", "save", "drop:a1"])
    func unknown(_ text: String?) { #expect(CheckFormRowAct(text) == nil) }
}

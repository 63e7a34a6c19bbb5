import Authority
import Doors
import Registry

extension Area {
    package static let testingBodies = Area(TestingBodyPages.library)
}

/// 检验机构 (ELEM-01).
enum TestingBodyPages {
    static let library = EntryPages<TestingBodyRecord>(
        .elements, icon: "clipboard-check",
        columns: [.entry(\.name, note: \.creditCode), .of(\.domains, .wide), .of(\.contact), .of(\.phone)],
        filters: [
            Field("q", TestingBodyRecord.label(\.name), placeholder: "请输入关键字查询"),
            Field("status", "状态", .choice(Organization.Status.options)),
        ]
    ) { reading in
        var filter = TestingBodyRecord.Filter()
        (filter.words, filter.status) = (reading.optional("q"), reading.choice("status"))
        return filter
    }
}

import Authority
import Doors
import Registry

extension Area {
    package static let inspectionFrequencies = Area(InspectionFrequencyPages.library)
}

/// 检查频次 (PLAN-25).
enum InspectionFrequencyPages {
    static let library = EntryPages<InspectionFrequencyRecord>(
        .work, icon: "hourglass-split",
        columns: [
            .entry(\.name, note: \.trade), .of(\.category), Column("风险等级A/B/C/D每年次数") { .text($0.yearly) }, .of(\.timesUnrated, .small),
            .of(\.moreForBadCredit, .small), .of(\.fewerForGoodCredit, .small),
        ],
        filters: [
            Field("q", InspectionFrequencyRecord.label(\.name), placeholder: "请输入关键字查询"),
            Field("status", "状态", .choice(Organization.Status.options)),
        ]
    ) { reading in
        var filter = InspectionFrequencyRecord.Filter()
        (filter.words, filter.status) = (reading.optional("q"), reading.choice("status"))
        return filter
    }
}

extension EntryRow<InspectionFrequencyRecord> {
    fileprivate var yearly: String { [self[\.timesA], self[\.timesB], self[\.timesC], self[\.timesD]].joined(separator: " / ") }
}

import Authority
import Doors
import Tasking

/// 年度检查频次上限 (BEY-30).
enum InspectionCapPages {
    static let library = EntryPages<InspectionCapRecord>(
        .libraries, icon: "hourglass-split",
        columns: [
            .entry(\.name, note: \.basis), .of(\.year, .narrow), limit("A级", \.limitA), limit("B级", \.limitB), limit("C级", \.limitC),
            limit("D级", \.limitD), limit("未评价", \.limitUnrated), .of(\.exemptions, .wide),
        ],
        parts: [
            FormPart(fields: InspectionCapRecord.fields(\.name, \.year, \.basis)),
            FormPart(
                "各信用等级的上限", note: "同一检查机构一年内对同一企业的检查次数；本机构与上级都有规定的，按最严的执行",
                fields: InspectionCapRecord.fields(\.limitA, \.limitB, \.limitC, \.limitD, \.limitUnrated)),
            FormPart("例外", fields: InspectionCapRecord.fields(\.exemptions)),
        ],
        filters: [
            Field("q", InspectionCapRecord.label(\.name), placeholder: "请输入关键字查询"),
            Field("year", InspectionCapRecord.label(\.year), .integer(2000...2100)),
            Field("status", "状态", .choice(Organization.Status.options)),
        ]
    ) { reading in
        var filter = InspectionCapRecord.Filter()
        (filter.words, filter.year, filter.status) = (reading.optional("q"), reading.integer("year"), reading.choice("status"))
        return filter
    }

    private static func limit(
        _ title: String, _ path: any PartialKeyPath<InspectionCapRecord> & Sendable
    ) -> Column<EntryRow<InspectionCapRecord>> {
        Column(title, .narrow) { .text($0[path].isEmpty ? "不限" : $0[path] + "次") }
    }
}

import Foundation
import Typesetting

/// Documents a second on one core: a 现场检查记录 as it is printed after a visit, with its code and table. Beside it a
/// page with a single line.
struct DocumentBenchmark {
    let assets: String
    let runs: Int

    func figure() throws -> Figure {
        let typesetter = try Typesetter(FontLibrary(assets: assets))
        let (record, line) = (Self.record, Self.line)
        _ = try typesetter.render(record)
        var values: [Double] = []
        var references: [Double] = []
        for _ in 0..<runs {
            values.append(try Self.perSecond { _ = try typesetter.render(record) })
            references.append(try Self.perSecond { _ = try typesetter.render(line) })
        }
        return Figure(
            name: "documents", what: "现场检查记录（PDF，单核）；对照：只有一行字的页", unit: .perSecond, values: values,
            references: references)
    }

    private static func perSecond(_ make: () throws -> Void) throws -> Double {
        let (before, count) = (ownCPUMilliseconds(), 20)
        for _ in 0..<count { try make() }
        return Double(count) * 1000 / (ownCPUMilliseconds() - before)
    }

    private static let line = Sheet(title: "函", createdAt: 0, blocks: [.paragraph("一行。")])

    private static let record = Sheet(
        title: "现场检查记录", author: "青石县市场监督管理局", createdAt: 0, style: .form,
        code: .init(text: "https://mingcha.example/check/7Q2M-K9XA", caption: "扫码核验本文书"),
        footer: .init(checkLine: "校验码 3f9a61c27be04d18a5c0e7729d4b8f61"),
        blocks: [
            .title("现场检查记录"),
            .number("（青石）市监检记〔2026〕0058号"),
            .fields([
                [Field("被检查单位", "青石县喆丰粮油贸易有限责任公司")], [Field("地址", "青石县城关镇北环路118号")],
                [Field("法定代表人（负责人）", "温书言"), Field("联系电话", "199****0000")],
                [Field("检查时间", "2026年11月21日9时30分至11月21日11时05分")],
            ]),
            .paragraph(
                """
                我们是\(fill: "青石县市场监督管理局")的行政执法人员\(fill: "高远航、林知秋")，证件号码为\
                \(fill: "99010100003、99010100004")，这是我们的证件。现依法对你单位进行现场检查，请予以配合。
                """),
            .table(Table(
                columns: [.init("序号", alignment: .center), .init("检查内容", share: 6), .init("结果", share: 2, alignment: .center)],
                rows: (1...30).map { ["\($0)", "营业执照与许可证件是否在有效期内并公示在经营场所的显著位置", "未发现问题"] })),
            .paragraph("以上情况已当场告知被检查单位，检查中未发现其他问题。"),
            .signatures([Signature("被检查单位现场负责人（签名）", date: "2026年11月21日"), Signature("检查人员（签名）", date: "2026年11月21日")]),
        ])
}

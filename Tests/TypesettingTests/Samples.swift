import Typesetting

/// Documents of an invented county, as the field prints them.
enum Samples {
    /// 2026-11-21 09:30 in Beijing
    static let instant: Int64 = 1_795_224_600_000

    static func inspectionRecord() -> Sheet {
        Sheet(
            title: "现场检查记录", author: "青禾县应急管理局", createdAt: instant, style: .form,
            code: .init(
                text: "https://mingcha.example/d/7Q2M-K9XA", caption: "扫码核验本文书，查看检查依据并评价本次检查",
                place: .foot),
            footer: .init(checkLine: "校验码 3f9a61c27be04d18a5c0e7729d4b8f61 · 账本检查点 10482"),
            blocks: [
                .title("现场检查记录"),
                .number("（青禾）应急检记〔2026〕0058号"),
                .fields([
                    [Field("被检查单位", "青禾县喆丰粮油贸易有限责任公司")],
                    [Field("地址", "青禾县城关镇北环路118号")],
                    [Field("法定代表人（负责人）", "温书䶮", share: 5), Field("职务", "总经理", share: 3)],
                    [Field("联系电话", "0939-5550118", share: 4), Field("检查场所", "一号平房仓、烘干车间", share: 5)],
                    [Field("检查时间", "2026年11月21日9时30分至11月21日11时05分")],
                ]),
                .paragraph(
                    """
                    我们是\(fill: "青禾县应急管理局")的行政执法人员\(fill: "陆青堃、沈未央")，证件号码为\
                    \(fill: "28090100017、28090100023")，这是我们的证件（出示证件）。现依法对你单位进行现场检查，请予以配合。
                    """),
                .paragraph("检查情况："),
                .list([
                    "烘干车间配电箱未设置明显的安全警示标志，不符合《中华人民共和国安全生产法》第三十五条的规定。",
                    "未按规定对2名新上岗的装卸人员进行三级安全生产教育和培训，现场查阅教育培训档案无2026年第三季度记录。",
                    "一号平房仓消防通道堆放麻袋，占用通道约1.2米。",
                ]),
                .paragraph("以上情况已当场告知被检查单位，检查中未发现其他问题。"),
                .space(2),
                .signatures([
                    Signature("被检查单位现场负责人（签名）", images: [PNG.scribble(seed: 3)], date: "2026年11月21日"),
                    Signature("检查人员（签名）", images: [PNG.scribble(seed: 1), PNG.scribble(seed: 2)], date: "2026年11月21日"),
                ]),
            ])
    }

    static func order() -> Sheet {
        Sheet(
            title: "责令限期整改指令书", author: "青禾县应急管理局", createdAt: instant,
            code: .init(text: "https://mingcha.example/c/4H8T", caption: "扫码核验执法人员身份与检查事项", place: .head),
            blocks: [
                .redHead(agency: "青禾县应急管理局文件", number: "青应急责改〔2026〕31号"),
                .title("责令限期整改指令书"),
                .paragraph(Paragraph("青禾县喆丰粮油贸易有限责任公司：", indent: 0)),
                .paragraph("经查，你单位存在下列问题，现责令你单位于\(fill: "2026年12月5日")前整改完毕，达到有关法律法规规章和标准规定的要求。整改期间，你单位应当采取措施确保安全生产。"),
                .heading("一、存在的问题"),
                .heading("（一）电气设备", .second),
                .paragraph("烘干车间配电箱未设置明显的安全警示标志。详见 https://mingcha.example/published/results/2026/11/21/0058-0001-record.html 所载照片。"),
                .heading("二、整改要求"),
                .table(Table(
                    columns: [
                        .init("序号", share: 1, alignment: .center), .init("问题", share: 5),
                        .init("整改期限", share: 2.4, alignment: .center),
                    ],
                    rows: [
                        ["1", "烘干车间配电箱未设置明显的安全警示标志", "2026年12月5日"],
                        ["2", "新上岗人员未经三级安全生产教育和培训", "2026年12月5日"],
                    ])),
                .paragraph("如果不服本指令，可以依法在60日内向青禾县人民政府申请行政复议，或者在6个月内依法向青禾县人民法院提起行政诉讼，但本指令不停止执行，法律另有规定的除外。"),
                .closing(Closing(agency: "青禾县应急管理局", date: "2026年11月21日", seal: .test(agency: "青禾县应急管理局"))),
            ])
    }

    /// Nothing filled in: to be printed and filled in by hand. With a table as forms have them.
    static func blankForm() -> Sheet {
        Sheet(
            title: "送达回证", author: "青禾县应急管理局", createdAt: instant,
            blocks: [
                .title("青禾县应急管理局\n送达回证"),
                .number("（青禾）应急回〔2026〕　　号"),
                .fields([[Field("案件名称", "")], [Field("受送达单位", ""), Field("联系电话", "")]]),
                .table(Table(
                    columns: [.init("", share: 2), .init("", share: 3), .init("", share: 2), .init("", share: 3)],
                    rows: [
                        [.label("受送达单位（个人）"), Table.Cell("", span: 3)],
                        [.label("送达文书名称、文号"), Table.Cell("责令限期整改指令书\n（青禾）应急责改〔2026〕31号", span: 3)],
                        [.label("收件人"), "", .label("送达地点"), ""],
                        [.label("送达时间"), "　年　月　日　时　分", .label("送达方式"), "□直接 □留置 □邮寄"],
                    ],
                    size: TypeSize.four)),
                .paragraph("受送达人\(fill: "")已于\(fill: "")收到上列文书。"),
                .list(["受送达人拒绝接收的，记明拒收事由。", "由他人代收的，注明与受送达人的关系。"], .bracketed),
                .heading("3.附注", .third),
                .signatures([Signature("送达人（签名）"), Signature("受送达人或者其同住成年家属、代收人（签名或者盖章）")]),
                .closing(Closing(agency: "青禾县人民政府安全生产委员会办公室", date: "2026年11月21日", seal: .test(agency: "青禾县人民政府安全生产委员会办公室"))),
            ])
    }

    static func longTable(rows: Int) -> Sheet {
        Sheet(
            title: "检查对象名录库", createdAt: instant,
            blocks: [
                .title("检查对象名录库"),
                .table(Table(
                    columns: [
                        .init("序号", share: 1, alignment: .center), .init("名称", share: 4), .init("地址", share: 5),
                        .init("类别", share: 2, alignment: .center),
                    ],
                    rows: (1...rows).map { row in
                        ["\(row)", "青禾县第\(row)粮油有限公司", "青禾县城关镇北环路\(row)号院内东侧第三排库房", "粮食收购"]
                    })),
            ])
    }

    static func letter(_ text: String) -> Sheet {
        Sheet(title: "函", createdAt: instant, footer: .init(numbersPages: false), blocks: [.paragraph(Paragraph(Prose(text), indent: 0))])
    }
}

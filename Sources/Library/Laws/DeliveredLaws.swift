import Timekeeping

/// A statute as it is delivered with the platform: title, numbers, dates, how many articles it has, and the words of a
/// few of them. Statutes are not under copyright (著作权法第五条), but whole texts are imported by whoever keeps the
/// library, from the official gazettes: a text that nobody has compared helps nobody in court.
struct DeliveredStatute: Sendable {
    let record: StatuteRecord
    private let articleCount: Int
    private let words: [Int: String]

    init(
        _ title: String, _ kind: StatuteKind, _ number: String, _ issuer: String, promulgated: String, effective: String,
        articles: Int, note: String = "", words: [Int: String] = [:]
    ) {
        // a date that cannot be read is found by the tests, which load all of them
        let never = CalendarDate(dayNumber: 0)
        record = StatuteRecord(
            title: title, kind: kind, documentNumber: number, issuer: issuer, promulgatedOn: CalendarDate(promulgated),
            effectiveOn: CalendarDate(effective) ?? never, preamble: note)
        articleCount = articles
        self.words = words
    }

    var text: StatuteText {
        StatuteText(record, articles: (1...articleCount).map { number in
            .init(ArticleNumber(number), ArticleWording(words[number] ?? ""))
        })
    }

    private static let committee = "全国人民代表大会常务委员会"

    static let all = [
        DeliveredStatute(
            "中华人民共和国行政处罚法", .law, "主席令第七十号", committee, promulgated: "2021-01-22", effective: "2021-07-15",
            articles: 86, words: penaltyLaw),
        DeliveredStatute(
            "中华人民共和国行政强制法", .law, "主席令第四十九号", committee, promulgated: "2011-06-30", effective: "2012-01-01",
            articles: 71),
        DeliveredStatute(
            "中华人民共和国行政复议法", .law, "主席令第九号", committee, promulgated: "2023-09-01", effective: "2024-01-01",
            articles: 90),
        DeliveredStatute(
            "中华人民共和国安全生产法", .law, "主席令第八十八号", committee, promulgated: "2021-06-10", effective: "2021-09-01",
            articles: 119, note: "2021年6月10日第三次修正"),
        DeliveredStatute(
            "中华人民共和国食品安全法", .law, "主席令第八十一号", committee, promulgated: "2021-04-29", effective: "2021-04-29",
            articles: 154, note: "2021年4月29日第二次修正"),
        DeliveredStatute(
            "中华人民共和国特种设备安全法", .law, "主席令第四号", committee, promulgated: "2013-06-29", effective: "2014-01-01",
            articles: 101),
        DeliveredStatute(
            "中华人民共和国药品管理法", .law, "主席令第三十一号", committee, promulgated: "2019-08-26", effective: "2019-12-01",
            articles: 155, note: "2019年8月26日第二次修订"),
        DeliveredStatute(
            "优化营商环境条例", .administrativeRegulation, "国务院令第722号", "国务院", promulgated: "2019-10-22",
            effective: "2020-01-01", articles: 72),
    ]

    private static let penaltyLaw = [
        42: """
            行政处罚应当由具有行政执法资格的执法人员实施。执法人员不得少于两人，法律另有规定的除外。
            执法人员应当文明执法，尊重和保护当事人合法权益。
            """,
        51: """
            违法事实确凿并有法定依据，对公民处以二百元以下、对法人或者其他组织处以三千元以下罚款或者警告的行政处罚的，可以当场作出\
            行政处罚决定。法律另有规定的，从其规定。
            """,
        55: """
            执法人员在调查或者进行检查时，应当主动向当事人或者有关人员出示执法证件。当事人或者有关人员有权要求执法人员出示执法证件。\
            执法人员不出示执法证件的，当事人或者有关人员有权拒绝接受调查或者检查。
            当事人或者有关人员应当如实回答询问，并协助调查或者检查，不得拒绝或者阻挠。询问或者检查应当制作笔录。
            """,
        85: "本法中“二日”“三日”“五日”“七日”的规定是指工作日，不含法定节假日。",
    ]
}

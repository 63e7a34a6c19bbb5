import Timekeeping

/// The rules of law that the platform knows, a line each: code | article | 款 | what it limits | numbers | how sure.
/// 个工作日 and 日 are different units: 行政处罚法第八十五条 counts up to seven days as working days, 行政强制法第六十九条 up to ten.
enum DeliveredLegalRules {
    struct Sheet: Sendable {
        let statute: String
        /// From when the rules hold: the first day of the statute.
        let from: String
        let lines: String
    }

    static let sheets = [
        penalty, coercion, reconsideration, litigation, safety, transfer, business, food, equipment, publication, market,
        privacy, network,
    ]

    /// - Returns: nil for a line that cannot be read; the tests look for those.
    static func rule(_ line: Substring, of sheet: Sheet, at now: Instant) -> LegalRule? {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { ArticleWording(String($0)).text }
        guard cells.count == 6, let article = ArticleNumber(key: cells[1]), let from = CalendarDate(sheet.from),
            let verification = LegalVerification(rawValue: cells[5])
        else { return nil }
        let numbers = cells[4].split(separator: ";").map { LegalNumber($0) }
        guard !numbers.contains(nil) else { return nil }
        let record = LegalRuleRecord(
            statute: sheet.statute, article: article, paragraph: Int(cells[2]), limits: cells[3],
            numbers: numbers.compactMap { $0 }, verification: verification)
        return LegalRule(id: .init(at: now), code: cells[0], record: record, validFrom: from, validUntil: nil, basis: "随平台提供")
    }

    private static let penalty = Sheet(statute: "中华人民共和国行政处罚法", from: "2021-07-15", lines: """
        penalty.minor.none|30||不满十四周岁的不予处罚，已满十四周岁不满十八周岁的应当从轻或者减轻|不予处罚=14周岁;从轻或者减轻=18周岁|checked
        penalty.limitation|36||违法行为未被发现的不再处罚的期限；涉及生命健康安全、金融安全且有危害后果的延长|一般=2年;延长后=5年|checked
        penalty.officers|42|1|实施行政处罚的执法人员人数|至少=2人|checked
        penalty.publication.withdrawal|48|2|公开的处罚决定被变更、撤销、确认违法或者无效后撤回的期限|期限=3个工作日|checked
        penalty.summary.fine|51||当场作出处罚决定的罚款上限|公民=200元;法人或者其他组织=3000元|checked
        penalty.certificate|55|1|调查或者检查时主动出示执法证件||checked
        penalty.preservation|56||先行登记保存证据后作出处理决定的期限|期限=7个工作日|checked
        penalty.decision|60||自立案之日起作出处罚决定的期限|期限=90日|checked
        penalty.service|61|1|当事人不在场时送达处罚决定书的期限|期限=7个工作日|checked
        penalty.hearing.request|64||被告知后提出听证要求的期限|期限=5个工作日|checked
        penalty.hearing.notice|64||举行听证前通知当事人及有关人员的期限|期限=7个工作日|checked
        penalty.payment|67|3|收到处罚决定书后缴纳罚款的期限|期限=15日|checked
        penalty.collection|68||可以当场收缴的罚款数额|上限=100元|checked
        penalty.collection.officer|71||执法人员当场收缴罚款后交至行政机关的期限|期限=2个工作日|checked
        penalty.collection.agency|71||行政机关将罚款缴付银行的期限|期限=2个工作日|checked
        penalty.surcharge|72|1|到期不缴纳罚款的加处罚款，总额不得超出罚款数额|每日=3%;总额上限=100%|checked
        penalty.workingDays|85||按工作日计算的期限|不超过=7日|checked
        """)

    private static let coercion = Sheet(statute: "中华人民共和国行政强制法", from: "2012-01-01", lines: """
        coercion.officers|18||实施行政强制措施的执法人员人数|至少=2人|checked
        coercion.urgent.report|19||情况紧急当场实施后报告并补办批准手续的期限|期限=24小时|checked
        coercion.seizure.period|25|1|查封、扣押的期限和经批准延长的期限|期限=30日;延长=30日|checked
        coercion.freezing.delivery|31||作出冻结决定后向当事人交付决定书的期限|期限=3个工作日|checked
        coercion.freezing.period|32|1|冻结的期限和经批准延长的期限|期限=30日;延长=30日|checked
        coercion.surcharge|45|2|加处罚款或者滞纳金的数额不得超出金钱给付义务的数额|总额上限=100%|checked
        coercion.enforcement|46|1|加处罚款或者滞纳金超过一定期限经催告仍不履行的可以强制执行|期限=30日|checked
        coercion.substitute.reminder|51||代履行前催告履行的期限|期限=3个工作日|checked
        coercion.court.application|53||申请人民法院强制执行的期限|期限=3个月|checked
        coercion.court.reminder|54||催告书送达后可以申请人民法院强制执行的期限|期限=10个工作日|checked
        coercion.workingDays|69||按工作日计算的期限|不超过=10日|checked
        """)

    private static let reconsideration = Sheet(statute: "中华人民共和国行政复议法", from: "2024-01-01", lines: """
        reconsideration.application|20||申请行政复议的期限，自知道或者应当知道行政行为之日起算；未告知的自知道或者应当知道申请权利、复议机关和期限之日起算|期限=60日;未告知时最长=1年|checked
        reconsideration.longest|21||不动产和其他行政行为的最长申请期限|不动产=20年;其他=5年|checked
        reconsideration.summaryPenalty|23|1|对当场作出的行政处罚决定应当先申请行政复议||checked
        reconsideration.decision|62||作出复议决定的期限，普通程序可以延长|普通程序=60日;延长=30日;简易程序=30日|checked
        reconsideration.workingDays|88||按工作日计算的期限：三日、五日、七日、十日|不超过=10日|checked
        """)

    private static let safety = Sheet(statute: "中华人民共和国安全生产法", from: "2021-09-01", lines: """
        safety.plan|62||应急管理部门按照分类分级监督管理的要求制定年度监督检查计划||checked
        safety.record|68||检查的时间、地点、内容、发现的问题及其处理情况作出书面记录，由检查人员和被检查单位的负责人签字||checked
        safety.powerCut.notice|70||停止供电前通知生产经营单位的期限，紧急情形除外|提前=24小时|checked
        safety.penalty.publication|78||处罚决定作出后在监督管理部门公示系统公开曝光的期限|期限=7个工作日|checked
        safety.obstruction|108||拒绝、阻碍监督检查，责令改正后拒不改正的罚款：单位；直接负责的主管人员和其他直接责任人员|单位下限=20000元;单位上限=200000元;个人下限=10000元;个人上限=20000元|checked
        safety.daily|112||被责令改正且受到罚款处罚，拒不改正的，可以自作出责令改正之日的次日起按照原处罚数额按日连续处罚||checked
        """)

    private static let transfer = Sheet(statute: "行政执法机关移送涉嫌犯罪案件的规定", from: "2020-08-07", lines: """
        transfer.officers|5||专案组人数|至少=2人|checked
        transfer.decision|5||行政执法机关负责人作出批准移送或者不批准移送决定的期限|期限=3日|checked
        transfer.delivery|5||决定批准后向公安机关移送的期限|期限=24小时|checked
        transfer.police|8||公安机关审查决定是否立案的期限|期限=3日|checked
        transfer.objection|9||对不予立案决定提请复议或者建议立案监督的期限|期限=3日|checked
        transfer.goods|12||移交涉案物品和案件材料的期限|期限=3日|checked
        """)

    private static let business = Sheet(statute: "优化营商环境条例", from: "2020-01-01", lines: """
        business.randomInspection|54||市场监管领域的行政检查通过双随机、一公开方式进行，直接涉及公共安全和人民群众生命健康等特殊行业、重点领域除外；投诉举报、转办交办、数据监测等发现的问题有针对性地检查||checked
        business.threeSystems|58||行政执法公示、行政执法全过程记录和重大行政执法决定法制审核制度||checked
        """)

    private static let food = Sheet(statute: "食品生产经营监督检查管理办法", from: "2022-03-15", lines: """
        food.coverage|22||对本行政区域内食品生产经营者的全覆盖检查周期|周期=2年|checked
        food.officers|23||监督检查人员人数|至少=2人|checked
        food.publication|39||监督检查结果公开的期限|期限=20个工作日|checked
        food.repeat|42||上级检查后，下级对已检查过的事项原则上不再重复检查的期限，有违法嫌疑的除外|期限=3个月|checked
        """)

    private static let publication = Sheet(statute: "市场监督管理行政处罚信息公示规定", from: "2021-09-01", lines: """
        publication.penalty|9||作出处罚决定后公示的期限|期限=20个工作日|checked
        publication.otherProvince|10||异地处罚信息交换和公示的期限|交换=10个工作日;公示=10个工作日|checked
        publication.withdrawal|11||处罚决定被变更、撤销等后撤回公示的期限|期限=3个工作日|checked
        publication.stop|13||停止公示的期限：通报批评或者较低数额罚款；其他|较轻=3个月;其他=3年|checked
        publication.stop.restriction|13|3|被限制开展生产经营活动、限制从业超过三年的，公示期限按照实际限制期限||checked
        """)

    private static let litigation = Sheet(statute: "中华人民共和国行政诉讼法", from: "2017-07-01", lines: """
        litigation.afterReconsideration|45||不服复议决定向人民法院起诉的期限|期限=15日|checked
        litigation.direct|46||直接向人民法院起诉的期限和最长期限|期限=6个月;不动产最长=20年;其他最长=5年|checked
        """)

    private static let equipment = Sheet(statute: "特种设备安全监督检查办法", from: "2022-07-01", lines: """
        equipment.recheck|29||收到整改报告后组织复查的期限|期限=10个工作日|checked
        """)

    private static let market = Sheet(statute: "市场监督管理行政处罚程序规定", from: "2021-07-15", lines: """
        market.filing|18||核查线索并决定是否立案的期限和延长|期限=15个工作日;延长=15个工作日|general
        market.decision|64||作出处罚决定的期限和延长|期限=90日;延长=30日|general
        """)

    private static let privacy = Sheet(statute: "中华人民共和国个人信息保护法", from: "2021-11-01", lines: """
        privacy.assessment|56||个人信息保护影响评估报告和处理情况记录的保存期限|至少=3年|checked
        """)

    private static let network = Sheet(statute: "中华人民共和国网络安全法", from: "2017-06-01", lines: """
        network.logs|21||网络日志的留存期限|不少于=6个月|checked
        """)
}

import Library
import RegistryPages

/// Items and check forms of three fields for the demo. Citations name real articles; the forms themselves are examples
/// and no official forms.
struct DemoForm: Sendable {
    struct Point: Sendable {
        let item: String
        let text: String
        let method: String
        let violated: String
        let penalty: String
    }

    let supervisionCode: String
    let spotCheckCode: String
    let subject: String
    let basis: String
    let points: [Point]

    /// Special equipment is inspected at its user or piece by piece.
    var subjectClasses: Set<SubjectClass> { subject.hasPrefix("特种设备") ? [.organization, .attached] : [.organization] }
    var supervisionName: String { "对\(subject)的行政检查" }
    var spotCheckName: String { "\(subject)抽查" }
    var onSpotName: String { "\(subject)现场检查表" }
    var formName: String { "\(subject)双随机检查表" }

    static let all = [food, elevators, pharmacies]

    private static let food = DemoForm(
        supervisionCode: "990131010001", spotCheckCode: "990131020001", subject: "食品经营单位",
        basis: "《中华人民共和国食品安全法》第一百一十条",
        points: [
            point("证照与公示", "食品经营许可证在有效期内，实际经营项目与许可相符", "查看许可证，与现场经营项目核对", food: "第三十五条", penalty: "第一百二十二条"),
            point("人员管理", "从事接触直接入口食品工作的人员取得健康证明", "抽查三名人员的健康证明", food: "第四十五条", penalty: "第一百二十六条"),
            point("人员管理", "建立食品安全管理制度并配备食品安全管理人员", "查看制度和任命文件", food: "第四十四条", penalty: "第一百二十六条"),
            point("人员管理", "制定食品安全事故处置方案，定期检查防范措施的落实情况", "查看处置方案和检查记录", food: "第一百零二条", penalty: "第一百二十六条"),
            point("进货查验", "查验供货者的许可证和食品合格证明，并保存凭证", "抽查五种食品的进货凭证", food: "第五十三条", penalty: "第一百二十六条"),
            point("贮存", "按照保证食品安全的要求贮存，定期检查并清理过期食品", "查看库房和冷藏设备温度", food: "第五十四条", penalty: "第一百三十二条"),
            point("标签", "预包装食品标签标明名称、生产日期、保质期等事项", "抽查十种预包装食品", food: "第六十七条", penalty: "第一百二十五条"),
            point("餐具消毒", "餐具、饮具使用前洗净、消毒", "查看消毒设施和记录", food: "第五十六条", penalty: "第一百二十六条"),
        ])

    private static let elevators = DemoForm(
        supervisionCode: "990131010002", spotCheckCode: "990131020002", subject: "特种设备使用单位",
        basis: "《中华人民共和国特种设备安全法》第五十七条",
        points: [
            point("登记与档案", "特种设备办理使用登记，登记标志置于显著位置", "核对登记证与设备铭牌", equipment: "第三十三条", penalty: "第八十三条"),
            point("登记与档案", "建立特种设备安全技术档案", "查看档案目录", equipment: "第三十五条", penalty: "第八十三条"),
            point("人员管理", "作业人员取得相应资格", "抽查作业人员证件", equipment: "第十四条", penalty: "第八十六条"),
            point("人员管理", "制定特种设备事故应急专项预案，并定期进行应急演练", "查看预案和演练记录", equipment: "第六十九条", penalty: "第八十三条"),
            point("维护与检验", "进行经常性维护保养和定期自行检查并作出记录", "查看近三个月的记录", equipment: "第三十九条", penalty: "第八十三条"),
            point("维护与检验", "在检验有效期届满前一个月提出定期检验要求并接受检验", "核对检验报告和检验标志", equipment: "第四十条", penalty: "第八十三条"),
        ])

    private static let pharmacies = DemoForm(
        supervisionCode: "990131010003", spotCheckCode: "990131020003", subject: "药品零售企业",
        basis: "《中华人民共和国药品管理法》第九十九条",
        points: [
            point("证照", "取得药品经营许可证并在有效期内", "查看许可证", drugs: "第五十一条", penalty: "第一百一十五条"),
            point("购进", "从药品上市许可持有人或者具有资格的企业购进药品", "抽查五个品种的购进凭证", drugs: "第五十五条", penalty: "第一百二十九条"),
            point("购进", "执行进货检查验收制度，验明合格证明和其他标识", "查看验收记录", drugs: "第五十六条", penalty: "第一百二十六条"),
            point("销售", "有真实、完整的购销记录", "抽查购销记录", drugs: "第五十七条", penalty: "第一百三十条"),
            point("销售", "调配处方经过核对，不擅自更改或者代用", "抽查处方与调配记录", drugs: "第五十八条", penalty: "第一百三十条"),
            point("贮存", "执行药品保管制度，采取冷藏、防冻、防潮等必要措施", "查看温湿度记录", drugs: "第五十九条", penalty: "第一百二十六条"),
        ])

    private static func point(_ item: String, _ text: String, _ method: String, food article: String, penalty: String) -> Point {
        point(item, text, method, "《中华人民共和国食品安全法》", article, penalty)
    }

    private static func point(_ item: String, _ text: String, _ method: String, equipment article: String, penalty: String) -> Point {
        point(item, text, method, "《中华人民共和国特种设备安全法》", article, penalty)
    }

    private static func point(_ item: String, _ text: String, _ method: String, drugs article: String, penalty: String) -> Point {
        point(item, text, method, "《中华人民共和国药品管理法》", article, penalty)
    }

    private static func point(
        _ item: String, _ text: String, _ method: String, _ statute: String, _ article: String, _ penalty: String
    ) -> Point {
        Point(item: item, text: text, method: method, violated: statute + article, penalty: statute + penalty)
    }
}

import Authority
import Importing
import Library
import Storage

/// 检查频次: how often in a year the agency inspects the enterprises of one inspection category (检查类别), by their risk
/// and their credit (PLAN-25). It is data that the agency keeps; an agency that keeps none begins with the delivered ones.
package typealias InspectionFrequency = AgencyEntry<InspectionFrequencyRecord>

package struct InspectionFrequencyRecord: DeclaredRecord {
    /// 检查类别; becomes the category of the objects in the tasks.
    package var name = ""
    package var category: EnterpriseCategory?
    package var trade = ""
    package var timesA = 0
    package var timesB = 0
    package var timesC = 0
    package var timesD = 0
    package var timesUnrated = 0
    /// Of enterprises whose credit level is D.
    package var moreForBadCredit: Int?
    /// Of enterprises whose credit level is A.
    package var fewerForGoodCredit: Int?

    package init() {}

    package static let blank = InspectionFrequencyRecord()
    package static let most = 12
    package static let attributes: Attributes<InspectionFrequencyRecord> = [
        RecordAttribute("name", "name", "检查类别", \.name, .text(30), required: true),
        RecordAttribute("category", "category", "企业类别", \.category, .choice(), hint: "不选择则不限"),
        RecordAttribute("trade", "trade", "行业类型", \.trade, .text(50), hint: "不填写则不限；企业类别和行业类型都不限的，用于没有其他频次的企业"),
        RecordAttribute("timesA", "times_a", "风险等级A每年次数", \.timesA, .number(0...most), required: true),
        RecordAttribute("timesB", "times_b", "风险等级B每年次数", \.timesB, .number(0...most), required: true),
        RecordAttribute("timesC", "times_c", "风险等级C每年次数", \.timesC, .number(0...most), required: true),
        RecordAttribute("timesD", "times_d", "风险等级D每年次数", \.timesD, .number(0...most), required: true),
        RecordAttribute("timesUnrated", "times_unrated", "未评价每年次数", \.timesUnrated, .number(0...most), required: true),
        RecordAttribute(
            "moreForBadCredit", "more_for_bad_credit", "信用等级D增加次数", \.moreForBadCredit, .number(0...most), hint: "行业信用未评价的，按公共信用等级"),
        RecordAttribute("fewerForGoodCredit", "fewer_for_good_credit", "信用等级A减少次数", \.fewerForGoodCredit, .number(0...most)),
    ]
}

extension InspectionFrequencyRecord: EntryRecord {
    package static let library = EntryLibrary<InspectionFrequencyRecord>(
        "检查频次", code: "inspection-frequencies", noun: "InspectionFrequency", table: "inspection_frequency", key: \.name,
        readBy: .readPlans, keptBy: .makePlans, refusals: ["inspection_frequency_name": InspectionFrequencyRefused.nameTaken],
        facts: "registry.inspectionFrequency")

    package func permit() throws {
        do { try requireFilled() } catch { throw InspectionFrequencyRefused.missing(error) }
        guard !name.contains(where: { "|,:".contains($0) }) else { throw InspectionFrequencyRefused.name }
    }
}

package enum InspectionFrequencyRefused: Refusal, Equatable {
    case missing(MissingField)
    /// It names a category of objects of a task, and with that a stratum of draws (docs/draw1.md).
    case name
    case nameTaken

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .name: "registry.inspectionFrequency.name"
        case .nameTaken: "registry.inspectionFrequency.nameTaken"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .name: "检查类别不能含有 | , : 字符"
        case .nameTaken: "本机构已有该检查类别的频次"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.label
        case .name, .nameTaken: "name"
        }
    }
}

// MARK: - which holds for an enterprise

extension InspectionFrequencyRecord {
    /// Of enterprises that no other speaks of.
    private var isGeneral: Bool { category == nil && trade.isEmpty }

    private func speaks(of categories: [EnterpriseCategory], _ trades: [String]) -> Bool {
        if let category, !categories.contains(category) { return false }
        return trade.isEmpty || trades.contains(trade)
    }

    /// 频次 of an enterprise with these levels.
    private func times(risk: Grade, credit: Grade) -> Int {
        let byRisk =
            switch risk {
            case .a: timesA
            case .b: timesB
            case .c: timesC
            case .d: timesD
            case .unrated: timesUnrated
            }
        let byCredit =
            switch credit {
            case .a: byRisk - (fewerForGoodCredit ?? 0)
            case .d: byRisk + (moreForBadCredit ?? 0)
            case .b, .c, .unrated: byRisk
            }
        return min(max(byCredit, 0), Self.most)
    }

    /// The one inspection category of an enterprise and its frequency: of several that speak of it the one that asks for
    /// most, so that it is visited once for all of them; nil where nothing is asked for.
    package static func ofMost(
        _ all: [InspectionFrequencyRecord], categories: [EnterpriseCategory], trades: [String], risk: Grade, credit: Grade
    ) -> (category: String, times: Int)? {
        let speaking = all.filter { $0.speaks(of: categories, trades) }
        let own = speaking.filter { !$0.isGeneral }
        let found = (own.isEmpty ? speaking : own).map { (category: $0.name, times: $0.times(risk: risk, credit: credit)) }
        return found.filter { $0.times > 0 }.min { ($1.times, $0.category) < ($0.times, $1.category) }
    }

    /// What an agency begins with. Food and medicine by the yearly frequencies of their levels, all else sparingly.
    package static let delivered: [InspectionFrequencyRecord] = [
        record("大型餐饮检查", .largeCatering, a: 1, b: 2, c: 3, d: 4, unrated: 2),
        record("餐饮服务检查", .catering, a: 1, b: 1, c: 2, d: 3, unrated: 1),
        record("食品经营检查", .foodTrade, a: 1, b: 1, c: 2, d: 3, unrated: 1),
        record("药品零售检查", .drugRetail, a: 1, b: 1, c: 2, d: 3, unrated: 1),
        record("医疗器械零售检查", .deviceRetail, a: 1, b: 1, c: 1, d: 2, unrated: 1),
        record("特种设备使用检查", .specialEquipmentUse, a: 1, b: 1, c: 2, d: 3, unrated: 1),
        record("一般检查", nil, a: 0, b: 1, c: 1, d: 2, unrated: 1),
    ]

    private static func record(_ name: String, _ category: EnterpriseCategory?, a: Int, b: Int, c: Int, d: Int, unrated: Int) -> InspectionFrequencyRecord {
        var record = InspectionFrequencyRecord()
        (record.name, record.category) = (name, category)
        (record.timesA, record.timesB, record.timesC, record.timesD, record.timesUnrated) = (a, b, c, d, unrated)
        (record.moreForBadCredit, record.fewerForGoodCredit) = (1, 0)
        return record
    }
}

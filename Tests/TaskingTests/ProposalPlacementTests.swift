import Registry
import Testing

@testable import Authority
@testable import Tasking

/// A proposal is computed by a pure function: what holds of it holds for whatever comes in.
@Suite("年度计划建议的安排")
struct ProposalPlacementTests {
    /// The same numbers in every run.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state
        }
    }

    private static let seed: UInt64 = 20_261_130

    private static func enterprise(_ serial: Int, risk: Grade = .unrated, credit: Grade = .unrated) -> ProposedEnterprise {
        ProposedEnterprise(
            id: SubjectID(), serial: Int64(serial), agency: Organization.ID(), trades: [], categories: [], risk: risk, credit: credit)
    }

    private static func demand(_ serial: Int, _ frequency: Int, risk: Grade = .unrated, credit: Grade = .unrated, wanted: Int? = nil, settled: Set<Int> = []) -> ProposalDemand {
        ProposalDemand(
            enterprise: enterprise(serial, risk: risk, credit: credit), category: "一般检查", frequency: frequency, wanted: wanted ?? frequency, settled: settled)
    }

    private static func months(_ capacity: Int? = nil) -> [ProposalMonth] { (1...12).map { ProposalMonth(number: $0, capacity: capacity) } }

    private static func random(_ count: Int, by random: inout Seeded) -> [ProposalDemand] {
        (0..<count).map { serial in
            demand(
                serial, Int.random(in: 0...12, using: &random), risk: Grade.allCases.randomElement(using: &random) ?? .a,
                credit: Grade.allCases.randomElement(using: &random) ?? .a)
        }
    }

    @Test("PLAN-25、PLAN-37 任意的企业、任务量和人员上限：不多于频次，不超过任务量，不超过每月上限，不可用月份没有安排，装不下的逐条列出，一户一月至多一次（随机数种子20261130）")
    func bounds() {
        var random = Seeded(state: Self.seed)
        for round in 0..<400 {
            let demands = Self.random(Int.random(in: 0...60, using: &random), by: &random)
            let volume = Bool.random(using: &random) ? Int.random(in: 0...200, using: &random) : nil
            let isLimited = Bool.random(using: &random)
            let months = (1...12).map { ProposalMonth(number: $0, capacity: isLimited ? Int.random(in: 0...15, using: &random) : nil) }
            let placement = ProposalPlacement(demands, months: months, left: volume)
            let placed = placement.places.filter { !$0.isBeyond }
            #expect(placement.places.count == demands.reduce(0) { $0 + $1.wanted }, "\(round)")
            if let volume { #expect(placed.count <= volume, "\(round)") }
            for (index, demand) in placement.demands.enumerated() {
                let own = placement.places.filter { $0.demand == index }
                #expect(own.count == demand.wanted && own.count <= demand.frequency, "\(round)")
                let monthsOfOwn = own.filter { !$0.isBeyond }.map(\.month)
                #expect(Set(monthsOfOwn).count == monthsOfOwn.count, "\(round)")
            }
            for (month, before) in zip(placement.months, months) {
                #expect(month.load == placed.count { $0.month == month.number }, "\(round)")
                if let capacity = before.capacity { #expect(month.load <= capacity, "\(round)") }
            }
        }
    }

    @Test("PLAN-37 名额先给频次高的，再给风险差的，再给信用差的；未评价排在好与差之间；与企业进来的次序无关")
    func precedence() {
        var random = Seeded(state: Self.seed)
        for round in 0..<200 {
            let demands = Self.random(40, by: &random), volume = Int.random(in: 0...150, using: &random)
            let placement = ProposalPlacement(demands, months: Self.months(), left: volume)
            // without limits of months the volume alone cuts the list, from its end
            let beyond = placement.places.map(\.isBeyond)
            #expect(beyond == beyond.sorted { !$0 && $1 }, "\(round)")
            #expect(beyond.count { !$0 } == min(volume, demands.reduce(0) { $0 + $1.wanted }), "\(round)")
            let again = ProposalPlacement(demands.shuffled(using: &random), months: Self.months(), left: volume)
            #expect(again.places == placement.places && again.demands == placement.demands, "\(round)")
        }
        let order: [(Int, Grade, Grade)] = [
            (3, .a, .a), (2, .d, .a), (2, .c, .d), (2, .c, .a), (2, .unrated, .d), (2, .b, .a), (2, .a, .c), (2, .a, .a), (1, .d, .d),
        ]
        let demands = order.enumerated().map { Self.demand($0.offset, $0.element.0, risk: $0.element.1, credit: $0.element.2) }
        #expect(ProposalPlacement(demands.reversed(), months: Self.months(), left: nil).demands == demands)
    }

    @Test("PLAN-25、PLAN-37 没有限制时逐月均匀：各月相差不超过3次，一户的几次检查间隔相同；超出任务量的也逐月均匀列出")
    func even() {
        var random = Seeded(state: Self.seed)
        for round in 0..<100 {
            let placement = ProposalPlacement(Self.random(Int.random(in: 1...200, using: &random), by: &random), months: Self.months(), left: nil)
            let loads = placement.months.map(\.load)
            #expect((loads.max() ?? 0) - (loads.min() ?? 0) <= 3, "\(round) \(loads)")
        }
        let listed = ProposalPlacement((0..<120).map { Self.demand($0, 1) }, months: Self.months(), left: 0).places
        #expect(listed.allSatisfy(\.isBeyond) && (1...12).allSatisfy { month in listed.count { $0.month == month } == 10 })
        let quarterly = ProposalPlacement([Self.demand(1, 4)], months: Self.months(), left: nil)
        let placed = quarterly.places.map(\.month).sorted()
        #expect(zip(placed, placed.dropFirst()).allSatisfy { $1 - $0 == 3 })
    }

    @Test("PLAN-37 人员少的月份安排得少，满了的月份让给相邻的月份")
    func weighted() {
        let months = (1...12).map { ProposalMonth(number: $0, capacity: $0 <= 6 ? 10 : 20) }
        let placement = ProposalPlacement((0..<90).map { Self.demand($0, 1) }, months: months, left: nil)
        let loads = placement.months.map(\.load)
        #expect(loads.prefix(6).allSatisfy { $0 == 5 } && loads.suffix(6).allSatisfy { $0 == 10 }, "\(loads)")
        let full = (1...12).map { ProposalMonth(number: $0, capacity: $0 == 4 || $0 == 7 ? 1 : 0) }
        let moved = ProposalPlacement([Self.demand(1, 2), Self.demand(2, 1)], months: full, left: nil)
        #expect(moved.places.count { !$0.isBeyond } == 2 && moved.months.map(\.load).reduce(0, +) == 2)
        #expect(moved.places.filter(\.isBeyond).map(\.demand) == [1])
    }

    @Test("PLAN-37 人员任务量折成每月上限：两人一组，一个人不能当两个人，不可用月份不算")
    func capacity() {
        func officer(_ limit: Int, _ unavailable: Set<Int> = []) -> OfficerVolume {
            OfficerVolume(EnforcementOfficer.ID(), name: "甲", monthlyLimit: limit, unavailable: unavailable)
        }
        #expect(OfficerVolume.capacity(of: [], in: 1) == nil)
        #expect(OfficerVolume.capacity(of: [officer(20)], in: 1) == 0)
        #expect(OfficerVolume.capacity(of: [officer(20), officer(3)], in: 1) == 3)
        #expect(OfficerVolume.capacity(of: [officer(5), officer(5), officer(5)], in: 1) == 7)
        #expect(OfficerVolume.capacity(of: [officer(5), officer(5, [2])], in: 2) == 0)
    }

    @Test("PLAN-25 频次按企业类别、行业、风险和信用确定：几条适用的取次数最多的一条；有专门频次的不用一般频次；信用差的加，信用好的减")
    func frequencies() {
        var catering = InspectionFrequencyRecord(), trade = InspectionFrequencyRecord(), general = InspectionFrequencyRecord()
        (catering.name, catering.category, catering.timesC, catering.timesD, catering.moreForBadCredit) = ("餐饮服务检查", .catering, 2, 3, 1)
        (trade.name, trade.trade, trade.timesC, trade.fewerForGoodCredit) = ("粉尘涉爆检查", "粉尘涉爆企业", 4, 3)
        (general.name, general.timesA, general.timesC) = ("一般检查", 1, 9)
        func found(_ categories: [EnterpriseCategory], _ trades: [String], _ risk: Grade, _ credit: Grade) -> String {
            let enterprise = ProposedEnterprise(
                id: SubjectID(), serial: 1, agency: Organization.ID(), trades: trades, categories: categories, risk: risk, credit: credit)
            return enterprise.frequency(by: [catering, trade, general]).map { "\($0.category)\($0.times)" } ?? "无"
        }
        #expect(found([.catering], [], .c, .unrated) == "餐饮服务检查2")
        #expect(found([.catering], [], .d, .d) == "餐饮服务检查4")
        #expect(found([.catering], ["粉尘涉爆企业"], .c, .b) == "粉尘涉爆检查4")
        #expect(found([.catering], ["粉尘涉爆企业"], .c, .a) == "餐饮服务检查2")
        #expect(found([], [], .c, .b) == "一般检查9")
        #expect(found([.catering], [], .a, .b) == "无")
        #expect(found([.foodTrade], [], .a, .b) == "一般检查1")
    }

    @Test("PLAN-25 计划只剩几个月时按月折算频次，进位取整；人工安排的、已生成任务的和不安排的都算在频次之内")
    func shares() {
        var general = InspectionFrequencyRecord()
        (general.name, general.timesD) = ("一般检查", 4)
        let enterprise = Self.enterprise(1, risk: .d)
        func wanted(_ open: [Int], settled: [Int] = []) -> Int {
            let demands = ProposalDemand.all(of: [enterprise], by: [general], settled: [enterprise.id: settled], open: Set(open))
            return demands.first?.wanted ?? -1
        }
        #expect(wanted(Array(1...12)) == 4)
        #expect(wanted([10, 11, 12]) == 1)
        #expect(wanted(Array(7...12)) == 2)
        #expect(wanted([9, 10, 11, 12]) == 2)
        #expect(wanted(Array(1...12), settled: [2, 2, 9]) == 1)
        #expect(wanted(Array(7...12), settled: [1, 2, 3]) == 1)
        #expect(wanted([12], settled: [1, 4, 7, 10]) == 0)
    }
}

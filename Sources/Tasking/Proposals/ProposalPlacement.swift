import Authority
import Registry
import Storage

/// An enterprise of the base data as a proposal looks at it (PLAN-25).
struct ProposedEnterprise: Sendable, Hashable {
    let id: SubjectID
    /// Its place in the library: among equals the older comes first.
    let serial: Int64
    let agency: Organization.ID
    let trades: [String]
    let categories: [EnterpriseCategory]
    let risk: Grade
    /// 行业信用等级, or 公共信用等级 where that is not rated.
    let credit: Grade

    func frequency(by frequencies: [InspectionFrequencyRecord]) -> (category: String, times: Int)? {
        InspectionFrequencyRecord.ofMost(frequencies, categories: categories, trades: trades, risk: risk, credit: credit)
    }
}

/// How many inspections of one enterprise are wanted.
struct ProposalDemand: Sendable, Hashable {
    let enterprise: ProposedEnterprise
    let category: String
    /// 频次: what is asked for in the year.
    let frequency: Int
    /// What of it is to be placed.
    let wanted: Int
    /// Months in which the enterprise has an inspection already, or had one that was taken out.
    var settled: Set<Int> = []

    /// Required frequency first, then worse risk, then worse credit (PLAN-37).
    static func comesFirst(_ a: ProposalDemand, _ b: ProposalDemand) -> Bool {
        let left = (-a.frequency, a.enterprise.risk.rankFromWorst, a.enterprise.credit.rankFromWorst, a.enterprise.serial)
        return left < (-b.frequency, b.enterprise.risk.rankFromWorst, b.enterprise.credit.rankFromWorst, b.enterprise.serial)
    }
}

extension Grade {
    /// What nobody has rated stands between the bad and the good.
    fileprivate var rankFromWorst: Int {
        switch self {
        case .d: 0
        case .c: 1
        case .unrated: 2
        case .b: 3
        case .a: 4
        }
    }
}

/// One month that inspections can be placed in.
struct ProposalMonth: Sendable, Hashable {
    let number: Int
    /// Inspections that the officers of the agency have time for; nil where nothing is laid down.
    let capacity: Int?
    /// What stands there already.
    var load: Int = 0
    /// What would stand there if the volume were larger.
    fileprivate(set) var wished: Int = 0

    var isFree: Bool { capacity.map { load < $0 } ?? true }
    /// How full it is, in millionths, so that months of few officers get few inspections.
    fileprivate var fullness: Int { capacity.map { load * 1_000_000 / max($0, 1) } ?? load * 1_000_000 }
}

/// Places wanted inspections in the months of a plan. Pure: the same demands give the same places, in whatever order they come.
struct ProposalPlacement: Sendable {
    struct Place: Sendable, Hashable {
        let demand: Int
        let month: Int
        /// 超出任务量: there is no room for it.
        let isBeyond: Bool
    }

    /// In their order of precedence; places name them by index.
    private(set) var demands: [ProposalDemand]
    private(set) var months: [ProposalMonth]
    /// What is left of the year's volume; nil without one.
    private var left: Int?
    private(set) var places: [Place] = []

    /// - Parameter left: how many may still be placed in the year; a ceiling, and nothing to be reached.
    init(_ demands: [ProposalDemand], months: [ProposalMonth], left: Int?) {
        self.demands = demands.sorted(by: ProposalDemand.comesFirst)
        self.months = months.sorted { $0.number < $1.number }
        self.left = left.map { max(0, $0) }
        guard !months.isEmpty else { return }
        for index in self.demands.indices { place(index) }
    }

    private mutating func place(_ index: Int) {
        let demand = demands[index], wanted = demand.wanted
        guard wanted > 0 else { return }
        let open = months.indices.filter { !demand.settled.contains(months[$0].number) }
        // at most one a month: what a shorter plan has no months for has no room
        let count = min(wanted, open.count)
        var taken: Set<Int> = []
        for place in pattern(count, among: open) {
            guard let free = left == 0 ? nil : room(at: place, among: open, taken) else {
                months[place].wished += 1
                places.append(Place(demand: index, month: months[place].number, isBeyond: true))
                continue
            }
            taken.insert(free)
            months[free].load += 1
            left = left.map { $0 - 1 }
            places.append(Place(demand: index, month: months[free].number, isBeyond: false))
        }
        for _ in 0..<(wanted - count) {
            places.append(Place(demand: index, month: months[months.count - 1].number, isBeyond: true))
        }
    }

    /// Months with equal spaces between them, turned to where there is most room.
    private func pattern(_ count: Int, among open: [Int]) -> [Int] {
        guard count > 0 else { return [] }
        func turned(_ by: Int) -> [Int] { (0..<count).map { open[(by + $0 * open.count / count) % open.count] } }
        func cost(_ pattern: [Int]) -> (full: Int, fullness: Int) {
            // of the volume nothing is left: what is listed beyond it is spread as evenly as what is placed
            guard left != 0 else { return (0, pattern.reduce(0) { $0 + months[$1].wished }) }
            let free = pattern.filter { months[$0].isFree }
            return (pattern.count - free.count, free.reduce(0) { $0 + months[$1].fullness })
        }
        let best = open.indices.map { (pattern: turned($0), turn: $0) }
            .min { a, b in
                let (left, right) = (cost(a.pattern), cost(b.pattern))
                return (left.full, left.fullness, a.turn) < (right.full, right.fullness, b.turn)
            }
        return (best?.pattern ?? []).sorted()
    }

    /// The month itself, or the free one next to it that the enterprise is not inspected in.
    private func room(at place: Int, among open: [Int], _ taken: Set<Int>) -> Int? {
        open.filter { months[$0].isFree && !taken.contains($0) }.min { (abs($0 - place), $0) < (abs($1 - place), $1) }
    }
}
